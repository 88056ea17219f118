"""A county with a plan of two items, drafted by one person of the office and issued by another."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from demonstration.roles import Role
from responsibility.plans.draft import draft_plan
from responsibility.plans.issue import issue, send_at_once
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.submit import submit_plan
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW

DUE = date(2026, 10, 30)


@pytest.fixture
def english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def county():
    """Two bureaus, the first with a station beneath it; the posts and their holders by name."""
    county = make.make_county()
    bureau, other = make.make_unit(county, "Bureau"), make.make_unit(county, "Other bureau")
    station = make.make_unit(bureau, "Station")
    office = make.make_unit(county, kind="office")
    posts = {
        "leader": make.make_holder(county, Role.PARTY_LEADER),
        "pusher": make.make_holder(county, Role.COUNTY_LEADER),
        "bureau": make.make_holder(bureau),
        "other": make.make_holder(other),
        "station": make.make_holder(station),
        "drafter": make.make_holder(office, Role.COMMISSION_OFFICE),
        "issuer": make.make_holder(office, Role.COMMISSION_OFFICE),
    }
    return SimpleNamespace(
        unit=county,
        pk=county.pk,
        bureau=bureau,
        station=station,
        category=make.make_category(),
        posts={name: post for name, (post, _person) in posts.items()},
        people={name: person for name, (_post, person) in posts.items()},
        by={name: make.actor(person) for name, (_post, person) in posts.items()},
    )


def values(county, **over):
    """The columns of an item that the bureau carries out."""
    usual = {
        "text": "Check the reservoirs", "goal": "None leaks", "measures": "Walk the dams",
        "category_id": county.category.pk, "due_on": DUE, "leads_id": county.posts["leader"].pk,
        "pushes_id": county.posts["pusher"].pk, "carries_out_id": county.posts["bureau"].pk,
    }  # fmt: skip
    return usual | over


@pytest.fixture
def plan(county):
    """A draft with two items: one of the bureau, one of the other bureau."""
    acts = {"by": county.by["drafter"], "now": NOW}
    plan = draft_plan(
        unit_id=county.pk, year=2026, title="Work plan", document_number="No. 1", **acts
    )
    add_to_draft(plan_id=plan.pk, **values(county), **acts)
    other = values(county, text="Mend the roads", carries_out_id=county.posts["other"].pk)
    add_to_draft(plan_id=plan.pk, **other, **acts)
    return plan


@pytest.fixture
def submitted(plan, county):
    """The same plan, submitted by who drafted it."""
    return submit_plan(by=county.by["drafter"], now=NOW, plan_id=plan.pk)


@pytest.fixture
def sent(submitted, county):
    """The same plan, gone out."""
    acts = {"by": county.by["issuer"], "now": NOW, "plan_id": submitted.pk}
    issue(**acts)
    return send_at_once(**acts)


def item_of(plan, number: int = 1):
    return plan.items.get(parent=None, number=number)


def task_of(item) -> Task:
    """The task of who carries it out now."""
    return Task.objects.with_lamp(now=NOW).get(dispatch__plan_item=item)
