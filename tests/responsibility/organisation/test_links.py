"""Division of responsibility and supervision links."""

from datetime import date

import pytest

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.links.charge import end_charge, put_in_charge
from responsibility.organisation.links.link_supervision import end_link, link_supervision
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from tests.make import NOW, at, make_holder

TODAY = date(2026, 9, 24)


def charge(county, post, unit, **over):
    over = {"first_on": TODAY} | over
    return put_in_charge(
        post_id=post.pk, unit_id=unit.pk, kind="in_charge", by=county.by, now=NOW, **over
    )


def link(county, body, unit, **over):
    over = {"first_on": TODAY} | over
    return link_supervision(
        body_id=body.pk, unit_id=unit.pk, how="stationed", by=county.by, now=NOW, **over
    )


def test_a_leader_in_charge_sees_the_unit_and_what_is_beneath(county):
    post, leader = make_holder(county.unit, Role.COUNTY_LEADER)
    row = charge(county, post, county.bureau, basis="No. 3")
    assert standing_of(leader, at=NOW).charged_units == {county.bureau.pk, county.section.pk}
    assert AuditEntry.objects.get(action="charge.begin").object_id == str(row.pk)


def test_a_charge_ends(county):
    post, leader = make_holder(county.unit, Role.COUNTY_LEADER)
    row = charge(county, post, county.bureau)
    end_charge(charge_id=row.pk, last_on=TODAY, by=county.by, now=NOW)
    assert standing_of(leader, at=at("2026-09-25 00:00")).charged_units == set()


def test_a_post_has_a_unit_once_at_a_time(county):
    row = charge(county, county.head, county.section, last_on=date(2026, 9, 30))
    with pytest.raises(Refused, match="24 Sep 2026 – 30 Sep 2026"):
        charge(county, county.head, county.section)
    charge(county, county.head, county.section, first_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="End that first, or choose other days"):
        end_charge(charge_id=row.pk, last_on=None, by=county.by, now=NOW)


def test_charges_without_sense_are_refused(county):
    with pytest.raises(Refused, match="Choose one of its parts or another unit"):
        charge(county, county.head, county.bureau)
    with pytest.raises(Refused, match="A collective post is in charge of nothin"):
        charge(county, county.committee, county.section)


def test_a_body_supervises_from_the_day_on_and_no_longer_than_told(county):
    _, head = make_holder(county.discipline, Role.STATIONED_GROUP)
    row = link(county, county.discipline, county.bureau)
    assert standing_of(head, at=NOW).supervised_units == {county.bureau.pk, county.section.pk}
    end_link(link_id=row.pk, last_on=TODAY, by=county.by, now=NOW)
    del head._standing
    assert standing_of(head, at=NOW).supervised_units
    assert standing_of(head, at=at("2026-09-25 00:00")).supervised_units == set()
    assert AuditEntry.objects.filter(kind="supervisionlink").count() == 2


def test_a_body_supervises_a_unit_once_at_a_time(county):
    row = link(county, county.discipline, county.bureau, last_on=date(2026, 9, 30))
    with pytest.raises(Refused, match="Lan group supervises this unit already,"):
        link(county, county.discipline, county.bureau)
    link(county, county.discipline, county.bureau, first_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="Lan group supervises this unit already,"):
        end_link(link_id=row.pk, last_on=None, by=county.by, now=NOW)


def test_links_without_sense_are_refused(county):
    with pytest.raises(Refused, match="A body does not supervise itself"):
        link(county, county.discipline, county.discipline)
    with pytest.raises(Refused, match="Only a discipline body supervises"):
        link(county, county.bureau, county.section)


def test_another_county_is_out_of_reach(county, other):
    with pytest.raises(Unit.DoesNotExist):
        link(county, county.discipline, other.bureau)
    with pytest.raises(Unit.DoesNotExist):
        charge(county, county.head, other.bureau)
    theirs = link(other, other.discipline, other.bureau)
    with pytest.raises(SupervisionLink.DoesNotExist):
        end_link(link_id=theirs.pk, last_on=TODAY, by=county.by, now=NOW)
    theirs = charge(other, other.head, other.section)
    with pytest.raises(Charge.DoesNotExist):
        end_charge(charge_id=theirs.pk, last_on=TODAY, by=county.by, now=NOW)
