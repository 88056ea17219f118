"""Whom a reminder of a task goes to."""

from datetime import date

import pytest

from alerts.reminders.models import Stage
from responsibility.organisation.posts import RoleKind
from responsibility.tasks.models import Task
from tests.make import NOW, appoint, join, make_county, make_holder, make_post, make_task, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit(make_county())


def told(post, stage=Stage.DUE_SOON) -> list[int]:
    task = make_task(post)
    pairs = list(Task.recipients_of([task.pk], stage=stage, at=NOW))
    assert {deadline for deadline, _ in pairs} <= {task.pk}
    return sorted(person for _, person in pairs)


def ids(*people) -> list[int]:
    return sorted(person.pk for person in people)


def test_a_personal_post_tells_its_holder_and_who_logs_for_it(unit):
    post, holder = make_holder(unit)
    clerk = join(post, role="clerk")
    join(post, role="clerk", grants=["view"])
    assert told(post) == ids(holder, clerk)


def test_a_collective_post_tells_its_head_and_who_logs(unit):
    post = make_post(unit, RoleKind.PARTY_COMMITTEE)
    head = join(post, role="head", grants=["view"])
    member = join(post, grants=["log"])
    join(post, grants=["view"])
    assert told(post) == ids(head, member)


def test_a_confirmation_is_the_holders_affair_not_the_clerks(unit):
    post, holder = make_holder(unit)
    join(post, role="clerk")
    assert told(post, Stage.CONFIRMATION) == ids(holder)


def test_members_of_a_post_with_a_clerk_hear_of_confirmations(unit):
    post = make_post(unit, RoleKind.PARTY_COMMITTEE)
    head, member = join(post, role="head", grants=["approve"]), join(post)
    join(post, role="clerk")
    assert told(post, Stage.CONFIRMATION) == ids(head, member)


def test_only_who_is_there_today_is_told(unit):
    post = make_post(unit)
    appoint(post, end=date(2026, 9, 24))
    successor = appoint(post, start=date(2026, 9, 24))
    join(post, role="clerk", start=date(2026, 9, 25))
    assert told(post) == ids(successor)


def test_a_closed_account_is_not_told(unit):
    post, holder = make_holder(unit)
    holder.is_active = False
    holder.save()
    assert told(post) == []


def test_who_holds_and_logs_is_told_once(unit):
    post, holder = make_holder(unit)
    join(post, holder, role="clerk")
    assert told(post) == ids(holder)
