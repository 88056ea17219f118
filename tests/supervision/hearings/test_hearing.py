"""The report to the standing committee: drafted, laid and frozen, heard, decided (M003-05)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from pages.quarter import Quarter
from pages.refused import Refused
from supervision.closings.content import digest_of
from supervision.hearings.compose import compose
from supervision.hearings.content import canonical
from supervision.hearings.draft import open_hearing, save_draft
from supervision.hearings.lay import draft_digest, hear, lay, take_back
from supervision.hearings.models import Hearing
from supervision.hearings.note import enter_note, take_back_note
from supervision.hearings.report import Report
from supervision.hearings.states import State
from tests.supervision.hearings import play
from tests.supervision.hearings.play import AFTER, DAY_AFTER, MEETING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.mark.parametrize("person", ["officer", "group", "party leader"])
def test_the_office_alone_drafts(shire, person):
    by = play.who(shire, person)
    with pytest.raises(PermissionDenied):
        open_hearing(quarter=play.QUARTER, by=by, now=AFTER)
    hearing = play.opened(shire)
    values = {"meeting_on": None, "findings": "", "requests": "", "reasons": {}}
    with pytest.raises(Hearing.DoesNotExist):
        save_draft(hearing_id=hearing.pk, by=by, now=AFTER, **values)


def test_leaders_read_it_once_it_is_laid(shire):
    leader = shire.people["party leader"]
    hearing = play.opened(shire)
    assert not Hearing.objects.visible_to(leader, at=AFTER).exists()
    play.laid(shire)
    assert Hearing.objects.visible_to(leader, at=AFTER).get() == hearing
    for person in ("officer", "group"):
        assert not Hearing.objects.visible_to(shire.people[person], at=AFTER).exists()


def test_it_is_begun_once_and_not_before_its_quarter(shire):
    assert play.opened(shire) == play.opened(shire)
    with pytest.raises(Refused, match="not begun"):
        open_hearing(quarter=Quarter(2027, 1), by=play.who(shire), now=AFTER)


def test_a_closed_quarter_gives_its_frozen_figures_with_the_corrections(shire):
    red = play.red(shire)
    closing = play.closed(shire)
    before = compose(play.opened(shire), now=AFTER).now
    assert (before.frozen, before.red, before.red_units) == (closing.name, 1, 1)
    type(red).objects.filter(pk=red.pk).update(exempt=True, lamp="exempt", lamp_since=AFTER)
    assert compose(play.opened(shire), now=AFTER).now == before
    row = closing.rows.get(task=red)
    note = closing.notes.create(
        number=1, reason="Abroad.", digest="0" * 64, made_by=shire.people["office"], made_at=AFTER
    )
    note.lines.create(row=row, was="red", becomes="exempt", since=AFTER, cause="exempted")
    after = compose(play.opened(shire), now=AFTER).now
    assert (after.red, after.frozen_red, after.corrections) == (0, 1, 1)


def test_a_red_says_since_when_in_whose_time_and_that_nobody_was_told(shire):
    red = play.red(shire)
    holder = red.post.appointments.get().user.name
    report = compose(play.drafted(shire, reasons={str(red.pk): "Flood."}), now=AFTER)
    (line,) = report.reds
    assert (line.holder, line.since_on) == (holder, date(2026, 9, 21))
    assert line.why == ["Flood.", "no notice was delivered in time"]


def test_an_item_late_in_most_units_stands_there_and_no_unit_does(shire):
    for body in ("Body 1", "Body 2", "Body 3"):
        play.red(shire, post=(body, play.closings.HEAD[1]))
    report = compose(play.opened(shire), now=AFTER)
    assert [(item.late, item.units) for item in report.late_items] in ([(3, 3)], [])
    assert all("Body" not in line for line in play.opened(shire).findings.splitlines())


def test_laid_it_is_frozen_with_number_and_fingerprint(shire):
    red = play.red(shire)
    laid = play.laid(shire)
    assert laid.number == "TQ-2026-3"
    assert laid.digest == digest_of(canonical(laid.number, laid.content))
    shown = Report.read(laid.content)
    type(red).objects.filter(pk=red.pk).update(exempt=True, lamp="exempt", lamp_since=AFTER)
    laid.refresh_from_db()
    assert Report.read(laid.content) == shown
    laid.content = {}
    with pytest.raises(DatabaseError), transaction.atomic():
        laid.save()
    with pytest.raises(Refused, match="changes no more"):
        play.drafted(shire)


def test_what_has_changed_since_it_was_shown_is_not_laid_unseen(shire):
    hearing = play.drafted(shire)
    digest = draft_digest(compose(hearing, now=AFTER))
    play.red(shire)
    with pytest.raises(Refused, match="changed since"):
        lay(hearing_id=hearing.pk, digest=digest, by=play.who(shire), now=AFTER)


@pytest.mark.parametrize(
    ("over", "why"), [({"meeting_on": None}, "day of the meeting"), ({"findings": " "}, "finding")]
)
def test_what_is_missing_is_said_before_it_is_laid(shire, over, why):
    with pytest.raises(Refused, match=why):
        play.laid(shire, **over)


def test_more_than_five_findings_are_refused(shire):
    with pytest.raises(Refused, match="five lines"):
        play.drafted(shire, findings="\n".join("abcdef"))


def test_it_is_taken_back_with_a_reason_and_laid_again_as_the_next_version(shire):
    laid = play.laid(shire)
    act = {"hearing_id": laid.hearing_id, "by": play.who(shire), "now": AFTER}
    with pytest.raises(Refused):
        take_back(reason=" ", **act)
    assert take_back(reason="Another day.", **act).state == State.DRAFTED
    assert play.laid(shire).number == "TQ-2026-3-2"
    laid.refresh_from_db()
    assert laid.ended_because == "Another day."


@pytest.mark.parametrize("day", [date(2026, 10, 19), date(2026, 10, 24)])
def test_it_is_heard_on_a_day_between_laying_and_today(shire, day):
    laid = play.laid(shire)
    with pytest.raises(Refused):
        hear(hearing_id=laid.hearing_id, heard_on=day, by=play.who(shire), now=DAY_AFTER)


def test_heard_it_is_taken_back_no_more(shire):
    hearing = play.heard(shire)
    assert (hearing.state, hearing.heard_on) == (State.HEARD, MEETING)
    with pytest.raises(Refused):
        take_back(hearing_id=hearing.pk, reason="No.", by=play.who(shire), now=DAY_AFTER)


def test_notes_are_numbered_and_a_number_is_not_used_again(shire):
    hearing = play.heard(shire)
    act = {"hearing_id": hearing.pk, "by": play.who(shire), "now": DAY_AFTER}
    first = enter_note(text="One was done.", **act)
    take_back_note(note_id=first.pk, reason="Wrong.", by=play.who(shire), now=DAY_AFTER)
    assert enter_note(text="Two were done.", **act).number == 2
    assert hearing.laid.get().content
