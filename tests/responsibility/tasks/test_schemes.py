"""A county's lamp rules: changed from a day ahead, and never for what is there already."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from alerts.audit.models import AuditEntry
from alerts.lamps.models import LampTurn
from pages.refused import Refused
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.organisation.periods import from_day
from responsibility.owed.schemes.change import change_scheme, take_back_scheme
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from tests.make import (
    NOW,
    START,
    actor,
    at,
    days,
    make_county,
    make_holder,
    make_item,
    make_task,
    make_unit,
)

pytestmark = pytest.mark.django_db
JANUARY = date(2027, 1, 1)
THREE = {"name": "Three", "colours": 3, "warn_days": 5, "closes_after_days": 30}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def county():
    county = make_county()
    county.four = LampScheme.objects.create(
        county_id=county.pk, name="Four", period=from_day(START)
    )
    county.office = make_holder(make_unit(county, kind="office"), "commission_office")[1]
    return county


def change(county, *, by=None, now=NOW, **over) -> LampScheme:
    values = THREE | {"first_on": JANUARY} | over
    return change_scheme(county_id=county.pk, by=actor(by or county.office), now=now, **values)


def test_the_rules_change_from_the_day_on(county):
    scheme = change(county)
    county.four.refresh_from_db()
    assert county.four.period == from_day(START, JANUARY)
    assert (scheme.period, scheme.colours) == (from_day(JANUARY), 3)
    entry = AuditEntry.objects.get(action="scheme.change")
    assert entry.before == {"colours": 4, "warn_days": 7, "closes_after_days": None}
    assert entry.after == {
        "colours": 3, "warn_days": 5, "closes_after_days": 30, "first_on": "2027-01-01",
    }  # fmt: skip


def test_what_is_there_keeps_its_rules_and_its_ledger(county):
    post, _ = make_holder(make_unit(county))
    task = make_task(post)
    before, ledger = Task.objects.values().get(pk=task.pk), LampTurn.objects.count()
    change(county, first_on=NOW.date() + days(1))
    assert Task.objects.values().get(pk=task.pk) == before
    assert LampTurn.objects.count() == ledger


def test_what_is_made_later_follows_the_rules_of_the_day_on_which_it_opens(county):
    post, _ = make_holder(make_unit(county))
    item = make_item(county)
    for year in (2026, 2027):
        if year == 2027:
            change(county)
        publish(duty_list_id=item.duty_list_id, year=year, by=actor(county.office), now=NOW)
    old, new = (Task.objects.get(post=post, due_on=day) for day in ("2026-12-31", "2027-03-31"))
    assert (old.colours, old.closes_at, old.warns_at) == (4, None, at("2026-12-24 00:00"))
    assert (new.colours, new.closes_at) == (3, at("2027-05-01 00:00"))
    assert new.warns_at == at("2027-03-26 00:00")


def test_a_county_without_rules_gets_its_first(county):
    LampScheme.objects.all().delete()
    assert change(county).period == from_day(JANUARY)


@pytest.mark.parametrize(
    ("over", "refusal"),
    [
        ({"first_on": NOW.date()}, Refused),
        ({"first_on": NOW.date() - days(1)}, Refused),
        ({"colours": 4, "warn_days": 7, "closes_after_days": None}, Refused),
    ],
)
def test_a_change_lies_ahead_and_changes_something(county, over, refusal):
    with pytest.raises(refusal):
        change(county, **over)
    assert LampScheme.objects.get() == county.four


def test_one_change_is_ahead_at_a_time_and_may_be_taken_back(county):
    scheme = change(county)
    with pytest.raises(Refused, match="1 Jan"):
        change(county, first_on=date(2027, 2, 1))
    take_back_scheme(scheme_id=scheme.pk, by=actor(county.office), now=NOW)
    assert LampScheme.objects.kept().get().period == from_day(START)
    assert change(county, first_on=date(2027, 2, 1)).period == from_day(date(2027, 2, 1))


def test_what_holds_already_is_not_taken_back(county):
    scheme = change(county)
    for pk, now in ((scheme.pk, at("2027-01-01 00:00")), (county.four.pk, NOW)):
        with pytest.raises(LampScheme.DoesNotExist):
            take_back_scheme(scheme_id=pk, by=actor(county.office), now=now)


def test_each_office_has_its_own_county(county):
    other = make_county("Qingshan")
    _, far = make_holder(make_unit(other, kind="office"), "commission_office")
    with pytest.raises(PermissionDenied):
        change(county, by=far)
    scheme = change(county)
    with pytest.raises(LampScheme.DoesNotExist):
        take_back_scheme(scheme_id=scheme.pk, by=actor(far), now=NOW)


# The pages


@pytest.fixture
def pages(client, county):
    client.force_login(county.office)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text(response) -> str:
    return response.content.decode()


def test_the_office_enters_a_change_and_takes_it_back(pages, county):
    rules, form = reverse("lamp-rules"), reverse("lamp-rules-change")
    assert 'value="7"' in text(pages.get(form))
    sent = THREE | {"first_on": "2027-01-01"}
    assert pages.post(form, sent).url == rules
    shown = text(pages.get(rules))
    assert "from 1 Jan 2027" in shown and "open for 30 days" in shown and form not in shown
    ahead = LampScheme.objects.get(colours=3)
    pages.post(reverse("lamp-rules-take-back", args=[ahead.pk]))
    assert "Three" not in text(pages.get(rules))


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"first_on": str(NOW.date())}, "first_on"),
        ({"warn_days": 0}, "warn_days"),
        ({"closes_after_days": 0}, "closes_after_days"),
        ({"colours": 5}, "colours"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(pages, county, over, field):
    response = pages.post(reverse("lamp-rules-change"), THREE | {"first_on": "2027-01-01"} | over)
    assert response.status_code == 422 and response.context["form"].errors.keys() == {field}
    assert LampScheme.objects.get() == county.four
