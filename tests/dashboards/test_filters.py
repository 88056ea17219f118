"""Board and overview by group, role, category and kind: each number is of the rows behind it, all
of it stands in the address, and each chart is a file too."""

from collections import Counter
from io import BytesIO

import pytest
from openpyxl import load_workbook

from alerts.audit.models import AuditEntry
from alerts.lamps.summary import summarise
from dashboards.matrix.behind import rows_behind
from dashboards.matrix.board import Board
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL, BY_CODE
from dashboards.matrix.selection import Selection
from dashboards.overview.numbers import Numbers
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit
from tests import make
from tests.dashboards.county import owe

NOW = make.NOW
THIS = Quarter(2026, 3)
FILTERS = ["branch", "role", "category", "kind"]
each_filter = pytest.mark.parametrize("name", FILTERS)


@pytest.fixture
def narrow(shire):
    """The value of each filter, of which something but not all is."""
    owe(shire.posts["Body 1", Role.TEAM_MEMBER], "red", "C06", task_kind="temporary")
    return {
        "branch": Unit.objects.get(name="Towns").pk,
        "role": RoleKind.objects.get(code=Role.TEAM_MEMBER).pk,
        "category": Category.objects.get(code="C06").pk,
        "kind": "temporary",
    }


def behind(user, selection: Selection) -> list:
    return list(rows_behind(Scope.of(user, at=NOW), selection)[:1000])


def lamps_of(rows) -> Counter:
    return Counter(row.lamp_now for row in rows)


@each_filter
def test_the_overview_counts_what_a_filter_leaves(shire, narrow, name):
    user = shire.people["office"]
    selection = Selection(THIS, ALL, **{name: narrow[name]})
    numbers = Numbers.of(Scope.of(user, at=NOW), selection)
    rows = behind(user, selection)
    assert 0 < len(rows) < len(behind(user, Selection(THIS, ALL)))
    assert +numbers.lamps == lamps_of(rows)
    assert numbers.waiting.total == len(behind(user, selection.but(attention=True)))
    left = behind(user, selection.but(earlier=True))
    assert numbers.left == Counter(row.category_id for row in left)
    for quarter, by_chain in numbers.trend:
        of_quarter = behind(user, selection.but(quarter=quarter))
        assert (
            sum(each.total for each in by_chain.values()) == summarise(lamps_of(of_quarter)).total
        )


@each_filter
def test_the_board_counts_what_a_filter_leaves(shire, narrow, name):
    user = shire.people["office"]
    asked = Selection(THIS, BY_CODE["team"], **{name: narrow[name]})
    board = Board.of(Scope.of(user, at=NOW), asked)
    rows = behind(user, board.selection)
    assert rows and +board.lamps == lamps_of(rows)
    attention = behind(user, board.selection.but(attention=True))
    assert board.attention.total == len(attention)


def test_the_board_of_a_role_is_that_of_its_segment(shire, narrow):
    user = shire.people["office"]
    asked = Selection.parse({"segment": "committee", "role": str(narrow["role"])}, now=NOW)
    board = Board.of(Scope.of(user, at=NOW), asked)
    assert board.selection.segment.code == "team"
    assert all("role=" not in tab.query for tab in board.tabs)


@pytest.mark.parametrize("page", ["/overview/", "/board/"])
def test_all_of_it_stands_in_the_address(client, shire, narrow, page):
    client.force_login(shire.people["office"])
    query = f"role={narrow['role']}&category={narrow['category']}&quarter=2026-3"
    text = client.get(f"{page}?{query}").text
    for name in ("role", "category"):
        assert f'<option value="{narrow[name]}" selected>' in text
    assert f"role={narrow['role']}" in text.partition('id="quarter-before"')[2].partition(">")[0]
    assert client.get(f"{page}?role=99999&category=x&kind=y&branch=-1").status_code == 200


def book_of(answer) -> list[tuple]:
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    return list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))


@pytest.mark.parametrize("name", ["weeks", "units", "categories"])
def test_each_chart_is_a_file_with_the_same_numbers(client, shire, name):
    client.force_login(shire.people["office"])
    chart = client.get("/overview/?quarter=2026-3").context["charts"][name]
    heads, *rows = book_of(client.get(f"/overview/?quarter=2026-3&chart={name}&export=xlsx"))
    assert list(heads) == chart.heads
    assert [list(row) for row in rows] == [[label, *values] for label, _link, values in chart.rows]
    entry = AuditEntry.objects.get(action="list.export")
    assert entry.after["rows"] == len(rows)


def test_the_shares_come_as_numbers(client, shire):
    client.force_login(shire.people["office"])
    trend = client.get("/overview/").context["numbers"].trend
    _heads, *rows = book_of(client.get("/overview/?chart=trend&export=xlsx"))
    assert [row[0] for row in rows] == [quarter.name for quarter, _by_chain in trend]
    principal = trend[-1][1]["principal"]
    assert rows[-1][3:5] == (principal.done, principal.settled)


def test_no_file_of_a_chart_there_is_not(client, shire):
    client.force_login(shire.people["office"])
    for query in ("chart=nothing&export=xlsx", "export=csv"):
        assert client.get(f"/overview/?{query}").status_code == 404


def test_the_board_is_a_file_of_its_units(client, shire):
    client.force_login(shire.people["office"])
    board = client.get("/board/").context["board"]
    heads, *rows = book_of(client.get("/board/?export=xlsx"))
    units = [row for group in board.groups for row in group.rows]
    assert [row[1] for row in rows] == [row.unit.name for row in units]
    assert [row[-3:] for row in rows] == [
        (row.whole.done, row.whole.settled, row.overdue) for row in units
    ]
    assert len(heads) == len(board.categories) + 5
