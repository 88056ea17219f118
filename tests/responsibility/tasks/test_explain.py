"""Why a lamp is lit: one sentence for every case, with links to the facts. No database."""

from datetime import UTC, date

import pytest
from django.utils import translation

from alerts.decisions.models import Extension
from alerts.lamps.rule import Hold
from alerts.proof.explain import Circumstances, explain
from responsibility.lists.models import DutyItem
from responsibility.tasks.models import Task
from responsibility.tasks.page.words import Logged, TaskWords
from tests.make import NOW, at

pytestmark = pytest.mark.usefixtures("english")
LATER = at("2026-10-03 09:00")
# Instants come from the database in UTC and are told in local time.
WANG = Logged("Wang", at("2026-09-19 10:20").astimezone(UTC), "/records/7/")
LATE = Logged("Wang", at("2026-10-03 08:00").astimezone(UTC), "/records/8/")


def task_with(**over) -> Task:
    """Due 30 September, yellow from the 23rd; asks for one record."""
    return Task(
        **{
            "due_on": date(2026, 9, 30),
            "opens_at": at("2026-07-01 00:00"),
            "warns_at": at("2026-09-23 00:00"),
            "late_at": at("2026-10-01 00:00"),
        }
        | over
    )


def known_of(logged=(), **known) -> Circumstances:
    return Circumstances(words=TaskWords(logged), **known)


def parts_of(known=None, now=NOW, **over):
    return explain(task_with(**over), known or known_of(), now=now)


def sentence(known=None, now=NOW, **over) -> str:
    return "".join(part.text for part in parts_of(known, now, **over))


def links(known=None, now=NOW, **over) -> dict[str, str]:
    return {part.address: part.text for part in parts_of(known, now, **over) if part.address}


def test_unlit():
    assert sentence(now=at("2026-08-01 09:00")) == (
        "It is due on Wed 30 Sep and turns yellow on 23 Sep; nothing is logged yet."
    )


def test_yellow_with_nothing_logged():
    assert sentence() == "It is due on Wed 30 Sep, 6 days left; nothing is logged yet."


def test_yellow_with_some_logged_leads_to_the_records():
    assert sentence(required=3, done=2) == (
        "It is due on Wed 30 Sep, 6 days left; 2 of 3 are logged, 1 is missing."
    )
    assert links(required=3, done=2) == {"#records": "2 of 3 are logged, 1 is missing"}


def test_yellow_that_counts_people_leads_to_those_missing():
    people = {"required": 5, "done": 3, "count_basis": DutyItem.CountBasis.TEAM_MEMBER}
    assert links(**people) == {"#whom": "3 of 5 are logged, 2 are missing"}
    assert links(**people | {"done": 0}) == {"#whom": "nothing is logged yet"}


@pytest.mark.parametrize("now", ["2026-09-10 09:00", "2026-09-24 09:00", "2026-10-09 09:00"])
def test_held_while_an_extension_is_asked_for(now):
    held = {"hold": Hold.EXTENSION_ASKED, "held_since": at("2026-09-08 09:00")}
    known = known_of(asked_at=at("2026-09-08 09:00"))
    assert sentence(known, now=at(now), **held) == (
        "An extension was asked for on 8 Sep; until it is decided the clock stands still "
        "and the lamp does not turn red."
    )
    assert links(known, now=at(now), **held) == {
        "#extensions": "An extension was asked for on 8 Sep"
    }


def test_in_a_correction_window():
    held = {
        "hold": Hold.IN_CORRECTION,
        "held_since": at("2026-09-29 09:00"),
        "held_until": at("2026-10-06 00:00").astimezone(UTC),
    }
    assert sentence(now=LATER, **held) == (
        "A record was found insufficient; until 6 Oct 00:00 it can be made good, and the lamp "
        "does not turn red."
    )
    assert "It was due" in sentence(now=at("2026-10-07 09:00"), **held)


def test_green_names_who_logged_it():
    done = {"done": 1, "fulfilled_at": WANG.counts_at}
    assert sentence(known_of(logged=[WANG]), **done) == (
        "Wang logged it on 19 Sep 10:20, before the deadline of Wed 30 Sep."
    )
    assert links(known_of(logged=[WANG]), **done) == {"/records/7/": "it"}


def test_green_of_several_names_the_last_that_counted():
    before = Logged("Li", at("2026-09-01 09:00"), "/records/1/")
    known = known_of(logged=[before, WANG])
    done = {"required": 2, "done": 2, "fulfilled_at": WANG.counts_at}
    assert sentence(known, **done).startswith("Wang logged the last of 2 on 19 Sep 10:20")


def test_green_whose_record_is_not_known_still_says_when():
    done = {"done": 1, "fulfilled_at": WANG.counts_at}
    assert sentence(**done).startswith("Someone logged it on 19 Sep 10:20")


def test_red_with_nothing_logged():
    assert sentence(now=LATER) == "It was due on Wed 30 Sep; nothing is logged."


def test_red_with_late_progress():
    assert sentence(now=LATER, required=2, done=1) == (
        "It was due on Wed 30 Sep; 1 of 2 are logged (late entry)."
    )


def test_red_says_how_long_late_entry_is_open():
    closes = {"closes_at": at("2026-10-31 00:00")}
    assert sentence(now=LATER, **closes) == (
        "It was due on Wed 30 Sep; nothing is logged; late entry is open until 30 Oct."
    )
    assert sentence(now=at("2026-11-02 09:00"), **closes) == (
        "It was due on Wed 30 Sep; nothing is logged; late entry closed on 30 Oct, so it stays red."
    )


def test_red_though_logged_after_closing():
    done = {
        "closes_at": at("2026-10-02 00:00"),
        "done": 1,
        "fulfilled_at": LATE.counts_at,
    }
    assert sentence(now=LATER, **done) == (
        "It was due on Wed 30 Sep, and late entry closed on 1 Oct; what was logged on "
        "3 Oct 08:00 came after that and does not turn the lamp."
    )


def test_orange_keeps_the_red_in_sight():
    done = {"done": 1, "fulfilled_at": LATE.counts_at}
    known = known_of(logged=[LATE])
    assert sentence(known, now=LATER, **done) == (
        "Wang logged it on 3 Oct 08:00, 3 days after the deadline of Wed 30 Sep; "
        "that it was red stays in the ledger."
    )
    assert links(known, now=LATER, **done) == {
        "/records/8/": "it",
        "#ledger": "that it was red stays in the ledger",
    }


def test_three_colours_hatch_the_green():
    done = {"done": 1, "fulfilled_at": LATE.counts_at, "colours": 3}
    assert "so the green is hatched" in sentence(now=LATER, **done)


def test_exempt_gives_the_reason_and_nothing_else():
    known = known_of(
        exempt_at=at("2026-08-03 09:00"),
        exempt_reason="the post was vacant",
        nominal_on=date(2026, 9, 27),
    )
    assert sentence(known, exempt=True, provisional=True) == (
        "Nothing is owed: exempted on 3 Aug because of “the post was vacant”."
    )
    assert sentence(exempt=True) == "Nothing is owed: it is exempt."


def test_a_provisional_day_says_so_until_it_is_done():
    assert sentence(provisional=True).endswith(
        "; the day is provisional until the days off are announced."
    )
    assert "provisional" not in sentence(provisional=True, done=1, fulfilled_at=WANG.counts_at)


def test_a_day_moved_by_days_off_says_why():
    known = known_of(nominal_on=date(2026, 9, 27), day_off="Mid-autumn Festival")
    assert sentence(known).endswith(
        "; Sun 27 Sep is a day off (Mid-autumn Festival), so it moved to the next working day."
    )
    weekend = known_of(nominal_on=date(2026, 9, 27))
    assert sentence(weekend).endswith(
        "; Sun 27 Sep is a day off, so it moved to the next working day."
    )
    assert "day off" not in sentence(known_of(nominal_on=date(2026, 9, 30)))


def test_the_sentence_in_chinese_is_one_too():
    with translation.override("zh-hans"):
        said = sentence(required=3, done=2)
    assert said.count("\u3002") == 1 and said.endswith("\u3002")  # the full stop


def test_a_per_cent_sign_in_a_reason_does_no_harm():
    known = known_of(exempt_at=NOW, exempt_reason="100% closed, %(day)s")
    assert "100% closed, %(day)s" in sentence(known, exempt=True)


GRANTED = Extension(
    granted=True, decided_at=NOW, was_due_on=date(2026, 9, 15), due_on=date(2026, 9, 30)
)
REFUSED = Extension(granted=False, decided_at=NOW)


def test_a_day_moved_by_an_extension_says_from_which():
    known = known_of(logged=[WANG], decided=GRANTED)
    assert sentence(known) == (
        "It is due on Wed 30 Sep, 6 days left; nothing is logged yet; "
        "on 24 Sep it was extended from 15 Sep."
    )
    assert links(known) == {"#extensions": "on 24 Sep it was extended from 15 Sep"}
    done = {"required": 1, "done": 1, "fulfilled_at": WANG.counts_at}
    assert sentence(known, **done).endswith("; on 24 Sep it was extended from 15 Sep.")


def test_a_refusal_is_told_until_it_is_done():
    known = known_of(logged=[LATE], decided=REFUSED)
    assert sentence(known, LATER) == (
        "It was due on Wed 30 Sep; nothing is logged; an extension was refused on 24 Sep."
    )
    done = {"required": 1, "done": 1, "fulfilled_at": LATE.counts_at}
    assert "refused" not in sentence(known, LATER, **done)


def test_the_task_of_a_closed_post_says_so():
    closed = {"exempt": True, "known": known_of(post_closed_on=date(2026, 9, 24))}
    assert sentence(**closed) == "Nothing is owed: the post is closed from 24 Sep."


# What is fair to say beside a red: whether notice arrived, who held the post, what was asked since.

PROOF = "/notice/task/7/"
ANSWERED = "in the post on that day: Wang"


def test_red_says_that_a_reminder_arrived_and_leads_to_its_proof():
    known = known_of(proof=PROOF, told_at=at("2026-09-23 10:00"), answered=ANSWERED)
    assert sentence(known, now=LATER) == (
        "It was due on Wed 30 Sep; nothing is logged; a reminder arrived on 23 Sep; "
        "in the post on that day: Wang."
    )
    assert links(known, now=LATER) == {PROOF: "a reminder arrived on 23 Sep"}


def test_red_says_that_no_reminder_arrived():
    known = known_of(proof=PROOF)
    assert links(known, now=LATER) == {PROOF: "no reminder was delivered before it turned red"}


def test_red_says_what_was_asked_for_since_and_that_it_holds_nothing():
    known = known_of(asked_at=at("2026-10-02 09:00"))
    assert links(known, now=LATER) == {
        "#extensions": "an extension was asked for on 2 Oct, after the deadline: it stays red "
        "until one is granted"
    }


def test_orange_keeps_the_notice_and_says_no_more_that_none_arrived():
    late = {"done": 1, "fulfilled_at": at("2026-10-03 08:00"), "lamp": "orange"}
    told = known_of([LATE], proof=PROOF, told_at=at("2026-09-23 10:00"))
    assert PROOF in links(told, now=LATER, **late)
    assert PROOF not in links(known_of([LATE], proof=PROOF), now=LATER, **late)
