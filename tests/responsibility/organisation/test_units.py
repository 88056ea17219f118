"""Units are founded, renamed, moved and closed from a day on; the past keeps its names."""

from datetime import date

import pytest

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.posts.close import close_unit
from responsibility.organisation.units.found import found_unit
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.reorganise import reorganise, take_back_change
from responsibility.organisation.units.tree import DEEPEST, place
from responsibility.organisation.units.versions import apply_versions_due
from tests.make import NOW, START, appoint, at, make_unit, put_in_charge, supervise

TODAY = date(2026, 9, 24)


def change(county, unit, first_on=TODAY, **over):
    place = {"name": unit.name, "parent_id": unit.parent_id, "position": unit.position}
    return reorganise(
        unit_id=unit.pk, first_on=first_on, by=county.by, now=NOW, **{**place, **over}
    )


def names_on(unit, day):
    return [version.name for version in unit.versions.filter(period__contains=day)]


def test_a_founded_unit_stands_last_under_its_parent_from_its_day(county):
    unit = found_unit(
        parent_id=county.branch.pk,
        kind=Unit.Kind.BODY,
        name="New bureau",
        first_on=TODAY,
        by=county.by,
        now=NOW,
        basis="No. 7",
    )
    assert unit.path == f"{county.branch.path}{unit.pk}/"
    assert list(county.branch.children.in_order()) == [county.bureau, unit]
    assert names_on(unit, TODAY) == ["New bureau"]
    assert names_on(unit, date(2026, 9, 23)) == []
    entry = AuditEntry.objects.get(action="unit.found")
    assert entry.user == county.by.user
    assert entry.after["name"] == "New bureau"


def test_two_units_of_one_name_do_not_stand_side_by_side(county):
    with pytest.raises(Refused, match="Lan branch has a unit of this name alrea"):
        found_unit(
            parent_id=county.branch.pk,
            kind=Unit.Kind.BODY,
            name=county.bureau.name,
            first_on=TODAY,
            by=county.by,
            now=NOW,
        )


def test_no_rename_or_move_brings_two_of_one_name_together(county):
    second = make_unit(county.branch, "Second")
    with pytest.raises(Refused, match="Lan branch has a unit of this name alrea"):
        change(county, second, name=county.bureau.name)
    apart = make_unit(county.unit, county.bureau.name)
    with pytest.raises(Refused, match="Lan branch has a unit of this name alrea"):
        change(county, apart, parent_id=county.branch.pk)


def test_another_county_is_out_of_reach(county, other):
    with pytest.raises(Unit.DoesNotExist):
        change(county, other.bureau, name="Ours")
    with pytest.raises(Unit.DoesNotExist):
        change(county, county.bureau, parent_id=other.branch.pk)


def test_a_rename_keeps_the_old_name_for_the_days_before(county):
    change(county, county.bureau, name="Bureau of water")
    county.bureau.refresh_from_db()
    assert county.bureau.name == "Bureau of water"
    assert names_on(county.bureau, date(2026, 9, 23)) == ["Lan bureau"]
    assert names_on(county.bureau, TODAY) == ["Bureau of water"]


def test_a_move_takes_everything_beneath_with_it(county):
    town = make_unit(county.unit, "Town", Unit.Kind.BRANCH)
    change(county, county.bureau, parent_id=town.pk, position=4)
    for unit in (county.bureau, county.section):
        unit.refresh_from_db()
    assert county.bureau.path == f"{town.path}{county.bureau.pk}/"
    assert county.bureau.order_key == f"{town.order_key}.0004"
    assert county.section.path == f"{county.bureau.path}{county.section.pk}/"
    assert county.section.order_key == f"{county.bureau.order_key}.0001"


def test_a_new_position_changes_the_order_of_the_whole_subtree(county):
    second = make_unit(county.branch, "Second")
    change(county, county.bureau, position=3)
    standing = Unit.objects.filter(path__startswith=county.branch.path).in_order()
    assert list(standing) == [county.branch, second, county.bureau, county.section]


def test_units_of_one_position_stand_by_age_and_keep_their_parts_together(county):
    second = make_unit(county.branch, "Second")
    part = make_unit(second, "Part")
    change(county, second, position=1)
    standing = Unit.objects.filter(path__startswith=county.branch.path).in_order()
    assert list(standing) == [county.branch, county.bureau, county.section, second, part]


def test_a_change_ahead_shows_on_its_day_and_not_before(county):
    town = make_unit(county.unit, "Town", Unit.Kind.BRANCH)
    change(county, county.bureau, date(2026, 10, 1), name="Later", parent_id=town.pk)
    county.bureau.refresh_from_db()
    assert county.bureau.name == "Lan bureau"
    assert apply_versions_due(now=at("2026-09-30 23:59")) == 0
    assert apply_versions_due(now=at("2026-10-01 00:00")) == 1
    assert apply_versions_due(now=at("2026-10-01 00:00")) == 0
    for unit in (county.bureau, county.section):
        unit.refresh_from_db()
    assert county.bureau.name == "Later"
    assert county.section.path == f"{town.path}{county.bureau.pk}/{county.section.pk}/"


def test_a_change_ahead_can_be_taken_back(county):
    version = change(county, county.bureau, date(2026, 10, 1), name="Later")
    take_back_change(version_id=version.pk, by=county.by, now=NOW)
    assert names_on(county.bureau, date(2026, 10, 1)) == ["Lan bureau"]
    assert apply_versions_due(now=at("2026-10-01 00:00")) == 0
    assert AuditEntry.objects.get(action="unit.take_back").before["name"] == "Later"


def test_what_has_begun_is_not_taken_back(county):
    version = change(county, county.bureau, name="Now")
    with pytest.raises(UnitVersion.DoesNotExist):
        take_back_change(version_id=version.pk, by=county.by, now=NOW)


def test_a_second_change_of_one_day_replaces_the_first(county):
    change(county, county.bureau, name="Frist")
    county.bureau.refresh_from_db()
    change(county, county.bureau, name="First")
    assert county.bureau.versions.count() == 2
    assert names_on(county.bureau, TODAY) == ["First"]


def test_no_change_is_entered_before_one_that_is_entered_already(county):
    change(county, county.bureau, date(2026, 10, 1), name="Later")
    with pytest.raises(Refused, match="1 Oct 2026"):
        change(county, county.bureau, date(2026, 9, 30), name="Earlier")


@pytest.mark.parametrize("day", [date(2025, 12, 31)])
def test_a_unit_does_not_change_before_it_stood(county, day):
    with pytest.raises(Refused, match="The unit does not stand on that day"):
        change(county, county.bureau, day, name="Before")


def test_a_change_changes_something(county):
    with pytest.raises(Refused, match="name, place and position are as they wer"):
        change(county, county.bureau)


def test_nothing_stands_under_itself(county):
    for above in (county.bureau, county.section):
        with pytest.raises(Refused, match="A unit cannot stand under itself or unde"):
            change(county, county.bureau, parent_id=above.pk)


def test_nothing_will_stand_under_itself_by_a_change_ahead(county):
    second = make_unit(county.branch, "Second")
    change(county, county.bureau, date(2026, 10, 1), parent_id=second.pk)
    with pytest.raises(Refused, match="A unit cannot stand under itself or unde"):
        change(county, second, parent_id=county.bureau.pk)


def found_under(county, parent, name: str) -> Unit:
    founded = {"kind": Unit.Kind.SECTION, "first_on": TODAY, "by": county.by, "now": NOW}
    return found_unit(parent_id=parent.pk, name=name, **founded)


def test_the_organisation_is_so_deep_and_no_deeper(county):
    """With positions of many digits and two units at one place, so that the order's key is long."""
    deepest = county.unit
    for level in range(DEEPEST):
        twins = [found_under(county, deepest, f"Level {level} {which}") for which in "ab"]
        Unit.objects.filter(pk__in=[twin.pk for twin in twins]).update(position=2_000_000_000)
        UnitVersion.objects.filter(unit__in=twins).update(position=2_000_000_000)
        for twin in twins:
            place(Unit.objects.get(pk=twin.pk))
        deepest = Unit.objects.get(pk=twins[1].pk)
    assert deepest.depth == DEEPEST
    with pytest.raises(Refused, match="6 levels") as refusal:
        found_under(county, deepest, "One too many")
    assert refusal.value.field == "parent"


def test_a_subtree_is_not_moved_too_deep_not_even_by_a_change_ahead(county):
    """What hangs beneath goes along."""
    low = county.unit
    for level in range(DEEPEST - 1):
        low = found_under(county, low, f"Level {level}")
    top = found_under(county, county.unit, "Top")
    found_under(county, top, "Beneath")
    for day in (TODAY, date(2026, 10, 1)):
        with pytest.raises(Refused, match="6 levels") as refusal:
            change(county, top, day, parent_id=low.pk)
        assert refusal.value.field == "parent"
    change(county, top, parent_id=low.parent_id)  # just fits


def test_a_county_is_renamed_and_stays_on_top(county):
    change(county, county.unit, name="Lan city")
    county.unit.refresh_from_db()
    assert (county.unit.name, county.unit.path) == ("Lan city", f"/{county.unit.pk}/")


def test_a_closed_unit_ends_its_posts_and_relations(county):
    holder = appoint(county.head)
    link = supervise(county.discipline, county.bureau)
    charge = put_in_charge(county.head, county.section)
    close_unit(unit_id=county.section.pk, last_on=date(2026, 9, 30), by=county.by, now=NOW)
    close_unit(unit_id=county.bureau.pk, last_on=date(2026, 9, 30), by=county.by, now=NOW)
    county.bureau.refresh_from_db()
    assert county.bureau.closed_on == date(2026, 10, 1)
    assert names_on(county.bureau, date(2026, 9, 30)) == ["Lan bureau"]
    assert names_on(county.bureau, date(2026, 10, 1)) == []
    for row in (holder.appointments.get(), link, charge):
        row.refresh_from_db()
        assert (row.period.lower, row.period.upper) == (START, date(2026, 10, 1))
    county.head.refresh_from_db()
    assert county.head.closed_on == date(2026, 10, 1)
    with pytest.raises(Refused, match="Lan bureau is closed by then"):
        found_unit(
            parent_id=county.bureau.pk,
            kind=Unit.Kind.SECTION,
            name="Too late",
            first_on=date(2026, 10, 1),
            by=county.by,
            now=NOW,
        )


def test_a_unit_with_parts_is_not_closed(county):
    with pytest.raises(Refused, match="1 unit stands"):
        close_unit(unit_id=county.bureau.pk, last_on=TODAY, by=county.by, now=NOW)


def test_a_unit_is_closed_once(county):
    close_unit(unit_id=county.section.pk, last_on=TODAY, by=county.by, now=NOW)
    with pytest.raises(Refused, match="The unit is closed already"):
        close_unit(unit_id=county.section.pk, last_on=TODAY, by=county.by, now=NOW)


def test_a_county_is_not_closed(county):
    with pytest.raises(Unit.DoesNotExist):
        close_unit(unit_id=county.unit.pk, last_on=TODAY, by=county.by, now=NOW)
