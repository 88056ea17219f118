"""Who decides about messages, numbers, channels and words."""

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.keeper import require_keeper
from demonstration.roles import Role
from tests.make import (
    NOW,
    actor,
    days,
    join,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    county = make_county()
    county.desk = make_post(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)
    return county


def test_the_office_keeps_those_of_its_county_and_what_is_everybodys(county):
    office = actor(join(county.desk))
    require_keeper(by=office, now=NOW, county_id=county.pk)
    require_keeper(by=office, now=NOW)
    with pytest.raises(PermissionDenied):
        require_keeper(by=office, now=NOW, county_id=make_county("Qingshan").pk)


def test_who_works_there_no_more_keeps_none(county):
    left = actor(join(county.desk, end=NOW.date() - days(1)))
    with pytest.raises(PermissionDenied):
        require_keeper(by=left, now=NOW)


def test_nobody_else_keeps_any(county):
    _post, officer = make_holder(make_unit(county))
    for person in (officer, make_person(), make_person(is_system_administrator=True)):
        with pytest.raises(PermissionDenied):
            require_keeper(by=actor(person), now=NOW)
