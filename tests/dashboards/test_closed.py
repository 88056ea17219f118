"""Pages of a closed quarter: the frozen figures with their corrections, whatever happens today."""

import pytest
import time_machine

from alerts.decisions.exempt import exempt
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from dashboards.overview.numbers import Numbers
from dashboards.team.summary import UnitSummary
from dashboards.team.team import Team
from pages.lamp import Lamp
from pages.quarter import Quarter
from supervision.closings.models import ClosedTask
from supervision.closings.note import take_back_note
from tests.dashboards.county import fill
from tests.supervision.closings import play
from tests.supervision.closings.play import AFTER, LATER, QUARTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire():
    county = play.shire()
    fill(county)
    return county


def numbers(shire, person="office", now=AFTER, quarter=QUARTER, chain=""):
    selection = Selection(quarter, chain=chain)
    return Numbers.of(Scope.of(shire.people[person], at=now), selection)


def exempted(shire, closing):
    """A red row whose task was exempted after the closing."""
    post = shire.posts[play.HEAD]
    row = closing.rows.filter(lamp=Lamp.RED, post=post).first()
    exempt(deadline=row.task, by=play.who(shire), now=AFTER, reason="Abroad.", document="No. 4")
    return row


def test_the_overview_shows_what_was_frozen_and_then_its_correction(shire):
    before = numbers(shire, now=LATER)
    closing = play.closed(shire)
    row = exempted(shire, closing)
    after = numbers(shire)
    assert after.closing == closing
    assert (after.lamps, after.closed.frozen) == (before.lamps, before.lamps)
    note = play.noted(shire, closing, [row.pk])
    corrected = numbers(shire)
    assert corrected.lamps[Lamp.RED] == before.lamps[Lamp.RED] - 1
    assert corrected.closed.frozen == before.lamps
    take_back_note(note_id=note.pk, reason="Wrong.", by=play.who(shire), now=AFTER)
    assert numbers(shire).lamps == before.lamps


def test_units_categories_and_trend_are_of_the_same_rows(shire):
    play.closed(shire)
    shown = numbers(shire)
    rows = ClosedTask.objects.corrected()
    for unit, lamps in shown.units:
        for lamp, count in lamps.items():
            assert rows.filter(unit=unit, lamp_now=lamp).count() == count
    for category, lamps in shown.categories:
        assert rows.filter(category=category).count() == lamps.total()
    later = numbers(shire, quarter=QUARTER.shifted(1))
    trend = dict(later.trend)[QUARTER]
    assert sum(sums.total + sums.exempt for sums in trend.values()) == rows.count()


def test_a_quarter_that_is_not_closed_is_as_it_is_today(shire):
    play.submitted(shire)
    assert numbers(shire).closing is None
    assert numbers(shire, quarter=Quarter(2026, 2)).closing is None


@pytest.mark.parametrize("person", ["party leader", "leader in charge", "group"])
def test_each_sees_the_frozen_rows_within_the_own_reach(shire, person):
    closing = play.closed(shire)
    user = shire.people[person]
    shown = numbers(shire, person)
    rows = ClosedTask.objects.visible_to(user, at=AFTER)
    assert shown.closing == closing
    assert shown.lamps.total() == rows.count() > 0


def test_team_and_unit_summary_show_the_frozen_figures(shire):
    closing = play.closed(shire)
    own = closing.rows.filter(unit=shire.bodies[0])
    exempted(shire, closing)
    team = Team.of(Scope.led(shire.people["officer"], at=AFTER), QUARTER)
    summary = UnitSummary.of(shire.people["member"], quarter=QUARTER, at=AFTER)
    for page in (team, summary):
        assert page.closing == closing
        assert page.lamps.total() == own.count()
        assert page.lamps[Lamp.RED] == own.filter(lamp=Lamp.RED).count()


def test_the_numbers_lead_to_as_many_rows(shire, client):
    closing = play.closed(shire)
    client.force_login(shire.people["office"])
    shown = numbers(shire)
    answer = client.get(f"{shown.rows_address}&lamp=red", headers={"Accept-Language": "en"})
    listing = answer.context["listing"]
    assert listing.found.count() == shown.lamps[Lamp.RED]
    assert client.get(f"/overview/?quarter={QUARTER}").status_code == 200
    assert client.get(closing.get_absolute_url()).status_code == 200
    client.force_login(shire.people["officer"])
    team = client.get(f"/team/?quarter={QUARTER}")
    assert "closing=" in team.text


def test_the_board_shows_what_was_frozen_and_leads_to_its_rows(shire, client):
    closing = play.closed(shire)
    row = exempted(shire, closing)
    client.force_login(shire.people["office"])
    board = client.get(f"/board/?quarter={QUARTER}&role={row.role_kind_id}").context["board"]
    own = closing.rows.filter(role_kind=row.role_kind)
    assert board.closing == closing and board.lamps.total() == own.count()
    assert board.lamps[Lamp.RED] == own.filter(lamp=Lamp.RED).count() > 0
    assert not any(each.besides for group in board.groups for each in group.rows)
    rows = client.get(f"{board.figures_at}?{board.figures.query}&lamp=red").context["listing"]
    assert rows.found.count() == board.lamps[Lamp.RED]
    (unit,) = [each for group in board.groups for each in group.rows if each.unit == row.unit]
    cell = client.get(unit.address % row.category_id).context["listing"]
    summary = unit.cells[[column.pk for column in board.categories].index(row.category_id)]
    assert cell.found.count() == summary.total + summary.exempt


def test_closed_quarters_stand_beside_the_running_one_with_their_corrections(shire, client):
    closing = play.closed(shire)
    play.noted(shire, closing, [exempted(shire, closing).pk])
    with time_machine.travel(AFTER, tick=False):
        client.force_login(shire.people["office"])
        page = client.get(f"/overview/?quarter={QUARTER.shifted(1)}")
        (frozen,) = [each for each in page.context["beside"] if each.closing]
        rows = client.get(frozen.address).context["listing"]
    assert (frozen.quarter, frozen.notes, frozen.current) == (QUARTER, 1, False)
    assert rows.found.count() == frozen.settled
