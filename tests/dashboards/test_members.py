"""The members' matrix of who supervises (M000-17): each of its units member by member, by quarter
and category, with who was in the post then."""

from collections import Counter

import pytest

from alerts.lamps.summary import summarise
from dashboards.matrix.behind import rows_behind
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from dashboards.team.team import Team
from demonstration.roles import Role
from pages.quarter import Quarter
from tests import make
from tests.dashboards.county import owe

NOW = make.NOW
THIS = Quarter(2026, 3)


def members_of(user, **more) -> Team:
    return Team.of(Scope.of_teams(user, at=NOW), THIS, **more)


def test_a_group_sees_each_member_of_each_of_its_units(shire):
    team = members_of(shire.people["group"])
    shown = [(unit.name, len(members)) for unit, members in team.units]
    assert shown == [("Body 1", 3), ("Body 3", 3)] and team.supervised


def test_every_number_counts_the_rows_behind_it(client, shire):
    group = shire.people["group"]
    client.force_login(group)
    team = members_of(group)
    for _unit, members in team.units:
        for member in members:
            rows = rows_behind(
                Scope.of_teams(group, at=NOW), Selection(THIS, ALL, post=member.post.pk)
            )
            lamps = Counter(row.lamp_now for row in rows[:1000])
            assert member.whole == summarise(lamps)
            page = client.get(member.rows).text
            assert page.count('class="tb__t"') == lamps.total()
            for category, cell in zip(team.categories, member.cells, strict=True):
                wanted = cell.total + cell.exempt if cell else 0
                answer = client.get(member.address % category.pk)
                assert answer.text.count('class="tb__t"') == wanted
    settled = client.get(f"{team.figures_at}?{team.figures.settled_query}")
    assert settled.context["page"].paginator.count == team.whole.settled


def test_one_unit_is_chosen_with_what_lies_beneath_it(client, shire):
    body = shire.bodies[0]
    section = make.make_unit(body, "Section", "section")
    owe(make.make_holder(section, Role.SECTION_HEAD)[0], "red")
    client.force_login(shire.people["group"])
    page = client.get(f"/team/?branch={body.pk}")
    team = page.context["team"]
    assert [unit.name for unit, _members in team.units] == ["Body 1", "Section"]
    settled = client.get(f"{team.figures_at}?{team.figures.settled_query}")
    assert settled.context["page"].paginator.count == team.whole.settled
    assert f'<option value="{body.pk}" selected>' in page.text


def test_each_stands_with_who_was_in_the_post_in_the_quarter(shire):
    post = shire.posts["Body 3", Role.TEAM_MEMBER]
    post.appointments.update(period=("2026-01-01", "2026-08-13"))
    new = make.appoint(post, make.make_person("New"), make.NOW.date().replace(month=8, day=13))
    team = members_of(shire.people["group"])
    members = [each for _unit, those in team.units for each in those]
    (people,) = [member.people for member in members if member.post == post]
    assert len(people) == 2 and new.name in people[1]
    before = Team.of(Scope.of_teams(shire.people["group"], at=NOW), THIS.shifted(-1))
    members = [each for _unit, those in before.units for each in those]
    (people,) = [member.people for member in members if member.post == post]
    assert [new.name in person for person in people] == [False]


def test_units_of_others_are_not_there(client, shire):
    client.force_login(shire.people["group"])
    post = shire.posts["Body 2", Role.TEAM_MEMBER]
    assert client.get(f"/team/{post.pk}/").status_code == 404
    page = client.get(f"/team/?branch={shire.bodies[1].pk}")
    assert page.status_code == 200 and "Body 2" not in page.text


@pytest.mark.parametrize("person", ["office", "party leader", "without appointment"])
def test_who_supervises_nothing_has_no_members(client, shire, person):
    client.force_login(shire.people[person])
    assert client.get("/team/").status_code == 404


def test_a_secretary_on_the_team_has_the_members_and_the_own_sum(client, shire):
    """A township's discipline secretary sits on its leading team and heads its commission."""
    secretary = shire.people["team_member of Body 3"]
    commission = shire.posts["Commission", Role.TOWNSHIP_COMMISSION]
    make.supervise(commission.unit, shire.bodies[2])
    make.join(commission, secretary, role="head", grants=["log", "view"])
    secretary.__dict__.pop("_standing", None)
    client.force_login(secretary)
    page = client.get("/team/")
    assert [unit.name for unit, _members in page.context["team"].units] == ["Body 3"]
    summary = client.get("/team/unit/")
    assert [unit.name for unit in summary.context["summary"].units] == ["Body 3"]
    assert 'href="/team/unit/"' in page.text
