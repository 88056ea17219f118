"""Closures of the offices: who may, what moves, for whom, and what taking back leaves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.decisions.extend import ask_extension, grant_extension
from alerts.workdays.models import LocalClosure
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.tasks.calendar.close import close_offices
from responsibility.tasks.calendar.take_back import take_back_closure
from responsibility.tasks.models import Task
from responsibility.tasks.page.task_page import TaskPage
from responsibility.tasks.publishing.reschedule import reschedule
from tests.make import at, days, make_holder, make_unit
from tests.responsibility.records.cast import acting
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db

TODAY = at("2026-09-30 15:00")  # of the third quarter's last day; 8 October is a working day
DAY = TODAY.date()


@pytest.fixture
def ground():
    ground = Ground()
    ground.second = make_unit(ground.county)
    ground.section = make_unit(ground.unit)
    ground.posts = [
        make_holder(unit, Role.PRINCIPAL_OFFICER)[0] for unit in (ground.second, ground.section)
    ]
    ground.publish("PO-C01-03", year=2026, now=at("2026-01-05 09:00"))
    return ground


def close(ground, *, by=None, **over):
    words = {"first_on": DAY, "last_on": DAY, "reason": " Typhoon ", "basis": "No. 9"} | over
    by = acting(by or ground.officer)
    return close_offices(county_id=ground.county.pk, by=by, now=TODAY, **words)


def dues(ground):
    """The day of the third quarter's task of each post."""
    posts = [ground.head, *ground.posts]
    third = Task.objects.filter(period_start=date(2026, 7, 1))
    return [third.get(post=post).due_on for post in posts]


def test_all_offices_closed_today_move_what_is_due_today(ground):
    closure = close(ground)
    assert closure.moved == 3
    assert dues(ground) == [date(2026, 10, 8)] * 3
    entry = AuditEntry.objects.get(action="calendar.close")
    assert entry.after == {
        "first_on": "2026-09-30", "last_on": "2026-09-30", "reason": "Typhoon", "basis": "No. 9",
        "units": 0, "tasks": 3,
    }  # fmt: skip


def test_a_closed_unit_is_closed_with_what_stands_beneath_it_and_no_other(ground):
    closure = close(ground, unit_ids=[ground.unit.pk])
    assert closure.moved == 2
    assert dues(ground) == [date(2026, 10, 8), DAY, date(2026, 10, 8)]
    assert reschedule(now=TODAY + days(1)) == 0


@pytest.mark.parametrize(
    "over, field",
    [
        pytest.param({"first_on": date(2026, 9, 29)}, "first_on", id="a day that is over"),
        pytest.param({"last_on": date(2026, 9, 29)}, "last_on", id="ends before it begins"),
        pytest.param({"last_on": date(2027, 9, 30)}, "last_on", id="a mistyped year"),
        pytest.param({"reason": " "}, "reason", id="no reason"),
        pytest.param({"reason": "x" * 101}, "reason", id="too long a reason"),
        pytest.param({"basis": "x" * 101}, "basis", id="too long a basis"),
        pytest.param({"unit_ids": [0]}, "units", id="a unit of another county"),
        pytest.param({"mark": "other"}, "", id="not what the trial has shown"),
    ],
)
def test_it_is_refused_with_a_sentence_and_nothing_moves(ground, over, field):
    with pytest.raises(Refused) as refusal:
        close(ground, **over)
    assert list(refusal.value.errors) == [field]
    assert not LocalClosure.objects.exists()
    assert dues(ground) == [DAY] * 3


def test_the_longest_closure_is_of_sixty_days_more(ground):
    close(ground, last_on=DAY + days(60))
    with pytest.raises(Refused):
        close(ground, first_on=DAY + days(100), last_on=DAY + days(161))


def test_days_that_are_closed_are_not_closed_again(ground):
    close(ground)
    with pytest.raises(Refused):
        close(ground, unit_ids=[ground.unit.pk])


def test_nobody_but_the_office_closes_or_takes_back(ground):
    with pytest.raises(PermissionDenied):
        close(ground, by=ground.head_user)
    closure = close(ground)
    with pytest.raises(PermissionDenied):
        act = {"closure_id": closure.pk, "reason": "No.", "now": TODAY}
        take_back_closure(by=acting(ground.head_user), **act)


def test_what_a_closure_moved_stays_when_it_is_taken_back(ground):
    closure = close(ground)
    act = {"closure_id": closure.pk, "by": acting(ground.officer), "now": TODAY}
    with pytest.raises(Refused):
        take_back_closure(reason=" ", **act)
    take_back_closure(reason="Wrong day.", **act)
    assert dues(ground) == [date(2026, 10, 8)] * 3
    with pytest.raises(Refused):
        take_back_closure(reason="Again.", **act)
    closure.refresh_from_db()
    assert (closure.taken_back_because, closure.taken_back_by) == ("Wrong day.", ground.officer)
    assert AuditEntry.objects.get(action="calendar.take_back").after["reason"] == "Wrong day."
    assert reschedule(now=TODAY + days(1)) == 0
    close(ground)  # and can be entered again


def test_the_lamp_says_why_its_day_is_another(ground):
    closure = close(ground)
    task = Task.objects.for_rows(now=TODAY).get(post=ground.head, period_start=date(2026, 7, 1))
    assert "为休息日（Typhoon）" in sentence(task)
    act = {"closure_id": closure.pk, "by": acting(ground.officer), "now": TODAY}
    take_back_closure(reason="Wrong day.", **act)
    assert "保持顺延后的日期" in sentence(task)


def sentence(task):
    return "".join(part.text for part in TaskPage.of(task, now=TODAY).why)


def test_an_extension_does_not_end_on_a_closed_day_of_its_unit(ground):
    closed = date(2026, 10, 14)
    close(ground, first_on=closed, last_on=closed, unit_ids=[ground.unit.pk])
    task = Task.objects.get(post=ground.head, period_start=date(2026, 7, 1))
    asked = ask_extension(
        by=acting(ground.head_user), now=TODAY, deadline=task, wanted_on=closed, reason="Audit."
    )
    act = {"by": acting(ground.officer), "now": TODAY, "extension_id": asked.pk}
    grant_extension(answer="Yes.", **act)
    task.refresh_from_db()
    assert task.due_on == date(2026, 10, 15)
