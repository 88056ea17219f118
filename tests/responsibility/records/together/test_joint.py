"""One event logged once and offered to those who took part, across units too."""

from datetime import date

import pytest

from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment
from responsibility.records.bodies.readers import readable
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import TaskCounterpart
from tests.make import (
    NOW,
    START,
    appoint,
    at,
    days,
    join,
    make_holder,
    make_item,
    make_post,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.records.cast import (
    DAY,
    acting,
    confirm_as,
    correct_as,
    credit_of,
    lodge_as,
    make_cast,
    state,
    withdraw_as,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
KEY = {"event_key": "consultation"}
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    """The body with its officer's task; a group stationed there, whose task counts the units."""
    cast = make_cast()
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    cast.group = make_post(body, Role.STATIONED_GROUP)
    cast.inspector = join(cast.group, role="head", grants=["log", "view", "approve"])
    item = make_item(cast.county, Role.STATIONED_GROUP, count_basis="per_supervised_unit", **KEY)
    cast.groups = make_task(cast.group, item)
    TaskCounterpart.objects.create(task=cast.groups, unit=cast.unit)
    cast.officers = make_task(cast.post, make_item(cast.county, **KEY))
    return cast


def consult(cast, **over) -> DutyRecord:
    """The group logs it, with the unit and the officer."""
    named = {"counterpart_unit_ids": [cast.unit.pk], "counterpart_post_ids": [cast.post.pk]}
    return lodge_as(cast.inspector, cast.groups, **named | over)


def test_the_other_side_confirms_once_and_both_duties_are_done(cast):
    record = consult(cast)
    credit = credit_of(record, cast.officers)
    assert credit.awaits and credit.counts_at is None
    assert state(cast.groups)[1] == 1 and state(cast.officers)[1] == 0
    assert list(Credit.objects.confirmable_by(acting(cast.holder).user, at=NOW)) == [credit]
    confirm_as(cast.holder, credit, now=NOW + days(1))
    assert state(cast.officers) == ("green", 1, NOW + days(1))


def test_the_unit_may_log_it_as_well_and_is_named_where_the_group_counts_units(cast):
    record = lodge_as(cast.holder, cast.officers, counterpart_post_ids=[cast.group.pk])
    confirm_as(cast.inspector, credit_of(record, cast.groups))
    assert state(cast.groups)[1] == 1 and state(cast.officers)[1] == 1


def _link_over(cast):
    cast.unit.supervised_by.update(period=from_day(START, NOW.date()))


def _post_closed(cast):
    cast.post.closed_on = NOW.date()
    cast.post.save()


def _done_already(cast):
    lodge_as(cast.holder, cast.officers, happened_on=date(2026, 9, 2))


def _other_event(cast):
    item = cast.officers.item
    item.event_key = "study"
    item.save()


@pytest.mark.parametrize(
    ("before", "over"),
    [
        (None, {"counterpart_post_ids": []}),  # not picked
        (_post_closed, {}),
        (_done_already, {}),
        (_other_event, {}),
    ],
)
def test_nothing_is_offered_where_nothing_ties_it(cast, before, over):
    if before:
        before(cast)
    assert not consult(cast, **over).credits.filter(task=cast.officers).exists()


def test_whom_no_link_in_force_ties_is_not_named_either(cast):
    _link_over(cast)
    with pytest.raises(Refused, match="not among those"):
        consult(cast)


def test_who_may_confirm_may_read_it_and_nobody_else_of_the_unit(cast):
    record, member = consult(cast), make_holder(cast.unit, Role.TEAM_MEMBER)[1]
    for user, reads in ((cast.holder, True), (member, False)):
        user = acting(user).user
        bodies = readable(DutyRecord.objects.filter(pk=record.pk), user=user, at=NOW)
        assert bodies.exists() == reads


def test_who_has_left_since_no_longer_confirms_the_successor_does(cast):
    credit = credit_of(consult(cast), cast.officers)
    Appointment.objects.filter(user=cast.holder).update(period=from_day(START, AFTER.date()))
    successor = appoint(cast.post, start=AFTER.date())
    with pytest.raises(Credit.DoesNotExist):
        confirm_as(cast.holder, credit, now=AFTER)
    confirm_as(successor, credit, now=AFTER)
    assert state(cast.officers)[0] == "orange"  # its receipt decides on in time or late


def test_who_has_posts_in_two_units_is_offered_it_in_each(cast):
    other = make_unit(cast.county)
    supervise(cast.group.unit, other)
    second = make_post(other)
    appoint(second, cast.holder)
    more = make_task(second, cast.officers.item)
    record = consult(cast, counterpart_post_ids=[cast.post.pk, second.pk])
    assert {c.task_id for c in record.credits.filter(awaits=True)} == {cast.officers.pk, more.pk}


def test_both_sides_lodge_it_and_the_second_is_led_to_the_first(cast):
    record = consult(cast)
    with pytest.raises(Refused, match="waits for your confirmation"):
        lodge_as(cast.holder, cast.officers, counterpart_post_ids=[cast.group.pk])
    confirm_as(cast.holder, credit_of(record, cast.officers))
    with pytest.raises(Refused, match="counts for"):
        lodge_as(cast.holder, cast.officers)
    another = lodge_as(cast.holder, cast.officers, apart=True, counterpart_post_ids=[cast.group.pk])
    assert not another.credits.filter(task=cast.groups).exists()  # logged for it that day


def test_another_day_is_another_event(cast):
    consult(cast)
    lodge_as(cast.holder, cast.officers, happened_on=DAY - days(1))
    assert state(cast.officers)[1] == 1


def test_a_correction_keeps_what_was_confirmed_and_drops_who_was_not_there(cast):
    record = consult(cast)
    confirm_as(cast.holder, credit_of(record, cast.officers))
    named = {"counterpart_unit_ids": [cast.unit.pk], "counterpart_post_ids": [cast.post.pk]}
    newer = correct_as(cast.inspector, record, cast.groups, text="More exactly.", **named)
    assert credit_of(newer, cast.officers).counts_at == NOW
    newest = correct_as(cast.inspector, newer, cast.groups, **named | {"counterpart_post_ids": []})
    assert not newest.credits.filter(task=cast.officers).exists()
    assert state(cast.officers)[1] == 0


def test_taken_back_as_a_whole_it_counts_for_neither(cast):
    record = consult(cast)
    confirm_as(cast.holder, credit_of(record, cast.officers))
    withdraw_as(cast.inspector, record)
    assert state(cast.officers)[1] == state(cast.groups)[1] == 0
