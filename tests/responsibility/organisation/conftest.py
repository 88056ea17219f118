"""A small county whose commission office acts."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from demonstration.roles import Role
from responsibility.organisation.units.models import Unit
from tests.make import actor, make_county, make_holder, make_post, make_unit


def build_county(name: str) -> SimpleNamespace:
    county = make_county(name)
    office_unit = make_unit(county, f"{name} office", Unit.Kind.OFFICE)
    _, clerk = make_holder(office_unit, Role.COMMISSION_OFFICE)
    branch = make_unit(county, f"{name} branch", Unit.Kind.BRANCH)
    bureau = make_unit(branch, f"{name} bureau")
    return SimpleNamespace(
        unit=county,
        office=office_unit,
        branch=branch,
        bureau=bureau,
        section=make_unit(bureau, f"{name} section", Unit.Kind.SECTION),
        discipline=make_unit(county, f"{name} group", Unit.Kind.DISCIPLINE),
        head=make_post(bureau, Role.PRINCIPAL_OFFICER, "Head"),
        committee=make_post(bureau, Role.PARTY_COMMITTEE, "Committee"),
        by=actor(clerk),
    )


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def county(db):
    return build_county("Lan")


@pytest.fixture
def other(db):
    return build_county("Qing")
