"""The preview says what lodging then does, and writes nothing."""

import pytest

from responsibility.records.form.preview import preview
from responsibility.records.models import DutyRecord
from tests.make import NOW, at, days, join, make_holder, make_item, make_post, make_task, make_unit
from tests.responsibility.records.cast import (
    acting,
    correct_as,
    credit_of,
    find_insufficient,
    lodge_as,
    make_cast,
    people_task,
    state,
)

pytestmark = pytest.mark.django_db
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    return make_cast()


def preview_as(user, *tasks, now=NOW, posts=(), **over) -> list[tuple]:
    shown = preview(
        user=acting(user).user,
        now=now,
        task_ids=[task.pk for task in tasks],
        counterpart_post_ids=posts,
        **over,
    )
    return [(row.lamp, row.lamp_after, row.done, row.done_after, row.offered) for row in shown]


@pytest.mark.parametrize("now", [NOW, AFTER])
@pytest.mark.parametrize("required", [1, 2])
def test_it_says_what_lodging_then_does(cast, now, required):
    task = make_task(cast.post, required=required)
    ((lamp, lamp_after, done, done_after, offered),) = preview_as(cast.holder, task, now=now)
    assert (lamp, done, offered) == ("yellow" if now == NOW else "red", 0, False)
    assert not DutyRecord.objects.exists() and state(task)[0] == "unlit"
    lodge_as(cast.holder, task, now=now)
    assert state(task)[:2] == (lamp_after, done_after)


def test_it_counts_the_people_chosen(cast):
    task, (first, second) = people_task(cast, required=2, asked=2)
    lodge_as(cast.holder, task, counterpart_post_ids=[first.pk])
    assert preview_as(cast.holder, task) == [("yellow", "yellow", 1, 1, False)]
    assert preview_as(cast.holder, task, posts=[first.pk])[0][3] == 1
    assert preview_as(cast.holder, task, posts=[first.pk, second.pk]) == [
        ("yellow", "green", 1, 2, False)
    ]


def test_a_correction_keeps_the_instants_of_those_it_names_again(cast):
    task, (first, second) = people_task(cast, required=1, asked=2)
    record = lodge_as(cast.holder, task, counterpart_post_ids=[first.pk])
    posts = [first.pk, second.pk]
    shown = preview_as(cast.holder, task, now=AFTER, posts=posts, instead_of=record.pk)
    assert shown == [("green", "green", 1, 2, False)]


def test_an_offered_task_stays_as_it_is(cast):
    committee = make_post(cast.unit, "party_committee")
    own = make_task(committee, make_item(cast.county, "party_committee", event_key="meeting"))
    task = make_task(cast.post, make_item(cast.county, event_key="meeting"))
    clerk = join(committee, role="clerk", grants=["log", "view"])
    assert preview_as(clerk, task, own) == [
        ("yellow", "green", 0, 1, False),
        ("yellow", "yellow", 0, 0, True),
    ]


def test_what_may_not_be_ticked_is_left_out(cast):
    elsewhere, _ = make_holder(make_unit(cast.county))
    assert preview_as(cast.holder, make_task(elsewhere)) == []


def test_within_a_correction_window_it_is_green_again(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    find_insufficient(credit_of(record, task), now=AFTER, until=AFTER + days(7))
    assert preview_as(cast.holder, task, now=AFTER + days(1))[0][1] == "green"
    assert preview_as(cast.holder, task, now=AFTER + days(8))[0][1] == "orange"


def test_a_correction_shows_the_net_effect(cast):
    task, (first, second) = people_task(cast, required=1, asked=2)
    plain = make_task(cast.post)
    record = lodge_as(cast.holder, task, plain, counterpart_post_ids=[first.pk])
    shown = preview_as(cast.holder, task, plain, now=AFTER, posts=[second.pk], instead_of=record.pk)
    assert shown == [("green", "orange", 1, 1, False), ("green", "green", 1, 1, False)]
    correct_as(cast.holder, record, task, plain, now=AFTER, counterpart_post_ids=[second.pk])
    assert [state(task)[0], state(plain)[0]] == ["orange", "green"]
