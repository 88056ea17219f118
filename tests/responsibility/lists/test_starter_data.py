"""The starter library as it is loaded."""

import pytest
from django.core.management import CommandError, call_command

from alerts.workdays.models import WorkDay
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.lists.models import Category, DutyItem, DutyList, EvidenceKind
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.organisation.posts.models import RoleKind
from tests.make import NOW, at, make_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    load_kinds()
    return make_county()


def test_kinds_need_no_county():
    load_kinds()
    assert (Category.objects.count(), EvidenceKind.objects.count()) == (24, 23)
    assert list(RoleKind.objects.values_list("code", flat=True)) == [
        "party_committee",
        "principal_officer",
        "team_member",
        "stationed_group",
        "township_commission",
        "commission_office",
        "party_leader",
        "county_leader",
        "section_head",
    ]


@pytest.mark.parametrize("model", [Category, EvidenceKind, RoleKind])
def test_loading_again_overwrites_nothing_and_brings_what_is_missing(model):
    """They are the county's: loading is a part of each start."""
    load_kinds()
    count = model.objects.count()
    ours, gone = model.objects.order_by("pk")[:2]
    values = {"name": "x", "name_en": "y"} | ({"on_team": True} if model is RoleKind else {})
    model.objects.filter(pk=ours.pk).update(**values)
    kept = model.objects.values().get(pk=ours.pk)
    gone.delete()
    load_kinds()
    assert model.objects.values().get(pk=ours.pk) == kept
    assert model.objects.filter(code=gone.code).exists() and model.objects.count() == count


def test_a_county_gets_five_lists_with_all_items(county):
    lists = load_county_lists(county=county, now=NOW)

    counts = {
        duty_list.role_kind.code: (
            duty_list.items.count(),
            duty_list.items.filter(core=True).count(),
        )
        for duty_list in lists
    }
    assert counts == {
        "party_committee": (36, 19),
        "principal_officer": (60, 26),
        "team_member": (33, 15),
        "stationed_group": (30, 15),
        "township_commission": (30, 14),
    }
    assert all(duty_list.published_at is None for duty_list in lists)


def test_an_item_is_what_its_row_says(county):
    load_county_lists(county=county, now=NOW)
    item = DutyItem.objects.get(code="PO-C06-02")
    assert (item.category.code, item.cadence, item.due_rule, item.count_basis) == (
        "C06",
        "half_yearly",
        "period_end",
        "per_subordinate_head",
    )
    assert (item.zero_report, item.core, item.sensitivity) == (True, True, "restricted")
    lecture = DutyItem.objects.get(code="PO-C02-02")
    assert set(lecture.evidence.values_list("code", flat=True)) == {"lecture_notes", "photo"}
    template = DutyItem.objects.filter(task_kind=DutyItem.TaskKind.INDIVIDUAL)
    assert template.count() == 9


def test_the_county_keeps_what_it_has(county):
    load_county_lists(county=county, now=NOW)
    LampScheme.objects.update(warn_days=10)
    DutyItem.objects.filter(code="PO-C02-02").update(text="ours")

    load_county_lists(county=county, now=at("2027-03-01 09:00"))

    assert DutyList.objects.count() == 5
    assert DutyItem.objects.count() == 189
    assert DutyItem.objects.get(code="PO-C02-02").text == "ours"
    scheme = LampScheme.objects.get()
    assert (scheme.warn_days, str(scheme.period.lower)) == (10, "2026-01-01")


def test_two_counties_have_lists_of_their_own(county):
    other = make_county("Elsewhere")
    load_county_lists(county=county, now=NOW)
    load_county_lists(county=other, now=NOW)
    assert DutyList.objects.count() == 10
    assert LampScheme.objects.filter(county_id=other.pk).count() == 1


def test_the_command_may_be_repeated(capsys):
    call_command("load_starter_data")
    days = WorkDay.objects.count()
    call_command("load_starter_data")
    assert WorkDay.objects.count() == days
    assert Category.objects.count() == 24
    assert "loaded" in capsys.readouterr().out


def test_the_command_gives_a_county_its_lists(county):
    call_command("load_starter_data", "--county", str(county.pk))
    assert DutyItem.objects.filter(duty_list__county=county).count() == 189


def test_the_command_refuses_what_is_no_county():
    with pytest.raises(CommandError, match="no county 99"):
        call_command("load_starter_data", "--county", "99")
