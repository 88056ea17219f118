"""The overview: each number on a chart is the count of rows the person may open."""

import json
from collections import Counter
from datetime import date

import plotly.graph_objects as go
import pytest

from alerts.lamps.summary import summarise
from dashboards.matrix.bar import ORDER
from dashboards.matrix.behind import rows_behind
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from dashboards.overview.concern import Concern
from dashboards.overview.figures import charts_of
from dashboards.overview.numbers import Numbers
from demonstration.roles import Role
from pages.lamp import Lamp
from pages.quarter import Quarter
from tests import make
from tests.dashboards.county import LEFT_OVER, owe

NOW = make.NOW
THIS = Quarter(2026, 3)
LEADERS = ["office", "party leader", "leader in charge"]
NOT_LEADERS = [
    "group", "officer", "member", "clerk", "without appointment", "system administrator",
    "auditor", "commission that supervises nothing",
]  # fmt: skip
each_leader = pytest.mark.parametrize("kind", LEADERS)
each_chain = pytest.mark.parametrize("chain", ["", "principal", "supervision"])


def numbers_of(user, quarter=THIS, chain="") -> Numbers:
    return Numbers.of(Scope.of(user, at=NOW), Selection(quarter, ALL, chain))


def rows_of(user, quarter=THIS, **chosen):
    selection = Selection(quarter, ALL, **chosen)
    return list(rows_behind(Scope.of(user, at=NOW), selection)[:1000])


def lamps_of(rows) -> Counter:
    return Counter(task.lamp_now for task in rows)


@each_leader
@each_chain
def test_every_number_counts_the_rows_behind_it(shire, kind, chain):
    user = shire.people[kind]
    numbers = numbers_of(user, chain=chain)
    rows = rows_of(user, chain=chain)
    assert +numbers.lamps == lamps_of(rows)
    assert numbers.whole == summarise(lamps_of(rows))
    for unit, lamps in numbers.units:
        assert +lamps == lamps_of(rows_of(user, chain=chain, unit=unit.pk))
    for category, lamps in numbers.categories:
        assert +lamps == lamps_of(rows_of(user, chain=chain, category=category.pk))
    red = rows_of(user, chain=chain, attention=True, lamp="red")
    assert numbers.waiting.red == Counter(task.unit_id for task in red)
    assert numbers.waiting.total == len(rows_of(user, chain=chain, attention=True))
    left = rows_of(user, chain=chain, earlier=True)
    assert +numbers.waiting.earlier == Counter(task.unit_id for task in left)
    assert numbers.left == Counter(task.category_id for task in left)
    own = rows_of(user, chain=chain, lamp="red")
    assert len(left) == len(red) - len(own)


@each_leader
@each_chain
def test_the_trend_has_each_quarter_as_its_rows_have_it(shire, kind, chain):
    user = shire.people[kind]
    numbers = numbers_of(user, chain=chain)
    for quarter, by_chain in numbers.trend:
        for one in ("principal", "supervision"):
            wanted = summarise(lamps_of(rows_of(user, quarter, chain=one)))
            if chain in ("", one):
                assert by_chain.get(one, summarise({})) == wanted
    if kind != "leader in charge" or chain != "supervision":
        assert [quarter for quarter, _by_chain in numbers.trend] == [Quarter(2026, 2), THIS]


def test_the_trend_leaves_a_moved_day_in_its_quarter(shire):
    """Due on 8 October because of the holiday, it stays a task of the third quarter."""
    user, post = shire.people["office"], shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    before = dict(numbers_of(user, Quarter(2026, 4)).trend)
    owe(
        post, "yellow", due_on=date(2026, 10, 8), late_at=make.at("2026-10-09 00:00"),
        lamp_since=make.at("2026-09-24 00:00"), warns_at=make.at("2026-09-24 00:00"),
    )  # fmt: skip
    after = dict(numbers_of(user, Quarter(2026, 4)).trend)
    assert after[THIS]["principal"].total == before[THIS]["principal"].total + 1
    assert after[Quarter(2026, 4)] == before[Quarter(2026, 4)] == {}


@each_leader
@each_chain
def test_charts_and_tables_say_the_numbers(shire, kind, chain):
    numbers = numbers_of(shire.people[kind], chain=chain)
    charts = {chart.name: chart for chart in charts_of(numbers)}
    for chart in charts.values():
        assert all(len(row[2]) == len(chart.heads) - 1 for row in chart.rows)
        assert chart.sentence
        read = as_plotly_reads_it(chart).to_plotly_json()
        del read["layout"]["template"]
        assert read == json.loads(chart.json)
    for name, axis in {"weeks": "y", "units": "y", "categories": "x"}.items():
        if name not in charts:
            continue
        drawn = [list(trace[axis]) for trace in as_plotly_reads_it(charts[name]).data]
        assert drawn == [list(column) for column in zip(*_values(charts[name]), strict=True)]
    if "units" in charts:
        left = numbers.waiting.earlier
        names = [
            unit.name for unit, lamps in numbers.units if summarise(lamps).total or left[unit.pk]
        ]
        assert [row[0] for row in charts["units"].rows] == names
        assert [list(trace.x) for trace in as_plotly_reads_it(charts["units"]).data] == [names] * 6
        in_all = numbers.whole.total + left.total()
        assert sum(map(sum, _values(charts["units"]))) == in_all


def as_plotly_reads_it(chart) -> go.Figure:
    """The figure, each of its words and values checked by plotly's schema."""
    return go.Figure({**chart.figure, "layout": {"template": "none", **chart.figure["layout"]}})


def _values(chart):
    return [row[2] for row in chart.rows]


def test_columns_are_lamps_in_their_order(shire):
    charts = charts_of(numbers_of(shire.people["office"]))
    weeks = next(chart for chart in charts if chart.name == "weeks")
    colours = ["var(--ok)", "var(--mkup)", "var(--soon)", "var(--late)", "var(--line-2)"]
    bars = as_plotly_reads_it(weeks).data
    assert [bar.marker.color for bar in bars] == colours
    assert [bar.marker.pattern.shape for bar in bars] == ["", "/", "", "x", ""]


def test_a_column_leads_to_the_board_of_its_unit(client, shire):
    client.force_login(shire.people["office"])
    charts = client.get("/overview/").context["charts"]
    for name, link, values in charts["units"].rows:
        board = client.get(link).context["board"]
        assert {row.unit.name for group in board.groups for row in group.rows} == {name}
        unit = next(row.unit for group in board.groups for row in group.rows)
        rows = rows_of(shire.people["office"], unit=unit.pk)
        left = rows_of(shire.people["office"], unit=unit.pk, earlier=True)
        assert values == [*(lamps_of(rows)[lamp] for lamp in ORDER), len(left)]
    for _name, link, values in charts["categories"].rows:
        page = client.get(link).context["page"]
        exempt = sum(task.lamp_now == Lamp.EXEMPT for task in page.paginator.object_list)
        assert page.paginator.count == sum(values[:-1]) + exempt
        left = client.get(f"{link}&earlier=1").context["page"]
        assert left.paginator.count == values[-1]


def test_key_figures_lead_to_their_rows(client, shire):
    client.force_login(shire.people["office"])
    page = client.get("/overview/")
    numbers = page.context["numbers"]
    rows = f"/board/rows/?{numbers.selection.query}"
    for lamp, wanted in {
        "lamp=yellow": numbers.lamps["yellow"],
        "lamp=red&attention=1": numbers.waiting.red.total(),
        "earlier=1": numbers.waiting.earlier.total(),
        "attention=1": numbers.waiting.total,
        "settled=1": numbers.whole.settled,
        "lamp=green": numbers.whole.done,
        "lamp=orange": numbers.lamps["orange"],
    }.items():
        assert f"{rows}&{lamp}".replace("&", "&amp;") in page.text.replace("&amp;amp;", "&amp;")
        assert client.get(f"{rows}&{lamp}").context["page"].paginator.count == wanted


def test_only_bearers_of_responsibility_are_counted(shire):
    counts = {role.code: n for role, n in numbers_of(shire.people["office"]).posts}
    assert counts == {
        "party_committee": 3, "principal_officer": 3, "team_member": 3,
        "stationed_group": 1, "township_commission": 1,
    }  # fmt: skip
    assert numbers_of(shire.people["leader in charge"]).post_count == 3


def test_concern_stands_in_the_order_of_the_organisation_with_its_reasons(shire):
    user = shire.people["office"]
    concern = Concern.of(numbers_of(user))
    order = [unit.name for unit, _lamps in numbers_of(user).units]
    found = [reason.unit.name for reason in concern.reasons]
    assert concern.overdue and found == [name for name in order if name in found]
    for reason in concern.reasons:
        rows = rows_of(user, unit=reason.unit.pk, attention=True)
        assert lamps_of(rows) == +Counter(red=reason.red, yellow=reason.yellow)


def test_an_overdue_unit_without_tasks_this_quarter_is_named_too(shire):
    """What an earlier quarter left is overdue now, whatever this quarter asks."""
    post = make.make_holder(make.make_unit(shire.county, "Old"), Role.PARTY_COMMITTEE)[0]
    owe(post, "red", **LEFT_OVER)
    concern = Concern.of(numbers_of(shire.people["office"]))
    assert ("Old", 1, 0) in [(unit.name, red, yellow) for unit, red, yellow in concern.reasons]


def test_a_running_quarter_is_drawn_dotted(shire):
    def dashes(quarter):
        chart = charts_of(numbers_of(shire.people["office"], quarter))[0]
        traces = as_plotly_reads_it(chart).data
        return [trace.line.dash for trace in traces if trace.line.dash]

    assert dashes(THIS) == ["dot", "dot"]
    assert dashes(Quarter(2026, 2)) == []


@pytest.mark.parametrize("kind", NOT_LEADERS)
def test_the_overview_is_for_leaders(client, shire, kind):
    client.force_login(shire.people[kind])
    assert client.get("/overview/").status_code == 404


@each_leader
def test_the_page_and_its_part(client, shire, kind):
    client.force_login(shire.people[kind])
    page = client.get("/overview/?chain=principal")
    part = client.get("/overview/?chain=principal", headers={"HX-Request": "true"})
    assert page.status_code == part.status_code == 200
    assert "<html" in page.text and "<html" not in part.text
    assert "<script" not in part.text  # htmx would take it out
    charts = part.text.count("data-chart=")
    assert charts and charts == part.text.count("<details") == part.text.count('-figure" hidden>')


def test_a_quarter_without_tasks_says_so(client, shire):
    client.force_login(shire.people["office"])
    for quarter in ("2031-2", "1999-5", "2001-1"):
        page = client.get(f"/overview/?quarter={quarter}&chain=nothing")
        assert page.status_code == 200
