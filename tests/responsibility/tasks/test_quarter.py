"""Quarters, and which tasks belong to them."""

from datetime import date

import pytest

from pages.quarter import Quarter
from responsibility.tasks.models import Task
from tests.make import make_county, make_holder, make_task, make_unit

THIRD, FOURTH = Quarter(2026, 3), Quarter(2026, 4)


def test_a_quarter_of_a_day():
    assert Quarter.of(date(2026, 9, 30)) == THIRD
    assert (THIRD.start, THIRD.end) == (date(2026, 7, 1), date(2026, 10, 1))
    assert FOURTH.end == date(2027, 1, 1)


def test_shifted_over_years():
    assert FOURTH.shifted(1) == Quarter(2027, 1)
    assert THIRD.shifted(-3) == Quarter(2025, 4)
    assert THIRD < FOURTH


@pytest.mark.parametrize("text", ["", None, "2026", "2026-5", "2026-0", "x-1", "99999-1", "2026-٣"])
def test_anything_else_is_no_quarter(text):
    assert Quarter.parse(text) is None


def test_as_written_in_an_address():
    assert Quarter.parse(str(THIRD)) == THIRD


CASES = [
    # period_start, period_end, due_on, the quarter it belongs to
    ("2026-07-01", "2026-10-01", "2026-09-30", THIRD),
    ("2026-07-01", "2026-10-01", "2026-10-09", THIRD),  # moved past its period by days off
    ("2026-07-01", "2027-01-01", "2026-12-31", FOURTH),  # half-yearly: where it is due
    ("2026-01-01", "2027-01-01", "2026-03-31", Quarter(2026, 1)),  # yearly, due in March
    ("2026-01-01", "2027-01-01", "2026-10-09", FOURTH),
    ("2026-10-01", "2027-01-01", "2027-01-04", FOURTH),
    ("2026-09-24", "2026-10-16", "2026-10-15", FOURTH),  # dispatched over the end of a quarter
    ("2026-09-30", "2026-10-01", "2026-09-30", THIRD),
]


@pytest.mark.django_db
@pytest.mark.parametrize("start, end, due, quarter", CASES)
def test_a_task_belongs_to_one_quarter(start, end, due, quarter):
    post, _holder = make_holder(make_unit(make_county()))
    make_task(
        post,
        period_start=date.fromisoformat(start),
        period_end=date.fromisoformat(end),
        due_on=date.fromisoformat(due),
    )
    around = [Quarter(2025, 4).shifted(by) for by in range(10)]
    assert [one for one in around if Task.objects.filter(one.tasks).exists()] == [quarter]
