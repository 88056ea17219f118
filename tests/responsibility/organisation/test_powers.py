"""System administrators and auditors: made and unmade by two people."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.people.models import User
from responsibility.organisation.powers.change import decide_power, propose_power
from responsibility.organisation.powers.models import Power, PowerChange
from tests.make import NOW, actor, join, make_county, make_person, make_post, make_unit

pytestmark = pytest.mark.django_db
each_power = pytest.mark.parametrize("power", Power.values)


@pytest.fixture
def office(db):
    post = make_post(make_unit(make_county(), kind="office"), Role.COMMISSION_OFFICE)
    return actor(join(post, role="head"))


@pytest.fixture
def administrator(db):
    return actor(make_person("Admin", is_system_administrator=True))


@each_power
@pytest.mark.parametrize("give", [True, False])
def test_one_proposes_another_decides(client, office, administrator, power, give):
    person = make_person("Zhou", **{power: not give})
    client.force_login(person)
    change = propose_power(user_id=person.pk, power=power, give=give, by=administrator, now=NOW)
    person.refresh_from_db()
    assert getattr(person, power) is not give
    with pytest.raises(Refused, match="yourself"):
        decide_power(change_id=change.pk, agree=True, by=administrator, now=NOW)
    decide_power(change_id=change.pk, agree=True, by=office, now=NOW)
    person.refresh_from_db()
    assert getattr(person, power) is give
    entries = AuditEntry.objects.order_by("pk").values_list("action", "user", "object_id")
    assert list(entries) == [
        ("power.propose", administrator.user.pk, str(person.pk)),
        ("power.decide", office.user.pk, str(person.pk)),
    ]
    with pytest.raises(Refused, match="already"):
        decide_power(change_id=change.pk, agree=False, by=office, now=NOW)


@each_power
def test_nobody_takes_part_for_themselves(office, administrator, power):
    with pytest.raises(Refused, match="for themselves"):
        propose_power(user_id=office.user.pk, power=power, give=True, by=office, now=NOW)
    user = office.user
    change = propose_power(
        user_id=user.pk, power=Power.AUDITOR, give=True, by=administrator, now=NOW
    )
    with pytest.raises(Refused, match="about themselves"):
        decide_power(change_id=change.pk, agree=True, by=office, now=NOW)
    user.refresh_from_db()
    assert not user.is_auditor


def test_turned_down_nothing_changes_and_it_may_be_proposed_anew(office, administrator):
    person, args = make_person(), {"power": Power.AUDITOR, "give": True, "by": administrator}
    change = propose_power(user_id=person.pk, now=NOW, **args)
    with pytest.raises(Refused, match="proposed already"):
        propose_power(user_id=person.pk, now=NOW, **args)
    decide_power(change_id=change.pk, agree=False, by=office, now=NOW)
    person.refresh_from_db()
    assert not person.is_auditor
    assert propose_power(user_id=person.pk, now=NOW, **args)


def test_others_neither_see_nor_propose(client):
    person = make_person(is_auditor=True)
    with pytest.raises(PermissionDenied):
        propose_power(
            user_id=make_person().pk, power=Power.AUDITOR, give=True, by=actor(person), now=NOW
        )
    assert not PowerChange.objects.visible_to(person, at=NOW).exists()


def test_a_decision_without_its_value_is_none(client, office, administrator):
    person = make_person()
    change = propose_power(
        user_id=person.pk, power=Power.AUDITOR, give=True, by=administrator, now=NOW
    )
    client.force_login(office.user)
    client.post(reverse("power-decide", args=[change.pk]))
    change.refresh_from_db()
    assert change.decided_at is None


# The first ones, by a command


@pytest.mark.parametrize(
    "power, column", [("administrator", Power.ADMINISTRATOR), ("auditor", Power.AUDITOR)]
)
def test_the_first_one_is_made_by_a_command_the_second_by_people(capsys, power, column):
    call_command("appoint_first", account="first", power=power)
    user = User.objects.get(staff_number="first")
    assert getattr(user, column) and user.must_change_password
    assert user.check_password(capsys.readouterr().out.split()[-1])
    assert AuditEntry.objects.get().action == "power.appoint_first"
    with pytest.raises(CommandError, match="two people"):
        call_command("appoint_first", account="second", power=power)
    assert User.objects.count() == 1


def test_a_county_opens_with_all_three(capsys):
    call_command(
        "open_county", name="Lanchuan", account="o", person="Li", administrator="a",
        administrator_name="An", auditor="e", auditor_name="Er",
    )  # fmt: skip
    found = User.objects.order_by("staff_number").values_list(
        "staff_number", "is_system_administrator", "is_auditor"
    )
    assert list(found) == [("a", True, False), ("e", False, True), ("o", False, False)]
    assert capsys.readouterr().out.count("sign in as") == 3


def test_an_account_named_twice_opens_nothing():
    with pytest.raises(CommandError, match="taken"):
        call_command(
            "open_county", name="Lanchuan", account="o", person="Li", administrator="O",
            administrator_name="Ou",
        )  # fmt: skip
    assert not User.objects.exists()


def test_the_demonstration_does_not_run_in_production(settings):
    settings.LIANGZE_ENV = "production"
    with pytest.raises(CommandError, match="published"):
        call_command("seed_demo")
    assert not User.objects.exists()


def test_djangos_own_command_says_what_to_use(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "long enough to be one")
    with pytest.raises(CommandError, match="appoint_first"):
        call_command("createsuperuser", interactive=False, staff_number="a", name="A")
    assert not User.objects.exists()
