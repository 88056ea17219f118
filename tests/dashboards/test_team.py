"""The leading team: all of it for who leads it, its sum for a member, nothing for others."""

from collections import Counter

import pytest

from alerts.lamps.summary import summarise
from dashboards.matrix.behind import rows_behind
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from dashboards.team.summary import UnitSummary
from dashboards.team.team import Team
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.tasks.models import Task
from tests import make
from tests.dashboards.county import owe

NOW = make.NOW
THIS = Quarter(2026, 3)
NEITHER = [
    "clerk", "office", "party leader", "leader in charge", "without appointment",
    "system administrator", "auditor",
]  # fmt: skip


def team_of(user) -> Team:
    return Team.of(Scope.led(user, at=NOW), THIS)


def rows_of(user, **chosen):
    return list(rows_behind(Scope.led(user, at=NOW), Selection(THIS, ALL, **chosen))[:1000])


def test_every_number_counts_the_rows_behind_it(shire):
    officer = shire.people["officer"]
    team = team_of(officer)
    ((unit, members),) = team.units
    assert unit.name == "Body 1"
    assert len(members) == 3
    for member in members:
        behind = rows_of(officer, post=member.post.pk)
        assert member.whole == summarise(Counter(task.lamp_now for task in behind))
        for category, cell in zip(team.categories, member.cells, strict=True):
            rows = rows_of(officer, post=member.post.pk, category=category.pk)
            assert (cell or summarise({})) == summarise(Counter(task.lamp_now for task in rows))
    assert +team.lamps == Counter(task.lamp_now for task in rows_of(officer))
    assert team.attention.total == len(rows_of(officer, attention=True))


def test_the_pages_say_the_same(client, shire):
    client.force_login(shire.people["officer"])
    page = client.get("/team/")
    ((_unit, members),) = page.context["team"].units
    for member in members:
        rows = client.get(member.rows).text
        assert rows.count('class="tb__t"') == member.whole.total + member.whole.exempt
        for category, cell in zip(page.context["team"].categories, member.cells, strict=True):
            answer = client.get(member.address % category.pk)
            wanted = cell.total + cell.exempt if cell else 0
            assert answer.status_code == (200 if wanted else 404)
            assert answer.text.count('class="tb__t"') == wanted
    rows = client.get("/team/rows/?segment=all&quarter=2026-3")
    assert rows.context["page"].paginator.count == len(rows_of(shire.people["officer"]))


def test_the_officer_reminds_the_others_and_not_himself(client, shire):
    officer = shire.people["officer"]
    own = owe(shire.posts["Body 1", Role.PRINCIPAL_OFFICER])
    others = owe(shire.posts["Body 1", Role.TEAM_MEMBER])
    client.force_login(officer)
    page = client.get("/team/rows/?segment=all&attention=1").text
    assert f'value="{others.pk}"' in page
    assert f'value="{own.pk}"' not in page


def test_heads_of_sections_stand_there_once_something_is_owed(shire):
    section = make.make_unit(shire.bodies[0], "Section", "section")
    head = make.make_holder(section, Role.SECTION_HEAD)[0]
    officer = shire.people["officer"]
    officer.__dict__.pop("_standing", None)
    assert [unit.name for unit, _members in team_of(officer).units] == ["Body 1"]
    owe(head, "red")
    assert [unit.name for unit, _members in team_of(officer).units] == ["Body 1", "Section"]


def test_a_member_sees_the_sum_of_the_unit_and_no_rows(client, shire):
    member = shire.people["member"]
    summary = UnitSummary.of(member, quarter=THIS, at=NOW)
    whole = Task.objects.filter(unit=shire.bodies[0]).filter(THIS.tasks).opened(now=NOW)
    assert summary.lamps == Counter(task.lamp_now for task in whole.with_lamp(now=NOW))
    client.force_login(member)
    page = client.get("/team/")
    assert page.context["summary"].lamps == summary.lamps
    assert "/board/" not in page.text and "/tasks/" not in page.text
    titles = [task.title for task in whole.select_related("item", "dispatch")]
    assert not [title for title in titles if title in page.text]
    post = shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    for address in ("/team/rows/", f"/team/{post.pk}/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", NEITHER)
def test_the_team_is_nobody_elses(client, shire, kind):
    client.force_login(shire.people[kind])
    post = shire.posts["Body 1", Role.TEAM_MEMBER]
    for address in ("/team/", "/team/rows/", f"/team/{post.pk}/"):
        assert client.get(address).status_code == 404


def test_an_officer_opens_no_other_team(client, shire):
    client.force_login(shire.people["officer"])
    post = shire.posts["Body 2", Role.TEAM_MEMBER]
    assert client.get(f"/team/{post.pk}/").status_code == 404


def test_a_quarter_without_tasks_says_so(client, shire):
    for kind in ("officer", "member"):
        client.force_login(shire.people[kind])
        page = client.get("/team/?quarter=2027-1")
        assert page.status_code == 200 and 'class="empty' in page.text
