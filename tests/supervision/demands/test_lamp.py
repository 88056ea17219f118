"""A demand as a deadline: its lamp, its ledger, its reminders, and what becomes of an answer."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.deadlines.kind import EXTENSION_WAITS
from alerts.decisions.extend import ask_extension, grant_extension
from alerts.decisions.models import Exemption
from alerts.engine.by_day import owe_by_day
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from supervision.demands.decide import accept, send_back, withdraw
from supervision.demands.demand import demand
from supervision.demands.models import Demand, State
from supervision.demands.page import DemandPage
from supervision.demands.reply import reply
from tests import make
from tests.dashboards.county import build, owe
from tests.make import NOW, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MEMBER = Role.TEAM_MEMBER
# Made on Thursday 24 September 2026 at 10:20, to be answered by Monday the 28th: late at the end of
# that day, yellow for the last third of the time.
WARNS, LATE = at("2026-09-27 11:26:40"), at("2026-09-29 00:00")
TICK = make.days(0.000001 / 86400)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    return build()


@pytest.fixture
def made(shire) -> Demand:
    (one,) = demand(
        by=make.actor(shire.people["group"]),
        now=NOW,
        nonce=make.nonce(),
        task_ids=[owe(shire.posts["Body 1", MEMBER], "red").pk],
        text="Say what keeps you.",
        reply_by=date(2026, 9, 28),
    )
    return one


def answered(shire, one, now, text="The dam is being mended."):
    by = make.actor(shire.people["member"])
    return reply(by=by, now=now, nonce=make.nonce(), demand_id=one.pk, text=text)


def decided(shire, verb, one, now, kind="group", **values):
    user = shire.people[kind]
    user.__dict__.pop("_standing", None)
    return verb(by=make.actor(user), now=now, demand_id=one.pk, **values)


def ledger(one) -> list[tuple]:
    turns = LampTurn.objects.filter(kind="demand", deadline_id=one.pk).order_by("pk")
    return list(turns.values_list("to_lamp", "cause", "took_effect_at"))


def told(stage) -> set[int]:
    return set(
        Reminder.objects.filter(kind="demand", stage=stage).values_list("recipient", flat=True)
    )


def fresh(one, now) -> Demand:
    return Demand.objects.for_rows(now=now).with_state().get(pk=one.pk)


BORN = ("unlit", "created", NOW)
BY_CLOCK = [BORN, ("yellow", "clock", WARNS), ("red", "clock", LATE)]


# The clock


def test_it_turns_by_the_clock_like_any_deadline(made):
    assert (made.warns_at, made.late_at, made.closes_at) == (WARNS, LATE, None)
    for now in (WARNS, LATE):
        sweep(now=now)
    assert ledger(made) == BY_CLOCK
    assert Demand.objects.with_lamp(now=LATE).get().lamp_now == "red"


def test_the_post_is_told_before_and_after_the_day(shire, made):
    member = shire.people["member"].pk
    sweep(now=WARNS)
    assert told("due_soon") == {member}
    sweep(now=LATE)
    assert told("overdue") == {member}
    owe_by_day(now=LATE + make.days(7.1))
    assert told("overdue_again") == {member}


def test_messages_call_it_what_it_is(shire, made):
    task = owe(shire.posts["Body 1", MEMBER], "unlit", warns_at=WARNS)
    sweep(now=WARNS)
    gather(now=WARNS)
    text = Message.objects.inbox().filter(recipient=shire.people["member"]).latest("made_at").text
    assert "1项督办9月28日前答复、1项任务9月30日到期" in text and task.lamp == "unlit"
    sweep(now=LATE)
    gather(now=LATE)
    text = Message.objects.inbox().filter(recipient=shire.people["member"]).latest("made_at").text
    assert "1项督办逾期未答复" in text


def test_who_demanded_and_the_units_officer_hear_of_a_lasting_red(shire, made):
    sweep(now=LATE)
    for number in range(1, 15):
        owe_by_day(now=LATE + make.days(number))
    assert told("overdue_principal") == {shire.people["officer"].pk}
    assert told("overdue_supervisor") == {shire.people["group"].pk}


def test_whoever_has_answered_is_told_nothing_more(shire, made):
    answered(shire, made, NOW)
    gather(now=NOW)
    unsaid = Reminder.objects.filter(stage="demanded")
    assert set(unsaid.values_list("suppressed", flat=True)) == {"closed_before_send"}
    recipients = Message.objects.values_list("recipient", flat=True)
    assert set(recipients) == {shire.people["group"].pk}  # of the answer


# The answer


def test_an_answer_in_time_is_green_and_one_too_late_orange(shire, made):
    answered(shire, made, NOW + make.days(1))
    assert ledger(made) == [BORN, ("green", "answered", NOW + make.days(1))]
    second = demand(
        by=make.actor(shire.people["office"]), now=NOW, nonce=make.nonce(), text="Report.",
        task_ids=[owe(shire.posts["Body 1", MEMBER], "red").pk], reply_by=date(2026, 9, 28),
    )[0]  # fmt: skip
    answered(shire, second, LATE + make.days(1))
    assert ledger(second) == [*BY_CLOCK, ("orange", "answered", LATE + make.days(1))]


def test_what_is_added_to_an_answer_changes_no_lamp(shire, made):
    answered(shire, made, WARNS)
    answered(shire, made, LATE, text="And this.")
    made.refresh_from_db()
    assert (made.lamp, made.fulfilled_at, made.done) == ("green", WARNS, 1)


def test_accepted_it_is_closed_with_a_date(shire, made):
    answered(shire, made, WARNS)
    decision = decided(shire, accept, made, LATE)
    assert (decision.accepted, decision.decided_at) == (True, LATE)
    one = fresh(made, LATE)
    assert (one.closed_at, one.state, one.lamp_now) == (LATE, State.ACCEPTED, "green")
    assert ledger(made)[-1][0] == "green"
    assert told("demand_closed") == {shire.people["member"].pk}
    assert AuditEntry.objects.filter(action="demand.accept", post_id=made.made_in_id).exists()
    with pytest.raises(Refused, match="closed"):
        answered(shire, made, LATE, text="And this.")


def test_sent_back_the_clock_goes_on_and_a_new_answer_is_owed(shire, made):
    answered(shire, made, NOW)
    with pytest.raises(Refused) as refusal:
        decided(shire, send_back, made, NOW, reason=" ")
    assert refusal.value.field == "reason"
    decided(shire, send_back, made, WARNS, reason="That is no answer.")
    one = fresh(made, WARNS)
    assert (one.state, one.fulfilled_at, one.done, one.revision) == (State.SENT_BACK, None, 0, 1)
    assert ledger(made)[1:] == [
        ("green", "answered", ledger(made)[1][2]),
        ("yellow", "sent_back", WARNS),
    ]
    assert told("answer_returned") == {shire.people["member"].pk}
    answered(shire, made, LATE, text="Then this.")
    assert [turn[:2] for turn in ledger(made)[-2:]] == [("red", "clock"), ("orange", "answered")]
    decided(shire, accept, made, LATE)
    texts = made.replies.order_by("pk").values_list("text", "decision__accepted")
    assert list(texts) == [("The dam is being mended.", False), ("Then this.", True)]


def test_sent_back_after_the_day_it_is_red_from_that_act_and_told_once(shire, made):
    answered(shire, made, NOW)
    gather(now=NOW)
    decided(shire, send_back, made, LATE + make.days(2), reason="That is no answer.")
    assert ledger(made)[-1] == ("red", "sent_back", LATE + make.days(2))
    gather(now=LATE + make.days(2))
    owed = Reminder.objects.filter(recipient=shire.people["member"], revision=1)
    said = dict(owed.values_list("stage", "suppressed"))
    assert said == {"answer_returned": "", "overdue": "superseded"}


def test_what_was_sent_back_is_reminded_of_anew(shire, made):
    sweep(now=WARNS)
    answered(shire, made, WARNS)
    decided(shire, send_back, made, WARNS + make.days(0.1), reason="No.")
    sweep(now=LATE)
    rows = Reminder.objects.filter(stage__in=["due_soon", "overdue"]).order_by("pk")
    assert list(rows.values_list("stage", "revision")) == [
        ("due_soon", 0), ("due_soon", 1), ("overdue", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", [accept, send_back])
def test_without_an_answer_there_is_nothing_to_decide(shire, made, verb):
    values = {} if verb is accept else {"reason": "No."}
    with pytest.raises(Refused, match="No answer"):
        decided(shire, verb, made, NOW, **values)
    answered(shire, made, NOW)
    decided(shire, accept, made, NOW)
    with pytest.raises(Refused, match="No answer"):
        decided(shire, verb, made, NOW, **values)


# Taking it back


def test_withdrawn_nothing_is_owed_and_a_red_stays_in_the_ledger(shire, made):
    decided(shire, withdraw, made, LATE, reason="It was settled by telephone.")
    one = fresh(made, LATE)
    assert (one.state, one.lamp_now, one.exempt) == (State.WITHDRAWN, "exempt", True)
    assert ledger(made) == [*BY_CLOCK[:2], *BY_CLOCK[2:], ("exempt", "called_off", LATE + TICK)]
    assert Exemption.objects.of(made).get().reason == "It was settled by telephone."
    assert told("demand_closed") == {shire.people["member"].pk}
    with pytest.raises(Refused, match="withdrawn"):
        answered(shire, made, LATE)
    with pytest.raises(Refused, match="already"):
        decided(shire, withdraw, made, LATE, reason="Again.")


def test_the_tasks_of_a_withdrawn_demand_may_be_demanded_of_again(shire, made):
    decided(shire, withdraw, made, NOW, reason="The wrong day.")
    (again,) = demand(
        by=make.actor(shire.people["group"]), now=NOW, nonce=make.nonce(), text="Report.",
        task_ids=[made.tasks.get().pk], reply_by=date(2026, 9, 29),
    )  # fmt: skip
    assert again != made


# Who decides


@pytest.mark.parametrize("kind", ["office", "officer", "group without urging", "member"])
@pytest.mark.parametrize("verb", [accept, send_back, withdraw])
def test_another_may_not_decide(shire, made, kind, verb):
    answered(shire, made, NOW)
    with pytest.raises(PermissionDenied):
        decided(shire, verb, made, NOW, kind=kind, **({} if verb is accept else {"reason": "x"}))


def test_whoever_holds_the_post_after_decides(shire, made):
    made.made_in.memberships.filter(user=shire.people["group"]).update(
        period="[2026-01-01,2026-09-26)"
    )
    shire.people["successor"] = make.join(
        made.made_in, role="head", grants=["view", "urge"], start=date(2026, 9, 26)
    )
    answered(shire, made, WARNS)
    assert told("answered") == {shire.people["successor"].pk}
    with pytest.raises(Demand.DoesNotExist):
        decided(shire, accept, made, WARNS)
    assert decided(shire, accept, made, WARNS, kind="successor").accepted


def test_nobody_decides_on_the_own_answer(shire, made):
    answered(shire, made, NOW)
    made.post.appointments.update(period="[2026-01-01,2026-09-26)")
    make.join(made.made_in, shire.people["member"], grants=["view", "urge"])
    with pytest.raises(PermissionDenied, match="own answer"):
        decided(shire, accept, made, WARNS, kind="member")


# What is true of any deadline


def test_more_time_is_asked_of_who_demanded(shire, made):
    asked = ask_extension(
        by=make.actor(shire.people["member"]), now=WARNS, deadline=made,
        wanted_on=date(2026, 10, 4), reason="The audit comes first.",
    )  # fmt: skip
    waits = Reminder.objects.filter(stage=EXTENSION_WAITS)
    assert [one.recipient for one in waits] == [shire.people["group"]]
    with pytest.raises(PermissionDenied):
        grant_extension(by=make.actor(shire.people["office"]), now=WARNS, extension_id=asked.pk)
    grant_extension(by=make.actor(shire.people["group"]), now=WARNS, extension_id=asked.pk)
    made.refresh_from_db()
    # The day named by hand stays, though it is a Sunday in the holidays.
    assert (made.due_on, made.revision) == (date(2026, 10, 4), 1)
    assert made.late_at == at("2026-10-05 00:00")


SENTENCES = [
    ("", "2026-09-25 09:00", "It is due on Mon 28 Sep and turns yellow on 27 Sep; nobody has "
     "answered yet."),
    ("", "2026-09-30 09:00", "It was due on Mon 28 Sep; there is no answer; a reminder "
     "arrived on 24 Sep; in the post on that day: Zhou."),
    ("answer", "2026-09-25 09:00", "Zhou answered on 25 Sep 09:00, before the deadline of Mon 28 "
     "Sep; it waits for the decision of who demanded it."),
    ("accept", "2026-09-25 09:00", "Zhou answered on 25 Sep 09:00, before the deadline of Mon 28 "
     "Sep."),
    ("accept", "2026-09-30 09:00", "Zhou answered on 30 Sep 09:00, 2 days after the deadline of "
     "Mon 28 Sep; that it was red stays in the ledger; a reminder arrived on 24 Sep; in the "
     "post on that day: Zhou."),
    ("send back", "2026-09-25 09:00", "It is due on Mon 28 Sep and turns yellow on 27 Sep; an "
     "answer was sent back, a new one is awaited."),
    ("withdraw", "2026-09-25 09:00", "No answer is owed: it was withdrawn on 25 Sep because of "
     "“Settled.”."),
]  # fmt: skip


@pytest.mark.parametrize(("act", "instant", "said"), SENTENCES)
def test_it_says_why_its_lamp_is_lit_so(shire, made, act, instant, said):
    shire.people["member"].name = "Zhou"
    shire.people["member"].save()
    now = at(instant)
    gather(now=NOW)
    Message.objects.update(read_at=NOW)
    if act in ("answer", "accept", "send back"):
        answered(shire, made, now)
    if act == "accept":
        decided(shire, accept, made, now)
    elif act == "send back":
        decided(shire, send_back, made, now, reason="No.")
    elif act == "withdraw":
        decided(shire, withdraw, made, now, reason="Settled.")
    page = DemandPage.of(fresh(made, now), user=shire.people["member"], now=now)
    assert "".join(part.text for part in page.why) == said


def test_a_red_that_nobody_was_told_of_says_so(shire, made):
    page = DemandPage.of(fresh(made, LATE), user=shire.people["group"], now=LATE)
    (link,) = [part for part in page.why if "no reminder" in part.text]
    assert link.address == f"/owed/demand/{made.pk}/notice/"
