"""Extensions: asked for by the holder, decided by another, and what the lamp does meanwhile."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.decisions.extend import ask_extension, grant_extension, refuse_extension
from alerts.decisions.models import Extension
from alerts.decisions.take_back import take_back_request
from alerts.engine.sweep import sweep
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from alerts.workdays.announce import announce_year
from pages.refused import Refused
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Membership
from responsibility.tasks.models import Task
from tests.make import (
    NOW,
    START,
    at,
    days,
    join,
    make_holder,
    make_item,
    make_person,
    make_post,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.records.cast import (
    acting,
    credit_of,
    find_insufficient,
    lodge_as,
    make_cast,
    state,
    turns,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WANTED = date(2026, 10, 15)  # a Thursday
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def office(cast):
    return make_holder(make_unit(cast.county, kind="office"), "commission_office")[1]


def ask_as(user, task, *, now=NOW, wanted_on=WANTED, reason="The audit comes first."):
    return ask_extension(
        by=acting(user),
        now=now,
        deadline=task,
        wanted_on=wanted_on,
        reason=reason,
    )


def grant_as(user, extension, *, now=NOW, **over) -> Extension:
    return grant_extension(by=acting(user), now=now, extension_id=extension.pk, **over)


def refuse_as(user, extension, *, now=NOW, answer="It was known in July.") -> Extension:
    return refuse_extension(by=acting(user), now=now, extension_id=extension.pk, answer=answer)


# Asking


@pytest.mark.parametrize("who", ["holder", "clerk"])
def test_while_it_waits_the_clock_stands_still(cast, who):
    task = make_task(cast.post)
    extension = ask_as(getattr(cast, who), task, reason=" The audit comes first. ")
    assert (extension.wanted_on, extension.reason) == (WANTED, "The audit comes first.")
    task.refresh_from_db()
    assert (task.hold, task.held_since, task.held_until) == ("extension_asked", NOW, None)
    sweep(now=AFTER)
    assert state(task)[0] == "yellow"
    entry = AuditEntry.objects.get(action="deadline.ask_extension")
    assert (entry.object_id, entry.after) == (str(task.pk), {"wanted_on": "2026-10-15"})


# Whether a request holds: the instant it is made decides, swept or not. Then what it is once it is
# late, when granted until 15 October on the 9th, when refused on the 9th.
HELD = ["yellow", "yellow", "red"]
TOO_LATE = ["red", "yellow", "red"]


@pytest.mark.parametrize("swept", [True, False])
@pytest.mark.parametrize(
    ("asked", "lamps"),
    [
        ("2026-09-24 10:20", HELD),
        ("2026-09-30 23:59:59.999999", HELD),
        ("2026-10-01 00:00", TOO_LATE),
        ("2026-10-08 09:00", TOO_LATE),
    ],
)
def test_a_request_made_once_it_is_late_holds_nothing(cast, office, asked, lamps, swept):
    granted, refused = make_task(cast.post), make_task(cast.post)
    if swept:
        sweep(now=at(asked))
    requests = [ask_as(cast.holder, task, now=at(asked)) for task in (granted, refused)]
    sweep(now=AFTER)
    seen = [state(granted)[0]]
    grant_as(office, requests[0], now=AFTER + days(1))
    refuse_as(office, requests[1], now=AFTER + days(1))
    assert [*seen, state(granted)[0], state(refused)[0]] == lamps
    red = [turn[2:] for turn in turns(refused) if turn[1] == "red"]
    late = lamps is TOO_LATE
    assert red == [("clock", refused.late_at) if late else ("refused", AFTER + days(1))]


def test_asked_again_and_again_after_refusals_a_red_stays(cast, office):
    task = make_task(cast.post)
    sweep(now=AFTER)
    for number in range(3):
        now = AFTER + days(number)
        extension = ask_as(cast.holder, task, now=now, reason=f"Reason {number}.")
        refuse_as(office, extension, now=now + days(0.5))
    assert [turn[1] for turn in turns(task)] == ["yellow", "red"]


@pytest.mark.parametrize(
    ("again", "refused"),
    [
        ("The audit comes first.", True),
        (" the audit  comes first！", True),  # spaces, marks and capitals make no reason
        ("The audit comes first, as No. 7 says.", False),
    ],
)
def test_what_was_refused_is_asked_for_with_a_new_reason(cast, office, again, refused):
    task = make_task(cast.post)
    refuse_as(office, ask_as(cast.holder, task, reason="The audit comes first."))
    if not refused:
        assert ask_as(cast.holder, task, reason=again).waits
        return
    with pytest.raises(Refused, match="refused before") as refusal:
        ask_as(cast.holder, task, reason=again)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize(
    ("now", "latest"), [(NOW, date(2026, 12, 31)), (at("2026-10-08 09:00"), date(2027, 1, 8))]
)
def test_the_day_is_bounded_when_asked_for_and_when_granted(cast, office, now, latest):
    """A quarter beyond the due day, or beyond today where that is later."""
    task = make_task(cast.post)
    with pytest.raises(Refused, match="92 days at most") as refusal:
        ask_as(cast.holder, task, wanted_on=latest + days(1), now=now)
    assert refusal.value.field == "wanted_on"
    extension = ask_as(cast.holder, task, wanted_on=latest, now=now)
    with pytest.raises(Refused, match="92 days at most") as refusal:
        grant_as(office, extension, due_on=latest + days(1), now=now)
    assert refusal.value.field == "due_on"
    grant_as(office, extension, now=now)


def test_the_decision_has_a_day(cast):
    """Three working days: 25 to 27 September are the Mid-Autumn Festival."""
    announce_year(year=2026)
    assert ask_as(cast.holder, make_task(cast.post)).decide_by == date(2026, 9, 30)


# Taking back


def take_back_as(user, extension, now=NOW) -> Extension:
    return take_back_request(by=acting(user), now=now, extension_id=extension.pk)


@pytest.mark.parametrize(
    ("asked", "taken_back", "reds"),
    [
        (NOW, NOW + days(1), []),
        (NOW, AFTER, [("taken_back", AFTER)]),  # it was held: red from the act
        (AFTER, AFTER + days(1), [("clock", at("2026-10-01 00:00"))]),
    ],
)
def test_a_request_is_taken_back_and_the_clock_goes_on(cast, asked, taken_back, reds):
    task = make_task(cast.post)
    sweep(now=asked)
    extension = take_back_as(cast.clerk, ask_as(cast.holder, task, now=asked), now=taken_back)
    assert (extension.taken_back_by, extension.waits) == (cast.clerk, False)
    task.refresh_from_db()
    assert (task.hold, task.due_on) == (None, date(2026, 9, 30))
    assert [turn[2:] for turn in turns(task) if turn[1] == "red"] == reds
    told = Reminder.objects.filter(stage="overdue", recipient=cast.holder)
    assert told.count() == len(reds)
    assert AuditEntry.objects.filter(action="deadline.take_back_request").count() == 1
    ask_as(cast.holder, task, now=taken_back)  # the same may be asked for again


def test_only_what_waits_is_taken_back_and_only_by_who_owes_it(cast, office):
    decided, waits = (ask_as(cast.holder, make_task(cast.post)) for _ in range(2))
    refuse_as(office, decided)
    with pytest.raises(Refused, match="decided already"):
        take_back_as(cast.holder, decided)
    with pytest.raises(PermissionDenied):
        take_back_as(office, waits)
    with pytest.raises(Extension.DoesNotExist):
        take_back_as(make_person(), waits)
    take_back_as(cast.holder, waits)
    with pytest.raises(Refused, match="taken back"):
        take_back_as(cast.holder, waits)
    with pytest.raises(Refused, match="taken back"):
        grant_as(office, waits)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"wanted_on": date(2026, 9, 30)}, "wanted_on"),  # the due day itself
        ({"wanted_on": date(2026, 10, 8), "now": AFTER}, "wanted_on"),  # today
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
    ],
)
def test_the_day_lies_ahead_and_a_reason_is_given(cast, over, field):
    with pytest.raises(Refused) as refusal:
        ask_as(cast.holder, make_task(cast.post), **over)
    assert refusal.value.field == field and str(refusal.value)


def test_nothing_is_asked_for_what_is_done_or_exempt_or_waits_already(cast):
    done, waits = make_task(cast.post), make_task(cast.post)
    exempt = make_task(cast.post, exempt=True, lamp="exempt")
    unopened = make_task(cast.post, opens_at=NOW + days(1), warns_at=NOW + days(2))
    lodge_as(cast.holder, done)
    ask_as(cast.holder, waits)
    for task, words in (
        (done, "fulfilled"),
        (waits, "not yet decided"),
        (exempt, "exempt"),
        (unopened, "not open"),
    ):
        with pytest.raises(Refused, match=words):
            ask_as(cast.holder, task, reason="Another one.")


def test_the_same_asked_twice_is_one_request(cast):
    task = make_task(cast.post)
    first = ask_as(cast.holder, task)
    assert ask_as(cast.holder, task, now=NOW + days(0.001)) == first
    assert Extension.objects.of(task).count() == AuditEntry.objects.filter(kind="task").count() == 1
    for over in ({"wanted_on": WANTED + days(1)}, {"reason": "Another one."}):
        with pytest.raises(Refused, match="not yet decided"):
            ask_as(cast.holder, task, **over)
    with pytest.raises(Refused, match="not yet decided"):
        ask_as(cast.clerk, task)


def test_nothing_is_asked_within_a_correction_window(cast):
    task = make_task(cast.post)
    credit = credit_of(lodge_as(cast.holder, task), task)
    find_insufficient(credit, now=AFTER, until=AFTER + days(5))
    with pytest.raises(Refused, match="correction"):
        ask_as(cast.holder, task, now=AFTER)
    ask_as(cast.holder, task, now=AFTER + days(5))  # it is over
    assert state(task)[0] == "yellow"


def test_a_task_is_extended_so_often_and_no_more(cast, office):
    task = make_task(cast.post)
    for month in (10, 11):
        grant_as(office, ask_as(cast.holder, task, wanted_on=date(2026, month, 16)))
    with pytest.raises(Refused, match="2 times"):
        ask_as(cast.holder, task, wanted_on=date(2026, 12, 16))


def test_only_who_logs_for_the_post_asks(cast, office):
    task = make_task(cast.post)
    with pytest.raises(PermissionDenied):
        ask_as(office, task)
    with pytest.raises(Task.DoesNotExist):
        ask_as(make_person(), task)


# Telling


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-09-24 10:20", "1项延期申请待决定，请"),
        ("2026-10-08 09:00", "1项延期申请待决定，逾期已8天，请"),
    ],
)
def test_who_decides_is_told_that_a_request_waits_and_since_when_it_is_red(
    cast, office, asked, said
):
    ask_as(cast.holder, make_task(cast.post), now=at(asked))
    gather(now=at(asked))
    message = Message.objects.get(recipient=office, channel="inbox")
    assert said in message.text
    assert not Message.objects.filter(recipient=cast.holder, params__stages__icontains="waits")


@pytest.mark.parametrize("end", ["granted", "refused", "taken back"])
def test_of_what_is_decided_or_taken_back_before_the_message_nobody_is_told(cast, office, end):
    other = join(office.memberships.get().post, role="member", grants=["view"])
    extension = ask_as(cast.holder, make_task(cast.post))
    if end == "granted":
        grant_as(office, extension)
    elif end == "refused":
        refuse_as(office, extension)
    else:
        take_back_request(by=acting(cast.holder), now=NOW, extension_id=extension.pk)
    gather(now=NOW)
    assert not Message.objects.filter(recipient=other).exists()
    told = Message.objects.filter(recipient=cast.holder, params__stages__icontains="extension")
    assert told.exists() == (end != "taken back")


# Deciding


def test_granted_it_is_due_on_the_new_day_and_reminds_anew(cast, office):
    LampScheme.objects.create(
        county_id=cast.county.pk,
        name="x",
        warn_days=5,
        closes_after_days=30,
        period=from_day(START),
    )
    task = make_task(cast.post)
    extension = grant_as(office, ask_as(cast.holder, task), now=NOW + days(1), answer="Yes.")
    task.refresh_from_db()
    assert (task.due_on, task.revision, task.hold) == (WANTED, 1, None)
    assert (task.warns_at, task.late_at, task.closes_at) == (
        at("2026-10-10 00:00"),
        at("2026-10-16 00:00"),
        at("2026-11-15 00:00"),
    )
    assert turns(task)[-1] == ("yellow", "unlit", "extended", NOW + days(1))
    assert (extension.granted, extension.decided_by, extension.answer) == (True, office, "Yes.")
    assert (extension.was_due_on, extension.due_on) == (date(2026, 9, 30), WANTED)
    assert Reminder.objects.filter(stage="extension", recipient=cast.holder).exists()
    sweep(now=at("2026-10-10 08:00"))
    assert Reminder.objects.filter(stage="due_soon", revision=1).exists()
    entry = AuditEntry.objects.get(action="deadline.grant_extension")
    assert (entry.before, entry.after) == ({"due_on": "2026-09-30"}, {"due_on": "2026-10-15"})


def test_granted_after_red_the_red_stays_in_the_ledger(cast, office):
    task = make_task(cast.post)
    sweep(now=AFTER)
    grant_as(office, ask_as(cast.holder, task, now=AFTER), now=AFTER)
    assert [turn[1] for turn in turns(task)] == ["yellow", "red", "yellow"]
    assert ("yellow", "red", "clock", at("2026-10-01 00:00")) in turns(task)


@pytest.mark.parametrize(
    ("rolls", "due_on"), [(True, date(2026, 10, 19)), (False, date(2026, 10, 17))]
)
def test_a_day_off_is_moved_where_the_item_says_so(cast, office, rolls, due_on):
    task = make_task(cast.post, make_item(cast.county, rolls_forward=rolls))
    grant_as(office, ask_as(cast.holder, task, wanted_on=date(2026, 10, 17)))  # a Saturday
    assert Task.objects.get(pk=task.pk).due_on == due_on


def test_another_day_than_the_one_asked_for_may_be_granted(cast, office):
    task = make_task(cast.post)
    extension = ask_as(cast.holder, task)
    for over in ({"due_on": date(2026, 9, 30)}, {"due_on": date(2026, 10, 7), "now": AFTER}):
        with pytest.raises(Refused, match="Choose a day after the due day that is n") as refusal:
            grant_as(office, extension, **over)
        assert refusal.value.field == "due_on"
    grant_as(office, extension, due_on=date(2026, 10, 9))
    assert Task.objects.get(pk=task.pk).due_on == date(2026, 10, 9)


def test_a_late_entry_is_in_time_when_the_extension_is_granted(cast, office):
    task = make_task(cast.post)
    extension = ask_as(cast.holder, task)
    lodge_as(cast.holder, task, now=AFTER)
    assert state(task)[0] == "orange"
    grant_as(office, extension, now=AFTER + days(1))
    assert turns(task)[-1] == ("orange", "green", "extended", AFTER + days(1))


def test_refused_before_the_deadline_the_clock_goes_on(cast, office):
    task = make_task(cast.post)
    extension = refuse_as(office, ask_as(cast.holder, task), now=NOW + days(1))
    assert (extension.granted, extension.answer) == (False, "It was known in July.")
    assert state(task)[0] == "yellow"
    task.refresh_from_db()
    assert (task.hold, task.revision, task.due_on) == (None, 0, date(2026, 9, 30))
    sweep(now=AFTER)
    assert turns(task)[-1] == ("yellow", "red", "clock", task.late_at)


def test_refused_after_the_deadline_it_is_red_from_the_decision(cast, office):
    task = make_task(cast.post)
    refuse_as(office, ask_as(cast.holder, task), now=AFTER)
    assert turns(task)[-1] == ("yellow", "red", "refused", AFTER)
    stages = Reminder.objects.filter(recipient=cast.holder).values_list("stage", flat=True)
    assert sorted(stages) == ["due_soon", "extension", "overdue"]


def test_refused_when_done_meanwhile_it_stays_green(cast, office):
    task = make_task(cast.post)
    extension = ask_as(cast.holder, task)
    lodge_as(cast.holder, task)
    refuse_as(office, extension, now=AFTER)
    assert state(task)[0] == "green" and turns(task)[-1][2] == "lodged"


def test_a_refusal_gives_its_reason(cast, office):
    extension = ask_as(cast.holder, make_task(cast.post))
    with pytest.raises(Refused, match="Give a reason") as refusal:
        refuse_as(office, extension, answer=" ")
    assert refusal.value.field == "answer"


@pytest.mark.parametrize("decide", [grant_as, refuse_as])
def test_what_was_decided_is_not_decided_again(cast, office, decide):
    extension = ask_as(cast.holder, make_task(cast.post))
    grant_as(office, extension)
    with pytest.raises(Refused, match="already"):
        decide(office, extension)


# Who decides


def member_of(cast, grants) -> object:
    """A member of the group that supervises the unit."""
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    return join(make_post(body, "stationed_group"), grants=grants)


def test_the_office_and_who_may_urge_in_the_supervising_body_decide(cast, office):
    urging, plain = member_of(cast, ["view", "urge"]), member_of(cast, ["view"])
    _, leader = make_holder(cast.county, "party_leader")
    for user, may in ((office, True), (urging, True), (plain, False), (leader, False)):
        extension = ask_as(cast.holder, make_task(cast.post))
        if may:
            assert grant_as(user, extension).decided_by == user
        else:
            with pytest.raises(PermissionDenied):
                grant_as(user, extension)
    with pytest.raises(Extension.DoesNotExist):
        grant_as(make_person(), extension)


def test_nobody_decides_on_their_own(cast, office):
    clerks_for_it = join(cast.post, office, role="clerk", grants=["log", "view"])
    extension = ask_as(cast.holder, make_task(cast.post))
    with pytest.raises(PermissionDenied):
        grant_as(clerks_for_it, extension)
    with pytest.raises(PermissionDenied):
        refuse_as(cast.holder, extension)


def test_who_asked_does_not_decide_even_after_leaving_the_post(cast, office):
    join(cast.post, office, role="clerk", grants=["log", "view"])
    extension = ask_as(office, make_task(cast.post))
    Membership.objects.filter(post=cast.post, user=office).update(
        period=from_day(START, AFTER.date())
    )
    with pytest.raises(PermissionDenied):
        grant_as(office, extension, now=AFTER)
