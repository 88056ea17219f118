"""The correction window: what is put right within it counts from the place it takes."""

import pytest

from tests.make import NOW, at, days, make_task
from tests.responsibility.records.cast import (
    correct_as,
    credit_of,
    find_insufficient,
    lodge_as,
    make_cast,
    people_task,
    state,
    turns,
    withdraw_as,
)

pytestmark = pytest.mark.django_db
CHECKED = at("2026-10-09 10:00")
UNTIL = at("2026-10-16 00:00")
WITHIN, BEYOND = CHECKED + days(2), UNTIL + days(1)


@pytest.fixture
def cast():
    return make_cast()


def checked(cast, task, **over):
    """A record of NOW, found insufficient at CHECKED with a window until UNTIL."""
    record = lodge_as(cast.holder, task, **over)
    find_insufficient(credit_of(record, task), now=CHECKED, until=UNTIL)
    return record


def hold_of(task) -> tuple:
    task.refresh_from_db()
    return task.hold, task.held_since, task.held_until


def test_a_record_within_the_window_makes_it_green_again(cast):
    task = make_task(cast.post)
    checked(cast, task)
    assert state(task)[0] == "yellow"
    credit = credit_of(lodge_as(cast.holder, task, now=WITHIN), task)
    assert (credit.counts_at, credit.offered_at) == (NOW, WITHIN)
    assert state(task) == ("green", 1, NOW)
    assert hold_of(task) == (None, None, None)


def test_a_record_beyond_the_window_is_a_late_entry_and_ends_the_hold(cast):
    task = make_task(cast.post)
    checked(cast, task)
    lodge_as(cast.holder, task, now=BEYOND)
    assert state(task) == ("orange", 1, BEYOND)
    assert hold_of(task) == (None, None, None)
    assert [turn[1:] for turn in turns(task)[-2:]] == [
        ("red", "clock", UNTIL),
        ("orange", "lodged", BEYOND),
    ]


def test_the_window_is_half_open(cast):
    inside, outside = make_task(cast.post), make_task(cast.post)
    checked(cast, inside), checked(cast, outside)
    lodge_as(cast.holder, inside, now=UNTIL - days(1) / 86_400)
    lodge_as(cast.holder, outside, now=UNTIL)
    assert (state(inside)[0], state(outside)[0]) == ("green", "orange")


def test_each_place_is_taken_once(cast):
    task = make_task(cast.post, required=2)
    checked(cast, task)
    lodge_as(cast.holder, task, now=WITHIN)
    second = WITHIN + days(1)
    credit = credit_of(lodge_as(cast.holder, task, now=second), task)
    assert credit.counts_at == second
    assert state(task) == ("orange", 2, second)


def test_a_place_is_free_again_when_its_taker_is_withdrawn(cast):
    task = make_task(cast.post, required=2)
    checked(cast, task)
    withdraw_as(cast.holder, lodge_as(cast.holder, task, now=WITHIN), now=WITHIN)
    assert credit_of(lodge_as(cast.holder, task, now=WITHIN + days(1)), task).counts_at == NOW


def test_a_correction_within_the_window_keeps_the_place(cast):
    task = make_task(cast.post, required=2)
    checked(cast, task)
    record = lodge_as(cast.holder, task, now=WITHIN)
    record = correct_as(cast.holder, record, task, now=WITHIN + days(1))
    assert credit_of(record, task).counts_at == NOW
    other = lodge_as(cast.holder, task, now=WITHIN + days(2))
    assert credit_of(other, task).counts_at == WITHIN + days(2)


def test_the_hold_stays_until_the_count_is_reached(cast):
    task = make_task(cast.post, required=2)
    lodge_as(cast.holder, task)
    checked(cast, task, now=NOW + days(1))
    withdraw_as(cast.holder, task.credits.in_force().get().record, now=CHECKED + days(1))
    lodge_as(cast.holder, task, now=WITHIN)
    assert (state(task)[:2], hold_of(task)[0]) == (("yellow", 1), "in_correction")


def test_people_count_from_the_place_too(cast):
    task, (first, second) = people_task(cast, required=2, asked=2)
    lodge_as(cast.holder, task, counterpart_post_ids=[first.pk])
    checked(cast, task, now=NOW + days(1), counterpart_post_ids=[second.pk])
    lodge_as(cast.holder, task, now=WITHIN, counterpart_post_ids=[second.pk])
    assert state(task) == ("green", 2, NOW + days(1))
