"""Django's admin keeps accounts, for the system administrator alone, and audits it."""

import pytest

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
    assert 'name="is_auditor"' in page


def test_an_account_is_opened_and_audited(client, administrator):
    fields = {"staff_number": "N1", "name": "New", "usable_password": "true"}
    fields |= dict.fromkeys(["password1", "password2"], "long enough to be one")
    assert client.post(USERS + "add/", fields).status_code == 302
    assert User.objects.get(staff_number="N1").check_password("long enough to be one")
    assert AuditEntry.objects.get(action="account.change").user == administrator


def test_powers_are_given_and_audited(client, administrator):
    person = make_person("Zhou")
    fields = {"staff_number": person.staff_number, "name": "Zhou", "is_auditor": "on"}
    assert (
        client.post(f"{USERS}{person.pk}/change/", fields | {"is_active": "on"}).status_code == 302
    )
    entry = AuditEntry.objects.get(action="account.change")
    assert (entry.before["is_auditor"], entry.after["is_auditor"]) == (False, True)


def test_a_password_is_set_and_audited_without_it(client, administrator):
    person = make_person()
    fields = dict.fromkeys(["password1", "password2"], "long enough to be one")
    page = f"{USERS}{person.pk}/password/"
    assert client.post(page, fields | {"usable_password": "true"}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("long enough to be one")
    entry = AuditEntry.objects.get(action="account.password")
    assert (entry.before, entry.after) == (None, None)


def test_nobody_is_deleted(client, administrator):
    person = make_person()
    assert client.post(f"{USERS}{person.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_queues_are_open_to_the_administrator_alone(client, administrator):
    assert client.get("/admin/django_rq/dashboard/").status_code == 200
    client.force_login(make_person())
    assert client.get("/admin/django_rq/dashboard/").status_code == 302
