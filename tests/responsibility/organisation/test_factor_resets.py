"""A second factor that is lost: reset by two people, or by a command."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.devices.remembered import RememberedBrowser, remember_browser
from responsibility.organisation.second_factor.factor import (
    factor_of,
)
from responsibility.organisation.second_factor.resets.models import FactorReset
from responsibility.organisation.second_factor.resets.reset import decide_reset, propose_reset
from tests.make import (
    NOW,
    actor,
    join,
    make_county,
    make_person,
    make_post,
    make_unit,
    with_factor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    make_county()
    return make_person(staff_number="S-007")


@pytest.fixture
def device(person):
    return with_factor(person)


@pytest.fixture
def keepers(person):
    post = make_post(make_unit(make_county(), kind="office"), Role.COMMISSION_OFFICE)
    return actor(join(post, role="head")), actor(make_person(is_system_administrator=True))


def test_one_proposes_another_decides(client, person, device, keepers):
    office, administrator = keepers
    auditor = make_person(is_auditor=True)
    client.force_login(person)
    remember_browser(user=person, mark="m" * 32, now=NOW)
    reset = propose_reset(user_id=person.pk, reason="Lost.", by=office, now=NOW)
    with pytest.raises(Refused, match="already"):
        propose_reset(user_id=person.pk, reason="Lost.", by=administrator, now=NOW)
    with pytest.raises(Refused, match="yourself"):
        decide_reset(reset_id=reset.pk, agree=True, by=office, now=NOW)
    assert factor_of(person) and client.get(reverse("second-factor")).status_code == 200
    decide_reset(reset_id=reset.pk, agree=True, by=administrator, now=NOW)
    assert factor_of(person) is None and not RememberedBrowser.objects.exists()
    assert client.get(reverse("second-factor")).status_code == 302, "signed out"
    told = Reminder.objects.filter(kind="account").values_list("recipient", flat=True)
    assert set(told) == {person.pk, auditor.pk}
    acts = AuditEntry.objects.filter(action__startswith="factor.").order_by("pk")
    assert [entry.action for entry in acts] == ["factor.propose_reset", "factor.decide_reset"]
    with pytest.raises(Refused, match="decided already"):
        decide_reset(reset_id=reset.pk, agree=False, by=administrator, now=NOW)


def test_turned_down_nothing_changes_and_it_may_be_proposed_anew(person, device, keepers):
    office, administrator = keepers
    reset = propose_reset(user_id=person.pk, reason="Lost.", by=office, now=NOW)
    decide_reset(reset_id=reset.pk, agree=False, by=administrator, now=NOW)
    assert factor_of(person)
    assert propose_reset(user_id=person.pk, reason="Lost.", by=office, now=NOW)


def test_nobody_takes_part_for_themselves(keepers):
    office, administrator = keepers
    with_factor(office.user)
    with pytest.raises(Refused, match="for themselves"):
        propose_reset(user_id=office.user.pk, reason="Lost.", by=office, now=NOW)
    reset = propose_reset(user_id=office.user.pk, reason="Lost.", by=administrator, now=NOW)
    with pytest.raises(Refused, match="about themselves"):
        decide_reset(reset_id=reset.pk, agree=True, by=office, now=NOW)


def test_others_neither_see_nor_propose(person, device, keepers):
    by = actor(make_person(is_auditor=True))
    with pytest.raises(PermissionDenied):
        propose_reset(user_id=person.pk, reason="Lost.", by=by, now=NOW)
    reset = propose_reset(user_id=person.pk, reason="Lost.", by=keepers[0], now=NOW)
    with pytest.raises(FactorReset.DoesNotExist):
        decide_reset(reset_id=reset.pk, agree=True, by=by, now=NOW)


def test_without_a_factor_there_is_nothing_to_reset(person, keepers):
    with pytest.raises(Refused, match="no second factor"):
        propose_reset(user_id=person.pk, reason="Lost.", by=keepers[0], now=NOW)


def test_where_no_two_people_are_left_a_command_does_it(person, device, keepers):
    waiting = propose_reset(user_id=person.pk, reason="Lost.", by=keepers[0], now=NOW)
    call_command("reset_second_factor", account=" s-007", reason="Lost, office of one.")
    assert factor_of(person) is None
    waiting.refresh_from_db()
    assert waiting.agreed is False
    assert AuditEntry.objects.filter(action="factor.reset_by_command", user=None).count() == 1
    assert Reminder.objects.filter(kind="account", recipient=person).count() == 1
    with pytest.raises(CommandError, match="No account"):
        call_command("reset_second_factor", account="S-007", reason="Again.")
