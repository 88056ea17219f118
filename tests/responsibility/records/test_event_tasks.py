"""What the same event fulfils of other posts, to be offered as ticks."""

import pytest

from responsibility.records.counting.event_tasks import same_event
from tests.make import NOW, at, make_holder, make_item, make_post, make_task, make_unit
from tests.responsibility.records.cast import acting, lodge_as, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def items(cast):
    return {
        role: make_item(cast.county, role, event_key="meeting")
        for role in ("principal_officer", "team_member")
    }


def offered(user, *tasks, now=NOW) -> list:
    user = acting(user).user
    return list(same_event(user=user, tasks=tasks, at=now).order_by("pk"))


def test_only_open_tasks_of_the_same_event_in_the_same_unit(cast, items):
    own = make_task(cast.post, items["principal_officer"])
    post, holder = make_holder(cast.unit, "team_member")
    expected = make_task(post, items["team_member"])
    done = make_task(make_post(cast.unit, "team_member"), items["team_member"])
    appointed = make_holder(cast.unit, "team_member")
    fulfilled = make_task(appointed[0], items["team_member"])
    lodge_as(appointed[1], fulfilled)  # the form leaves those out, unless they are ticked
    make_task(make_post(cast.unit, "team_member"), make_item(cast.county, event_key="other"))
    make_task(make_post(cast.unit, "team_member"), make_item(cast.county))
    make_task(make_post(make_unit(cast.county), "team_member"), items["team_member"])
    make_task(make_post(cast.unit, "team_member"), items["team_member"], exempt=True, lamp="exempt")
    make_task(
        make_post(cast.unit, "team_member"),
        items["team_member"],
        opens_at=at("2026-09-25 00:00"),
        warns_at=at("2026-09-29 00:00"),
    )
    closed = make_post(cast.unit, "team_member")
    closed.closed_on = NOW.date()
    closed.save()
    make_task(closed, items["team_member"])
    assert offered(cast.holder, own) == [expected, done, fulfilled]
    assert offered(holder, expected)[0] == own  # and the other way round


def test_nothing_is_offered_for_what_the_person_may_not_log(cast, items):
    own = make_task(cast.post, items["principal_officer"])
    make_task(make_post(cast.unit, "team_member"), items["team_member"])
    _, leader = make_holder(cast.county, "party_leader")
    assert offered(leader, own) == [] and offered(cast.holder) == []
