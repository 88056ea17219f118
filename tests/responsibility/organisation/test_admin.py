"""Django's admin keeps accounts, for the system administrator alone, and audits it."""

import pytest
from django.urls import reverse

from alerts.audit.models import AuditEntry
from responsibility.organisation.people.models import User
from tests.make import make_person

pytestmark = pytest.mark.django_db
USERS = "/admin/responsibility/user/"


@pytest.fixture
def administrator(client):
    user = make_person("Admin", is_system_administrator=True)
    client.force_login(user)
    return user


def test_accounts_are_listed_and_found(client, administrator):
    assert administrator.staff_number in client.get(USERS + "?q=Admin").content.decode()


def test_a_page_shows_nothing_of_a_password(client, administrator):
    person = make_person()
    person.set_password("long enough to be one")
    person.save()
    page = client.get(f"{USERS}{person.pk}/change/").content.decode()
    assert person.password.split("$")[-1][:6] not in page


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/password/", "{pk}/delete/"])
def test_nothing_is_written_through_it(client, administrator, address):
    """It would go round the second person (powers), the sessions and the audit."""
    person = make_person("Zhou")
    fields = {"staff_number": "N1", "name": "New", "is_auditor": "on", "is_active": "on"}
    fields |= dict.fromkeys(["password1", "password2"], "long enough to be one") | {"post": "yes"}
    response = client.post(USERS + address.format(pk=person.pk), fields)
    person.refresh_from_db()
    assert response.status_code in (302, 403, 404) and not AuditEntry.objects.exists()
    assert (person.is_auditor, person.name, User.objects.count()) == (False, "Zhou", 2)
    assert not person.has_usable_password() or not person.check_password("long enough to be one")


def test_its_page_of_the_own_password_is_ours(client, administrator):
    assert client.get("/admin/password_change/").url == reverse("password-change")
    assert client.post("/admin/password_change/", {}).url == reverse("password-change")


def test_the_queues_are_open_to_the_administrator_alone(client, administrator):
    assert client.get("/admin/django_rq/dashboard/").status_code == 200
    client.force_login(make_person())
    assert client.get("/admin/django_rq/dashboard/").status_code == 302
