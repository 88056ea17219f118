"""One-off items: given with the appointment, or with the publication just after it."""

from datetime import date

import pytest

from alerts.deadlines.kind import DUE_SOON
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.lamp import Lamp
from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.appointing.appointed import give_on_appointment
from responsibility.tasks.models import Task
from tests.make import appoint, at, make_holder, make_post, make_unit
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = pytest.mark.django_db

BRIEFINGS = "PO-C13-05"  # within a month of appointment


@pytest.fixture
def ground():
    ground = Ground()
    ground.head.appointments.update(period=("2025-06-01", None))
    return ground


def appointed(post, start, now, user=None, **over):
    """Someone takes the post: the appointment, and the number of tasks it gave."""
    appoint(post, user, start=date.fromisoformat(start))
    Appointment.objects.filter(post=post, period__startswith=start).update(**over)
    appointment = Appointment.objects.get(post=post, period__startswith=start)
    return appointment, give_on_appointment(appointment=appointment, now=at(now))


@pytest.fixture
def post(ground):
    return make_post(make_unit(ground.county), Role.PRINCIPAL_OFFICER)


def test_a_new_holder_gets_the_published_items(ground, post):
    ground.publish(BRIEFINGS, "PO-C01-05")
    appointment, made = appointed(post, "2026-09-01", "2026-09-02 09:00")
    assert made == 1
    task = Task.objects.get(item_code=BRIEFINGS)
    assert (task.post, task.period_start, task.due_on) == (
        post,
        date(2026, 9, 1),
        date(2026, 10, 8),  # past National Day
    )
    assert task.opens_at == at("2026-09-01 00:00")
    assert task.made_at == at("2026-09-02 09:00")
    assert task.lamp == Lamp.UNLIT
    assert give_on_appointment(appointment=appointment, now=at("2026-09-03 09:00")) == 0
    assert Task.objects.filter(item_code=BRIEFINGS).count() == 1


def test_what_is_not_published_is_not_given(ground, post):
    ground.publish("PO-C01-05")
    assert appointed(post, "2026-09-01", "2026-09-02 09:00")[1] == 0


def test_another_role_gets_nothing_of_it(ground):
    ground.publish(BRIEFINGS)
    member = make_post(ground.unit, Role.TEAM_MEMBER)
    assert appointed(member, "2026-09-01", "2026-09-02 09:00")[1] == 0


def test_a_publication_stands_for_the_years_after_it(ground, post):
    ground.publish(BRIEFINGS)
    assert appointed(post, "2027-02-01", "2027-02-01 09:00")[1] == 1


def test_not_for_the_years_before_it(ground, post):
    ground.publish(BRIEFINGS, year=2027)
    assert appointed(post, "2026-09-01", "2026-09-01 09:00")[1] == 0


def test_the_newest_version_published_decides(ground, post):
    ground.publish(BRIEFINGS)
    first = ground.list_of()
    second = DutyList.objects.create(county=ground.county, role_kind=first.role_kind, version=2)
    for item in first.items.filter(code__in=[BRIEFINGS, "PO-C01-05"]):
        item.pk, item.duty_list = None, second
        item.save()
    ground.publish("PO-C01-05", version=2)
    assert appointed(post, "2026-09-01", "2026-09-01 09:00")[1] == 0
    ground.publish(BRIEFINGS, version=2)
    task = Task.objects.get(item_code=BRIEFINGS)
    assert (task.post, task.item.duty_list) == (post, second)


def test_an_appointment_entered_within_the_warning_window_owes_its_reminder(ground, post):
    ground.publish(BRIEFINGS)
    appointment, _ = appointed(post, "2026-08-03", "2026-09-01 09:00")
    task = Task.objects.get(item_code=BRIEFINGS)
    assert (task.due_on, task.lamp) == (date(2026, 9, 3), Lamp.YELLOW)
    reminder = Reminder.objects.get(deadline_id=task.pk)
    assert (reminder.stage, reminder.recipient) == (DUE_SOON, appointment.user)


def test_an_appointment_entered_too_late_makes_no_red_task(ground, post):
    ground.publish(BRIEFINGS)
    assert appointed(post, "2026-08-03", "2026-09-04 00:00")[1] == 0


def test_an_appointment_of_the_future_opens_with_it(ground, post):
    ground.publish(BRIEFINGS)
    appointed(post, "2026-10-08", "2026-09-20 09:00")
    assert Task.objects.get(item_code=BRIEFINGS).opens_at == at("2026-10-08 00:00")


def test_an_acting_holder_gets_nothing(ground, post):
    ground.publish(BRIEFINGS)
    appoint(post, start=date(2026, 9, 1))
    Appointment.objects.filter(post=post).update(acting=True)
    appointment = Appointment.objects.get(post=post)
    assert give_on_appointment(appointment=appointment, now=at("2026-09-01 09:00")) == 0


def test_who_returns_to_the_post_gets_nothing_again(ground, post):
    ground.publish(BRIEFINGS)
    user = appoint(post, start=date(2025, 1, 1), end=date(2026, 6, 1))
    assert appointed(post, "2026-09-01", "2026-09-01 09:00", user)[1] == 0


def test_an_appointment_taken_back_gives_nothing(ground, post):
    ground.publish(BRIEFINGS)
    appoint(post, start=date(2026, 9, 1), end=date(2026, 9, 1))
    appointment = Appointment.objects.get(post=post)
    assert give_on_appointment(appointment=appointment, now=at("2026-09-01 09:00")) == 0


def test_the_publication_gives_it_to_who_was_appointed_just_before(ground, post):
    late, _ = make_holder(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
    late.appointments.update(period=("2026-07-01", None))
    appoint(post, start=date(2026, 8, 20))
    now = at("2026-09-01 09:00")
    ground.publish(BRIEFINGS, now=now)
    assert list(Task.objects.values_list("post", "period_start")) == [(post.pk, date(2026, 8, 20))]
    ground.publish(BRIEFINGS, now=now)
    assert Task.objects.count() == 1


def test_the_publication_gives_it_for_an_appointment_to_come(ground, post):
    appoint(post, start=date(2026, 10, 8))
    ground.publish(BRIEFINGS, now=at("2026-09-01 09:00"))
    assert Task.objects.get().opens_at == at("2026-10-08 00:00")


def test_working_days_after_appointment(ground, post):
    DutyItem.objects.filter(code=BRIEFINGS).update(due_rule="appointed:P10WD")
    ground.publish(BRIEFINGS, now=NEW_YEAR)
    appointed(post, "2026-09-16", "2026-09-16 09:00")
    assert ground.dues(BRIEFINGS, post) == [date(2026, 9, 30)]


def test_a_member_of_the_team_has_an_item_of_its_own(ground):
    ground.publish("TM-C05-02", role=Role.TEAM_MEMBER)
    member = make_post(ground.unit, Role.TEAM_MEMBER)
    appointed(member, "2026-03-10", "2026-03-10 09:00")
    assert ground.dues("TM-C05-02", member) == [date(2026, 4, 10)]
