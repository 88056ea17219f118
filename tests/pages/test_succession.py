"""Whatever is about a day names who was in the post on that day, not who is in it today.

Former held the post until 12 August, New holds it since. A page is one line: what it is about, who
looks, what it must say and what it must not.
"""

from datetime import date
from types import SimpleNamespace
from typing import NamedTuple

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from demonstration.roles import Role
from responsibility.tasks.models import TaskCounterpart
from tests import make
from tests.dashboards.county import LEFT_OVER, owe
from tests.make import NOW, at
from tests.responsibility.cards.conftest import Stage, build_stage
from tests.responsibility.records.cast import lodge_as

pytestmark = pytest.mark.django_db
TAKES_OVER = date(2026, 8, 13)


class Line(NamedTuple):
    page: str
    looks: str
    says: str
    never: str = ""


LINES = [
    Line("red", "office", "in the post on that day: Former at that time, now New"),
    Line("green", "office", "Former at that time, now New"),
    Line("yellow", "office", "principal_officer · New", "Former"),
    Line("whom", "office", "<b>Former</b>", "<b>New</b>"),
    Line("notice", "office", "Former at that time, now New"),
    Line("cell", "office", "principal_officer Former at that time, now New"),
    Line("rows", "office", "principal_officer Former at that time, now New"),
    Line("team", "new", "Former (until 12 Aug), New (from 13 Aug)"),
    Line("team before", "new", "Former<small>", "New<small>"),
    Line("desk", "new", "2 of them in the time of Former"),
    Line("desk", "clerk", "2 of them in the time of Former"),
    Line("calendar", "new", "<span>in the time of Former</span>"),
    Line("records", "new", "in the time of Former"),
    Line("record", "new", "in the time of Former"),
    Line("cards", "new", "Made out to others who were in the post"),
    Line("cards", "new", "no card yet"),
]


@pytest.fixture
def people() -> SimpleNamespace:
    """A post that changed hands, what it owes and owed, its record and its card."""
    stage: Stage = build_stage()
    body = make.make_unit(stage.county, "Bureau")
    post = make.make_post(body)
    former = make.appoint(post, make.make_person("Former"), end=TAKES_OVER)
    new = make.appoint(post, make.make_person("New"), TAKES_OVER)
    clerk = make.join(post, role="clerk")
    owe(post, "red", "C01", **LEFT_OVER)
    asking = make.make_post(body, Role.PARTY_COMMITTEE)
    made = SimpleNamespace(
        office=stage.drafter, new=new, clerk=clerk, post=post, body=body,
        red=owe(post, "red", "C01"), yellow=owe(post, "yellow", "C02"), green=owe(post, "unlit"),
    )  # fmt: skip
    made.record = lodge_as(
        former, made.green, now=at("2026-08-01 09:00"), happened_on=date(2026, 8, 1)
    )
    made.whom = owe(asking, "red", "C03", count_basis="per_team_member")
    TaskCounterpart.objects.create(task=made.whom, post=post)
    early = at("2026-07-05 09:00")
    stage.issue(
        stage.approve(stage.draft(now=early), now=early, approved_on=early.date()), now=early
    )
    return made


def address(page: str, made) -> str:
    cell = made.body.pk, made.red.category_id
    return {
        "notice": reverse("notice", args=["task", made.red.pk]),
        "cell": reverse("board-cell", args=cell) + "?quarter=2026-3&segment=principal",
        "rows": reverse("board-rows") + "?quarter=2026-3&lamp=red",
        "team": reverse("team") + "?quarter=2026-3",
        "team before": reverse("team") + "?quarter=2026-2",
        "desk": reverse("desk"),
        "calendar": reverse("calendar") + "?month=2026-07",
        "records": reverse("record-list"),
        "cards": reverse("card-mine"),
    }.get(page) or getattr(made, page).get_absolute_url()


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.page} {line.looks}")
def test_a_page_names_who_was_in_the_post(client, people, line):
    with time_machine.travel(NOW, tick=False):
        client.force_login(getattr(people, line.looks))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        text = client.get(address(line.page, people)).text
    assert line.says in text
    assert not line.never or line.never not in text
