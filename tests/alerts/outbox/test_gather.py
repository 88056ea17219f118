"""What a person is owed is in the inbox at once; texts of it come by their windows (test_texts)."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alerts.deadlines.kind import DUE_SOON, EXTENSION_DECIDED, OVERDUE
from alerts.engine.sweep import sweep
from alerts.lamps.relight import relight
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.kind import PERIOD_OPENED
from responsibility.tasks.models import Task
from supervision.urging.kind import URGED
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, days, make_county

WARNED = at("2026-09-23 09:00")


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SMS_QUIET_HOURS = True
    settings.SMS_WINDOW_MINUTES = 0


@pytest.fixture
def county(db):
    return make_county()


def owe(tasks: list[Task], stage: str, now=WARNED, **over) -> None:
    owe_reminders(model=Task, ids=[task.pk for task in tasks], stage=stage, now=now, **over)


def test_one_message_for_all_that_a_person_is_owed(county):
    post, holder = make_owner(county)
    make_tasks(post, 3)
    make_tasks(post, 2, warns_at=at("2026-09-01 00:00"), late_at=at("2026-09-08 00:00"),
               due_on=date(2026, 9, 7))  # fmt: skip
    sweep(now=WARNED)
    assert gather(now=WARNED) == 2
    inbox, text = Message.objects.get(channel="inbox"), Message.objects.get(channel="sandbox")
    assert inbox.text == text.text
    assert "您有2项任务已逾期、3项任务9月30日到期，" in text.text
    assert (inbox.state, text.state) == (State.DELIVERED, State.PENDING)
    assert (text.to, text.recipient, text.segments) == (holder.phone, holder, 1)
    assert {text.reference, inbox.reference} == {text.params["reference"]}
    assert set(Reminder.objects.values_list("message", flat=True)) == {inbox.pk}


def test_no_message_names_a_matter(county):
    post, _ = make_owner(county)
    tasks = make_tasks(post, 1)
    owe(tasks, DISPATCHED)
    gather(now=WARNED)
    title = re.escape(tasks[0].title)
    assert not any(re.search(title, str(m.params) + m.text) for m in Message.objects.all())


def test_gathering_again_makes_nothing_new(county):
    post, _ = make_owner(county)
    owe(make_tasks(post, 1), DISPATCHED)
    assert [gather(now=WARNED), gather(now=WARNED)] == [2, 0]


def test_the_inbox_has_at_once_what_comes_later(county):
    post, _ = make_owner(county)
    owe(make_tasks(post, 1), DISPATCHED)
    gather(now=WARNED)
    owe(make_tasks(post, 1), DISPATCHED)
    assert gather(now=WARNED) == 1
    assert Message.objects.inbox().count() == 2
    assert Message.objects.texts().count() == 1


def test_the_inbox_knows_no_quiet_hours(county):
    post, _ = make_owner(county)
    make_tasks(post, 1)
    sweep(now=at("2026-09-23 00:00"))
    assert gather(now=at("2026-09-23 00:01")) == 1
    assert Message.objects.get().channel == "inbox"
    assert gather(now=at("2026-09-23 08:30")) == 1


def test_each_person_gets_a_message_of_their_own(county):
    for _ in range(3):
        post, _ = make_owner(county)
        owe(make_tasks(post, 2), DISPATCHED)
    assert gather(now=WARNED) == 6
    assert Message.objects.texts().values("recipient").distinct().count() == 3


def test_without_a_number_the_inbox_carries_it_and_the_reason_stands_beside(county):
    post, _ = make_owner(county, phone="")
    owe(make_tasks(post, 1), DISPATCHED)
    assert gather(now=WARNED) == 2
    text = Message.objects.texts().get()
    assert (text.state, text.reason) == (State.CANCELLED, "no_phone")
    assert Reminder.objects.get().message == Message.objects.inbox().get()


def test_where_no_texts_are_sent_there_is_the_inbox(county, settings):
    settings.SMS_CHANNEL = "none"
    post, _ = make_owner(county)
    owe(make_tasks(post, 1), DISPATCHED)
    assert gather(now=WARNED) == 1
    assert Message.objects.get().channel == "inbox"


DONE = {"done": 1, "fulfilled_at": WARNED}
SUPPRESSED = [
    # id                     owed, at which revision; then the facts        by,        reason
    ("done meanwhile", DUE_SOON, DONE, WARNED, "closed_before_send"),
    ("exempt meanwhile", URGED, {"exempt": True}, WARNED, "closed_before_send"),
    ("done before it was told of", DISPATCHED, DONE, WARNED, "closed_before_send"),
    (
        "late entry meanwhile",
        OVERDUE,
        {"done": 1, "fulfilled_at": WARNED + days(9)},
        WARNED + days(9),
        "closed_before_send",
    ),
    ("red meanwhile", DUE_SOON, {}, WARNED + days(8), "superseded"),
    (
        "extended meanwhile",
        DUE_SOON,
        {"warns_at": WARNED + days(9), "late_at": WARNED + days(16)},
        WARNED,
        "no_longer_true",
    ),
    (
        "of an earlier deadline",
        DUE_SOON,
        {"late_at": WARNED + days(16)},
        WARNED,
        "no_longer_true",
    ),
    (
        "held meanwhile",
        OVERDUE,
        {"hold": "extension_asked", "held_since": WARNED + days(9)},
        WARNED + days(9),
        "no_longer_true",
    ),
]


@pytest.mark.parametrize(
    ("stage", "facts", "now", "reason"), [pytest.param(*row[1:], id=row[0]) for row in SUPPRESSED]
)
def test_what_is_no_longer_true_is_not_told(county, stage, facts, now, reason):
    post, _ = make_owner(county)
    (task,) = make_tasks(post, 1)
    owe([task], stage)
    with transaction.atomic():
        task = Task.objects.select_for_update().get(pk=task.pk)
        relight(deadline=task, now=now, cause="lodged", **facts)
    assert gather(now=now) == 0
    assert Reminder.objects.get(stage=stage).suppressed == reason
    assert not Message.objects.exists()


@pytest.mark.parametrize("stage", [EXTENSION_DECIDED, PERIOD_OPENED])
def test_what_people_decided_is_told_even_when_done(county, stage):
    post, _ = make_owner(county)
    tasks = make_tasks(post, 1, lamp="green", **DONE)
    owe(tasks, stage)
    assert gather(now=WARNED) == 2


def test_a_closed_account_is_told_nothing(county):
    post, holder = make_owner(county)
    owe(make_tasks(post, 1), DISPATCHED)
    holder.is_active = False
    holder.save()
    assert gather(now=WARNED) == 0
    assert Reminder.objects.get().suppressed == "account_closed"


def test_a_kind_this_release_does_not_know_keeps_nobody_waiting(county):
    post, holder = make_owner(county)
    Reminder.objects.create(
        county_id=1, kind="later", deadline_id=1, stage=URGED, recipient=holder,
        owed_at=WARNED,
    )  # fmt: skip
    owe(make_tasks(post, 1), DISPATCHED)
    assert gather(now=WARNED) == 2
    assert Reminder.objects.get(kind="later").suppressed == "no_deadline"


def test_a_crowd_costs_no_more_statements_than_one_person(county):
    def cost_of(people: int, now) -> int:
        for _ in range(people):
            owe(make_tasks(make_owner(county)[0], 2), DISPATCHED)
        with CaptureQueriesContext(connection) as asked:
            assert gather(now=now) == 2 * people
        return len(asked)

    assert cost_of(1, WARNED) == cost_of(30, WARNED + days(1)) <= 40
