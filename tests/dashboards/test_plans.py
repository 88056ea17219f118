"""How PostgreSQL reads what needs attention: from its index alone, whatever is done beside it."""

import pytest

from dashboards.matrix.attention import SHOWN, Attention, left_by, needing_attention
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from dashboards.overview.numbers import _left_by_category
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from tests import make
from tests.alerts.lamps.crowd import fill
from tests.alerts.lamps.test_plans import plans
from tests.make import at

pytestmark = pytest.mark.django_db(transaction=True)
NOW, LAST, THIS = at("2026-10-02 09:00"), Quarter(2026, 3), Quarter(2026, 4)
RED = 401  # and one whose lamp nobody has turned yet
INDEX = "Index Only Scan using task_attention"


@pytest.fixture(params=["office", "group"])
def scope(request):
    """A county in which every tenth task is red, as the office and as a discipline body see it."""
    county = make.make_county()
    unit = make.make_unit(county)
    fill(
        make.make_holder(unit)[0],
        4000,
        done="1 - (mod(n, 10) = 0)::int",
        fulfilled_at="CASE WHEN mod(n, 10) > 0 THEN t.late_at - interval '1 day' END",
        lamp="CASE WHEN mod(n, 10) > 0 THEN 'green' ELSE 'red' END",
        lamp_since="t.late_at - (mod(n, 10) > 0)::int * interval '1 day'",
    )
    if request.param == "office":
        person = make.join(make.make_post(county, Role.COMMISSION_OFFICE))
    else:
        body = make.make_unit(county, kind=Unit.Kind.DISCIPLINE)
        _post, person = make.make_holder(body, Role.STATIONED_GROUP)
        make.supervise(body, unit)
    return Scope.of(person, at=NOW)


def test_the_first_of_the_list_and_its_sums_come_from_the_index(scope):
    with plans() as seen:
        attention = Attention.of(scope, Selection(THIS, ALL), units=None)
    assert (len(attention.rows), attention.total, attention.overdue) == (SHOWN, RED, RED)
    first, *_others = [plan for plan in seen if INDEX in plan]
    assert "Incremental Sort" in first, "those in front are found without reading all"
    assert_from_the_index(seen, statements=2)


@pytest.mark.parametrize("which, quarter", [(needing_attention, LAST), (left_by, THIS)])
def test_they_are_counted_from_the_index(scope, which, quarter):
    with plans() as seen:
        assert which(scope.owed(), quarter=quarter).count() == RED
    assert_from_the_index(seen, statements=1)


def test_what_is_left_of_a_category_too(scope):
    with plans() as seen:
        assert _left_by_category(scope.tasks(), THIS, NOW).total() == RED
    assert_from_the_index(seen, statements=1)


def assert_from_the_index(seen: list[str], *, statements: int) -> None:
    read = [plan for plan in seen if INDEX in plan]
    assert len(read) == statements
    assert not any(f"Seq Scan on {Task._meta.db_table}" in plan for plan in seen)
