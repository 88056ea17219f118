"""Identical content within minutes by one person counts once."""

from datetime import timedelta

import pytest

from pages.refused import Refused
from tests.make import NOW, make_task
from tests.responsibility.records.cast import (
    correct_as,
    decline_as,
    lodge_as,
    make_cast,
    people_task,
    state,
    withdraw_as,
)
from tests.responsibility.records.test_file_views import upload_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MINUTES = timedelta(minutes=1)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def task(cast):
    return make_task(cast.post, required=3)


def refused(user, *tasks, **over) -> dict:
    with pytest.raises(Refused, match="You lodged the same at 10:20") as refusal:
        lodge_as(user, *tasks, **over)
    return refusal.value.errors


@pytest.mark.parametrize("minutes", [0, 1, 10])
def test_three_equal_records_in_three_forms_are_one_of_three(cast, task, minutes):
    lodge_as(cast.holder, task, place="503")
    for _ in range(2):
        later = NOW + minutes * MINUTES
        assert list(refused(cast.holder, task, now=later, place="503")) == ["text"]
    assert state(task)[:2] == ("yellow", 1)


@pytest.mark.parametrize("gap", ["  ", "\n", "\u3000", ""])
def test_blanks_make_no_other_content(cast, task, gap):
    lodge_as(cast.holder, task)
    refused(cast.holder, task, text=f"Talked{gap}about the works at the reservoir.")


@pytest.mark.parametrize(
    "over",
    [
        {"now": NOW + 11 * MINUTES},
        {"text": "Talked about the second one."},
        {"place": "503"},
        {"participants": "Li"},
        {"happened_on": NOW.date() - timedelta(days=3)},
    ],
)
def test_what_differs_is_another_event(cast, task, over):
    lodge_as(cast.holder, task)
    lodge_as(cast.holder, task, **over)
    assert state(task)[1] == 2


def test_other_files_make_another_event_and_the_same_file_again_does_not(cast, task):
    lodge_as(cast.holder, task, file_ids=[upload_as(cast.holder).pk])
    refused(cast.holder, task, file_ids=[upload_as(cast.holder).pk])
    lodge_as(cast.holder, task)


def test_other_people_make_another_event(cast):
    task, posts = people_task(cast, required=2, asked=2)
    for post in posts:
        lodge_as(cast.holder, task, counterpart_post_ids=[post.pk])
    refused(cast.holder, task, counterpart_post_ids=[posts[0].pk])


def test_the_same_event_may_be_lodged_for_another_duty_and_by_another_person(cast, task):
    lodge_as(cast.holder, task)
    lodge_as(cast.holder, make_task(cast.post))
    lodge_as(cast.clerk, task)


def test_what_was_withdrawn_may_be_lodged_again(cast, task):
    withdraw_as(cast.holder, lodge_as(cast.holder, task))
    lodge_as(cast.holder, task)


def test_what_the_holder_returned_may_be_lodged_again(cast, task):
    record = lodge_as(cast.clerk, task)
    decline_as(cast.holder, record.credits.get())
    lodge_as(cast.clerk, task)
    assert state(task)[1] == 1


def test_a_correction_may_say_what_another_record_says(cast, task):
    first = lodge_as(cast.holder, task)
    second = lodge_as(cast.holder, task, text="Something else.")
    correct_as(cast.holder, second, task)
    assert state(task)[1] == 2 and not first.ended_at
