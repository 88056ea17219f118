"""The board: every number is the length of the list behind it, for every kind of user."""

import re
from collections import Counter

import pytest

from alerts.lamps.summary import summarise
from dashboards.matrix.behind import rows_behind
from dashboards.matrix.board import Board
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL, SEGMENTS
from dashboards.matrix.selection import Selection
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.tasks.models import Task
from tests import make
from tests.dashboards.county import BOARDS, NO_BOARD, owe

NOW = make.NOW
THIS = Quarter(2026, 3)
each_kind = pytest.mark.parametrize("kind", BOARDS)


def board_of(user, **chosen) -> Board:
    return Board.of(Scope.of(user, at=NOW), Selection(THIS, **chosen))


def rows_of(user, **chosen) -> list[Task]:
    return list(rows_behind(Scope.of(user, at=NOW), Selection(THIS, **chosen))[:1000])


def lamps_of(tasks) -> Counter:
    return Counter(task.lamp_now for task in tasks)


def names(board: Board) -> list[str]:
    return [row.unit.name for group in board.groups for row in group.rows]


@each_kind
def test_every_cell_counts_the_rows_behind_it(shire, kind):
    user, cells = shire.people[kind], 0
    for segment in SEGMENTS:
        board = board_of(user, segment=segment)
        for row in (row for group in board.groups for row in group.rows):
            for category, cell in zip(board.categories, row.cells, strict=True):
                rows = rows_of(user, segment=segment, unit=row.unit.pk, category=category.pk)
                assert (cell or summarise({})) == summarise(lamps_of(rows))
                cells += bool(cell)
    assert cells > 3


@each_kind
def test_sums_count_the_rows_behind_them(shire, kind):
    user = shire.people[kind]
    for segment in SEGMENTS:
        board = board_of(user, segment=segment)
        rows = rows_of(user, segment=segment)
        assert +board.lamps == lamps_of(rows)
        for part in board.parts:
            assert part.n == len(rows_of(user, segment=segment, lamp=part.lamp))
        assert sum((group.lamps for group in board.groups), Counter()) == board.lamps
        assert board.attention.total == len(rows_of(user, segment=segment, attention=True))
    for tab in board.tabs:
        assert tab.red == len(rows_of(user, segment=tab.segment, lamp="red"))


@each_kind
def test_segments_leave_nothing_out(shire, kind):
    user = shire.people[kind]
    by_segment = [board_of(user, segment=tab.segment).lamps for tab in board_of(user).tabs]
    assert sum(by_segment, Counter()) == lamps_of(rows_of(user, segment=ALL))


@each_kind
def test_the_pages_say_the_same(client, shire, kind):
    client.force_login(shire.people[kind])
    page = client.get("/board/")
    board = page.context["board"]
    wanted = {
        (row.unit.pk, category.pk): cell.total + cell.exempt
        for group in board.groups
        for row in group.rows
        for category, cell in zip(board.categories, row.cells, strict=True)
        if cell
    }
    links = re.findall(r'class="cell" href="([^"]+)"', page.text)
    assert len(links) == len(wanted)
    for link in links:
        unit, category = map(int, re.findall(r"\d+", link)[:2])
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.text.count('class="tb__t"') == wanted[unit, category]
        dialog = client.get(link.replace("&amp;", "&"), headers={"HX-Request": "true"})
        assert dialog.text.count('class="tb__t"') == wanted[unit, category]
        assert 'role="dialog"' in dialog.text and "<html" not in dialog.text
    rows = client.get(f"/board/rows/?{board.shown.query}")
    assert rows.context["page"].paginator.count == board.whole.total + board.whole.exempt


@pytest.mark.parametrize("kind", NO_BOARD)
def test_who_has_no_scope_has_no_board(client, shire, kind):
    client.force_login(shire.people[kind])
    cell = f"/board/{shire.bodies[0].pk}/{make.make_category('C01', 1).pk}/"
    for address in ("/board/", "/board/rows/", cell):
        assert client.get(address).status_code == 404


def test_whose_units_stand_on_whose_board(shire):
    everywhere = ["Body 1", "Body 2", "Body 3"]
    assert names(board_of(shire.people["office"])) == everywhere
    assert names(board_of(shire.people["party leader"])) == everywhere
    assert names(board_of(shire.people["group"])) == ["Body 1", "Body 3"]
    assert names(board_of(shire.people["leader in charge"])) == ["Body 2"]
    assert names(board_of(shire.people["officer"])) == ["Body 1"]


def test_a_group_sees_its_own_lamps_beside(shire):
    board = board_of(shire.people["group"], segment=SEGMENTS[3])
    assert names(board) == ["Group"]
    assert board.whole.total


def test_units_stand_in_the_order_of_the_organisation(shire):
    first, *_others = shire.bodies
    type(first).objects.filter(pk=first.pk).update(order_key="0000.0001.0009")
    board = board_of(shire.people["office"])
    assert [group.name for group in board.groups] == ["Towns", "Bureaus"]
    assert names(board) == ["Body 2", "Body 1", "Body 3"]


def test_a_cell_outside_the_scope_is_absent(client, shire):
    client.force_login(shire.people["group"])
    category = make.make_category("C01", 1).pk
    unseen = f"/board/{shire.bodies[1].pk}/{category}/?segment=principal"
    seen = f"/board/{shire.bodies[0].pk}/{category}/?segment=principal"
    assert [client.get(address).status_code for address in (unseen, seen)] == [404, 200]


def test_what_is_not_open_yet_is_nobodys_business(shire):
    post = shire.posts["Body 1", Role.PARTY_COMMITTEE]
    tomorrow = owe(
        post, "unlit", "C13", opens_at=make.at("2026-09-25 00:00"),
        lamp_since=make.at("2026-09-20 00:00"),
    )  # fmt: skip
    shown = [column.pk for column in board_of(shire.people["office"]).categories]
    assert shown and tomorrow.category_id not in shown


def test_an_exempt_task_is_in_no_denominator(shire):
    post = shire.posts["Body 1", Role.PARTY_COMMITTEE]
    before = board_of(shire.people["office"]).whole
    owe(post, "exempt", "C13")
    board = board_of(shire.people["office"])
    assert (board.whole.total, board.whole.exempt) == (before.total, before.exempt + 1)
    assert board.groups[0].rows[0].cells[-1].lamp is None
    assert len(rows_of(shire.people["office"], unit=post.unit_id, lamp="exempt")) == 1


def test_a_unit_is_all_green_only_if_everything_was_in_time(shire):
    post = make.make_holder(make.make_unit(shire.county, "New"), Role.PARTY_COMMITTEE)[0]
    owe(post, "green")
    assert board_of(shire.people["office"]).groups[-1].rows[-1].whole.lamp == "green"
    owe(post, "orange")
    assert board_of(shire.people["office"]).groups[-1].rows[-1].whole.lamp == "orange"


def test_filters(shire):
    office, towns = shire.people["office"], shire.bodies[0].parent_id
    assert names(board_of(office, branch=towns)) == ["Body 1", "Body 2"]
    assert names(board_of(office, name="body 3")) == ["Body 3"]
    assert names(board_of(office, unit=shire.bodies[1].pk)) == ["Body 2"]
    assert not names(board_of(office, name="nowhere"))
    for chosen in ({"branch": towns}, {"name": "ody 3"}, {"unit": shire.bodies[1].pk}):
        board = board_of(office, segment=SEGMENTS[1], **chosen)
        assert +board.lamps == lamps_of(rows_of(office, segment=SEGMENTS[1], **chosen))
        waiting = rows_of(office, segment=SEGMENTS[1], attention=True, **chosen)
        assert board.attention.total == len(waiting)


def test_only_with_warnings_folds_rows_and_no_sums(shire):
    office = shire.people["office"]
    calm = make.make_holder(make.make_unit(shire.county, "Calm"), Role.PARTY_COMMITTEE)[0]
    owe(calm, "green")
    whole, folded = board_of(office), board_of(office, warned=True)
    warned = [
        row.unit.name
        for group in whole.groups
        for row in group.rows
        if rows_of(office, unit=row.unit.pk, segment=whole.selection.segment, attention=True)
    ]
    assert names(folded) == warned and "Calm" not in warned
    assert folded.warned == len(warned)
    assert (folded.lamps, folded.units) == (whole.lamps, whole.units)
    assert [group.hidden for group in folded.groups][-1] == 1


def test_a_drill_down_opens_the_segment_that_has_the_unit(client, shire):
    client.force_login(shire.people["office"])
    group = shire.posts["Group", Role.STATIONED_GROUP].unit
    board = client.get(f"/board/?unit={group.pk}").context["board"]
    assert board.selection.segment.code == "discipline"
    assert names(board) == ["Group"]


def test_what_no_segment_holds_stands_under_others(shire):
    seat = make.make_post(make.make_unit(shire.county, "Section"), Role.SECTION_HEAD)
    assert "others" not in [tab.segment.code for tab in board_of(shire.people["office"]).tabs]
    owe(seat, "red", "C13")
    tabs = board_of(shire.people["office"]).tabs
    assert [(tab.segment.code, tab.red) for tab in tabs][-1] == ("others", 1)
    others = tabs[-1].segment
    assert names(board_of(shire.people["office"], segment=others)) == ["Section"]
    assert {task.post for task in rows_of(shire.people["office"], segment=others)} == {seat}


@pytest.mark.parametrize("query", [
    "?quarter=1999-9&segment=nothing&branch=x&unit=-1&warned=maybe&lamp=purple",
    "?quarter=2099-4", "?segment=all", "?name=%25", "?unit=99999999999999999999999",
    "?branch=²",
])  # fmt: skip
def test_what_an_address_says_wrongly_is_passed_over(client, shire, query):
    client.force_login(shire.people["office"])
    assert client.get(f"/board/{query}").status_code == 200
    assert client.get(f"/board/rows/{query}").status_code == 200


def test_an_empty_county_says_so(client, db):
    county = make.make_county()
    office = make.make_unit(county, "Office", "office")
    client.force_login(make.make_holder(office, Role.COMMISSION_OFFICE)[1])
    page = client.get("/board/")
    assert page.status_code == 200 and 'class="empty"' in page.text
    assert client.get("/board/rows/").status_code == 200


def test_a_filter_answers_with_the_parts_it_changes(client, shire):
    client.force_login(shire.people["office"])
    asked = {"HX-Request": "true", "HX-Target": "results"}
    part = client.get("/board/?name=Body+1", headers=asked).text
    assert part.count('hx-swap-oob="true"') == 3 and "<html" not in part
    whole = client.get("/board/", headers={"HX-Request": "true", "HX-Target": "board"}).text
    assert 'id="board"' in whole and "hx-swap-oob" not in whole and "<html" not in whole
    back = client.get("/board/", headers=asked | {"HX-History-Restore-Request": "true"}).text
    assert "<html" in back


def test_names_are_escaped(client, shire):
    body = shire.bodies[0]
    type(body).objects.filter(pk=body.pk).update(name='<b>100% "best"</b>')
    client.force_login(shire.people["office"])
    page = client.get("/board/").text
    assert "<b>100%" not in page
    assert "&lt;b&gt;100% &quot;best&quot;" in page
