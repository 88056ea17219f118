"""Whoever is appointed gets the one-off tasks of the role, in the same transaction."""

from datetime import date

import pytest

from alerts.decisions.exempt import exempt
from demonstration.roles import Role
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.organisation.dated.restore import restore
from responsibility.organisation.dated.take_back import take_back
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


def mistaken(ground, seat):
    """An appointment entered by mistake, its one-off task, and how it is named to be taken back."""
    ground.publish(ONE_OFF, role=Role.TEAM_MEMBER)
    appointment, _count = put(ground, seat)
    act = {"entries": "appointments", "entry_id": appointment.pk, "by": actor(ground.officer)}
    return appointment, Task.objects.get(post=seat), act


def test_its_tasks_are_owed_no_more_when_it_is_taken_back_and_again_when_restored(ground, seat):
    _appointment, task, act = mistaken(ground, seat)
    take_back(reason="Mistaken.", now=at("2026-03-03 09:00"), **act)
    task.refresh_from_db()
    assert (task.lamp, task.lamp_cause) == (Lamp.EXEMPT, "unappointed")
    restore(reason="It was right.", now=at("2026-03-04 09:00"), **act)
    task.refresh_from_db()
    assert (task.exempt, task.lamp, task.lamp_cause) == (False, Lamp.UNLIT, "appointed")


def test_who_is_rightly_appointed_from_the_same_day_owes_them(ground, seat):
    _appointment, task, act = mistaken(ground, seat)
    take_back(reason="The wrong person.", now=at("2026-03-03 09:00"), **act)
    assert put(ground, seat)[1] == 1
    task.refresh_from_db()
    assert not task.exempt


def test_what_the_office_exempted_for_another_reason_stays_so(ground, seat):
    _appointment, task, act = mistaken(ground, seat)
    exempt(deadline=task, by=actor(ground.officer), now=at("2026-03-02 10:00"), reason="On leave.")
    take_back(reason="Mistaken.", now=at("2026-03-03 09:00"), **act)
    restore(reason="It was right.", now=at("2026-03-04 09:00"), **act)
    task.refresh_from_db()
    assert (task.exempt, task.lamp_cause) == (True, "exempted")
