"""What is owed of every kind together costs as many statements as there are kinds on the page, not
as there are kinds."""

import pytest

from demonstration.roles import Role
from responsibility.owed.across import Owed, owed_models
from tests.dashboards.county import build, owe
from tests.make import NOW
from tests.supervision.objections.play import demanded

pytestmark = pytest.mark.django_db
WORST = ("late_at", "unit__order_key")


@pytest.fixture
def shire():
    """Two red tasks of a unit, and one demand about the first of them."""
    shire = build()
    shire.tasks = [owe(shire.posts["Body 1", Role.TEAM_MEMBER], "red") for _ in range(2)]
    shire.demand = demanded(shire, shire.tasks[0])
    return shire


def seen(shire, who="group"):
    owed = Owed.visible_to(shire.people[who], at=NOW)
    assert [rows.model for rows in owed.kinds] == owed_models()
    return owed


def test_counting_asks_once(shire, django_assert_num_queries):
    owed = seen(shire)
    with django_assert_num_queries(3):
        assert owed.count() == 3
        assert owed.lamp_counts() == {("red",): 2, ("unlit",): 1}
        assert owed.exist()


def test_counts_are_by_what_every_kind_has(shire):
    counts = seen(shire).lamp_counts(by=("unit_id",))
    assert counts == {(shire.demand.unit_id, "red"): 2, (shire.demand.unit_id, "unlit"): 1}


def test_rows_ask_once_more_for_each_kind_among_them(shire, django_assert_num_queries):
    owed = seen(shire)
    with django_assert_num_queries(3):
        assert owed.rows() == [*shire.tasks, shire.demand]
    with django_assert_num_queries(2):
        assert owed.first(WORST, stop=2) == shire.tasks
    with django_assert_num_queries(1):
        assert owed.of_each(lambda rows: rows.filter(pk=0)).rows() == []


def test_a_part_of_the_order_is_the_same_in_every_kind(shire):
    owed = seen(shire)
    whole = owed.rows()
    parts = [owed.first(("late_at",), start=place, stop=place + 1) for place in range(4)]
    assert [row for part in parts for row in part] == whole


def test_who_sees_nothing_is_shown_nothing(shire):
    owed = seen(shire, "without appointment")
    assert (owed.count(), owed.exist(), owed.rows()) == (0, False, [])


def test_what_is_lost_sight_of_in_between_is_left_out(shire):
    """The keys are read before the rows: what is closed to the person by then is no fault."""
    stranger = shire.people["without appointment"]
    assert Owed(stranger, NOW, seen(shire).kinds).rows() == []
