"""Whoever is appointed gets the one-off tasks of the role, in the same transaction."""

from datetime import date

import pytest

from demonstration.roles import Role
from pages.refused import Refused
from responsibility.tasks.appointing.appoint import appoint
from responsibility.tasks.models import Task
from tests.make import actor, at, make_person, make_post
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db
NOW = at("2026-03-02 09:00")
ONE_OFF = "TM-C05-02"


@pytest.fixture
def ground():
    return Ground()


@pytest.fixture
def seat(ground):
    return make_post(ground.unit, Role.TEAM_MEMBER)


def put(ground, seat, first_on=date(2026, 3, 2)):
    return appoint(
        post_id=seat.pk,
        user_id=make_person(county=ground.county).pk,
        first_on=first_on,
        by=actor(ground.officer),
        now=NOW,
    )


def test_one_off_tasks_come_with_the_appointment(ground, seat):
    ground.publish(ONE_OFF, role=Role.TEAM_MEMBER)
    appointment, count = put(ground, seat)
    (task,) = Task.objects.filter(post=seat)
    assert count == 1
    assert task.item_code == ONE_OFF
    assert appointment.post == seat


def test_nothing_published_gives_nothing(ground, seat):
    assert put(ground, seat)[1] == 0


def test_a_refused_appointment_gives_no_task(ground, seat):
    put(ground, seat)
    ground.publish(ONE_OFF, role=Role.TEAM_MEMBER, now=NOW)
    tasks = Task.objects.count()
    with pytest.raises(Refused, match="请先为其设定截止日，或勾选由新任职接替"):
        put(ground, seat)
    assert Task.objects.count() == tasks
