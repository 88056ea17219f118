"""Two at once, over two connections: what the database settles, settled once."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from alerts.audit.models import AuditEntry
from alerts.lamps.models import LampTurn
from pages.refused import Refused
from responsibility.files.models import StoredFile
from responsibility.files.remove import remove_unbound
from responsibility.files.store import store_upload
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.models import Credit, DutyRecord, Withdrawal
from responsibility.tasks.models import Task
from tests.make import NOW, actor, days, make_task, nonce
from tests.responsibility.files import contents
from tests.responsibility.records.cast import (
    confirm_as,
    correct_as,
    credit_of,
    decline_as,
    lodge_as,
    make_cast,
    state,
    withdraw_as,
)
from tests.side_by_side import at_once, in_background, kinds, wait_for_waiting

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5  # a race that can be lost is lost within so many runs


@pytest.fixture
def cast():
    return make_cast()


def test_a_double_tap_lodges_one_record(cast):
    for _ in range(TIMES):
        task, once = make_task(cast.post, required=2), nonce()
        first, second = at_once(*[partial(lodge_as, cast.holder, task, nonce=once)] * 2)
        assert first == second
        assert state(task)[1] == 1
        assert AuditEntry.objects.filter(object_id=str(first.pk)).count() == 1


def test_the_same_form_for_different_tasks_lodges_one_record(cast):
    for _ in range(TIMES):
        one, other, once = make_task(cast.post), make_task(cast.post), nonce()
        first, second = at_once(
            partial(lodge_as, cast.holder, one, nonce=once),
            partial(lodge_as, cast.holder, other, nonce=once),
        )
        assert first == second and first.credits.count() == 1
        assert state(one)[1] + state(other)[1] == 1


def test_two_records_for_one_task_both_count(cast):
    for _ in range(TIMES):
        task = make_task(cast.post, required=2)
        at_once(partial(lodge_as, cast.holder, task), partial(lodge_as, cast.clerk, task))
        assert state(task) == ("green", 2, NOW)


def test_records_for_the_same_tasks_in_another_order_wait_and_never_deadlock(cast):
    """While a third holds one of the tasks, both have begun to lock: had they an order of their
    own each, one would now hold what the other wants."""
    for n in range(TIMES):
        tasks = [make_task(cast.post, required=2) for _ in range(TIMES)]
        with transaction.atomic():
            Task.objects.lock([tasks[n].pk])
            result = in_background(
                partial(lodge_as, cast.holder, *tasks),
                partial(lodge_as, cast.clerk, *reversed(tasks)),
            )
            wait_for_waiting(2)
        assert kinds(result()) == {DutyRecord}
        assert {state(task)[1] for task in tasks} == {2}


def test_of_two_corrections_of_one_record_the_second_is_told(cast):
    for _ in range(TIMES):
        task = make_task(cast.post)
        record = lodge_as(cast.holder, task)
        results = at_once(
            partial(correct_as, cast.holder, record, task, text="These words."),
            partial(correct_as, cast.clerk, record, task, text="Those words."),
        )
        assert kinds(results) == {DutyRecord, AlreadyEnded}
        assert record.superseded_by.text in {"These words.", "Those words."}
        assert state(task) == ("green", 1, NOW)


def test_correcting_and_withdrawing_exclude_each_other(cast):
    for _ in range(TIMES):
        task = make_task(cast.post)
        record = lodge_as(cast.holder, task)
        results = at_once(
            partial(correct_as, cast.holder, record, task),
            partial(withdraw_as, cast.holder, record),
        )
        assert kinds(results) == {DutyRecord, AlreadyEnded}
        withdrawn = Withdrawal.objects.filter(record=record).exists()
        assert state(task)[1] == (0 if withdrawn else 1)


def test_lodging_while_another_record_is_withdrawn_counts_right(cast):
    for _ in range(TIMES):
        task = make_task(cast.post)
        record = lodge_as(cast.holder, task)
        at_once(
            partial(withdraw_as, cast.holder, record, now=NOW + days(1)),
            partial(lodge_as, cast.clerk, task, now=NOW + days(1)),
        )
        assert state(task) == ("green", 1, NOW + days(1))
        last = LampTurn.objects.filter(deadline_id=task.pk).order_by("-id").first()
        assert last.to_lamp == "green"


def test_a_record_is_withdrawn_once(cast):
    for _ in range(TIMES):
        record = lodge_as(cast.clerk, make_task(cast.post))
        results = at_once(
            partial(withdraw_as, cast.holder, record), partial(withdraw_as, cast.clerk, record)
        )
        assert kinds(results) == {DutyRecord, AlreadyEnded}


def test_a_credit_is_answered_once(cast):
    for _ in range(TIMES):
        task = make_task(cast.post)
        credit = credit_of(lodge_as(cast.clerk, task), task)
        results = at_once(
            partial(confirm_as, cast.holder, credit), partial(decline_as, cast.holder, credit)
        )
        assert Credit in kinds(results)
        assert kinds(results) & {Refused, AlreadyEnded}
        credit.refresh_from_db()
        assert (credit.confirmed_at is None) != (credit.ended_at is None)


@pytest.fixture
def upload(settings, tmp_path, cast):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }

    def make() -> StoredFile:
        photo = SimpleUploadedFile("a.jpg", contents.plain_jpeg())
        return store_upload(upload=photo, by=actor(cast.holder), now=NOW - days(30))

    return make


def test_a_file_is_bound_to_one_record(cast, upload):
    for _ in range(TIMES):
        tasks, stored = [make_task(cast.post), make_task(cast.post)], upload()
        results = at_once(
            partial(lodge_as, cast.holder, tasks[0], file_ids=[stored.pk]),
            partial(lodge_as, cast.holder, tasks[1], file_ids=[stored.pk]),
        )
        assert kinds(results) == {DutyRecord, Refused}
        assert stored.evidence.count() == 1


def test_a_file_being_bound_is_not_cleared_away(cast, upload):
    task, stored = make_task(cast.post), upload()
    with transaction.atomic():
        lodge_as(cast.holder, task, file_ids=[stored.pk])
        result = in_background(partial(remove_unbound, now=NOW))
        wait_for_waiting(1)
    assert result() == [0]
    assert stored.evidence.count() == 1
    assert stored.content.storage.exists(stored.content.name)


def test_a_file_being_cleared_away_is_not_bound(cast, upload):
    task, stored = make_task(cast.post), upload()
    with transaction.atomic():
        assert remove_unbound(now=NOW) == 1
        result = in_background(partial(lodge_as, cast.holder, task, file_ids=[stored.pk]))
        wait_for_waiting(1)
    assert kinds(result()) == {Refused}
    assert not stored.content.storage.exists(stored.content.name)
