"""What is dated by the one verb of last days: nothing of it is erased by a mistyped day."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.dated.restore import restore
from responsibility.organisation.dated.take_back import ENTRIES, take_back
from responsibility.organisation.links.charge import end_charge
from responsibility.organisation.links.link_supervision import end_link
from responsibility.organisation.people.close_account import close_account
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.join import leave
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
VERBS = {
    "appointments": (end_appointment, "appointment_id"),
    "memberships": (leave, "membership_id"),
    "charges": (end_charge, "charge_id"),
    "supervision": (end_link, "link_id"),
}


@pytest.fixture
def office():
    """The office's keeper, and one entry of each kind, in force since January."""
    county = make.make_county()
    keeper = make.join(
        make.make_post(make.make_unit(county, kind="office"), "commission_office"),
        role="head",
        grants=["view"],
    )
    unit = make.make_unit(county)
    post, holder = make.make_holder(unit)
    clerk = make.join(post, role="clerk")
    leader, _person = make.make_holder(county, "county_leader")
    body = make.make_unit(county, kind="discipline")
    keeper.entries = {
        "appointments": holder.appointments.get(),
        "memberships": clerk.memberships.get(),
        "charges": make.put_in_charge(leader, unit),
        "supervision": make.supervise(body, unit),
    }
    return keeper


def test_every_kind_is_here():
    assert VERBS.keys() == ENTRIES.keys()


@pytest.mark.parametrize("entries", VERBS)
def test_a_mistyped_day_is_refused_and_taking_back_is_an_act_of_its_own(office, entries):
    row, (verb, name) = office.entries[entries], VERBS[entries]
    was = row.period
    by = make.actor(office)
    with pytest.raises(Refused) as refusal:
        verb(**{name: row.pk}, last_on=date(2025, 9, 24), by=by, now=NOW)
    assert list(refusal.value.errors) == ["last_on"]
    row.refresh_from_db()
    assert row.period == was
    take_back(entries=entries, entry_id=row.pk, reason="Mistyped.", by=by, now=NOW)
    row.refresh_from_db()
    assert row.period.isempty
    noted = AuditEntry.objects.get(action__endswith=".take_back")
    assert (noted.before["first_on"], noted.after["reason"]) == ("2026-01-01", "Mistyped.")


@pytest.mark.parametrize("entries", VERBS)
def test_a_day_gone_by_is_asked_for_twice(client, office, entries):
    row = office.entries[entries]
    address = {
        "appointments": "appointment-end",
        "memberships": "membership-leave",
        "charges": "charge-end",
        "supervision": "supervision-end",
    }[entries]
    path, typed = reverse(address, args=[row.pk]), {"last_on": "2026-02-01"}
    with time_machine.travel(NOW, tick=False):
        client.force_login(office)
        page = client.post(path, typed)
        row.refresh_from_db()
        assert page.status_code == 200
        assert row.period.upper is None
        assert 'value="2026-02-01"' in page.text
        assert client.post(path, typed | {"seen": "2026-02-01"}).status_code == 302
    row.refresh_from_db()
    assert row.period.upper == date(2026, 2, 2)


def test_an_account_closed_with_a_mistyped_day_keeps_its_appointment(office):
    row = office.entries["appointments"]
    act = {"user_id": row.user_id, "by": make.actor(office), "now": NOW}
    with pytest.raises(Refused):
        close_account(last_on=date(2025, 9, 24), **act)
    row.refresh_from_db()
    assert not row.period.isempty
    assert close_account(last_on=NOW.date(), **act)


@pytest.mark.parametrize("entries", VERBS)
def test_what_was_taken_back_is_restored_for_the_days_it_had(client, office, entries):
    """In the browser, to the last step: the page it hangs on names it and leads to the act."""
    row, by = office.entries[entries], make.actor(office)
    was = row.period
    back = {
        "appointments": ["post", getattr(row, "post_id", None)],
        "memberships": ["post", getattr(row, "post_id", None)],
        "charges": ["charges"],
        "supervision": ["supervision"],
    }[entries]
    take_back(entries=entries, entry_id=row.pk, reason="Mistyped.", by=by, now=NOW)
    address = reverse("entry-restore", args=[entries, row.pk])
    with time_machine.travel(NOW, tick=False):
        client.force_login(office)
        assert address in client.get(reverse(back[0], args=back[1:])).text
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": "It was right."}).status_code == 302
        assert client.get(address).status_code == 404
    row.refresh_from_db()
    assert (row.period, row.taken_back) == (was, None)
    noted = AuditEntry.objects.get(action__endswith=".restore")
    assert (noted.after["first_on"], noted.after["reason"]) == ("2026-01-01", "It was right.")


@pytest.mark.parametrize("entries", VERBS)
def test_what_stands_is_not_restored(office, entries):
    row = office.entries[entries]
    with pytest.raises(type(row).DoesNotExist):
        restore(entries=entries, entry_id=row.pk, reason="-", by=make.actor(office), now=NOW)


@pytest.mark.parametrize("entries", VERBS)
def test_what_was_entered_since_is_in_the_way(office, entries):
    row, by = office.entries[entries], make.actor(office)
    act = {"entries": entries, "entry_id": row.pk, "by": by, "now": NOW}
    take_back(reason="Mistyped.", **act)
    model, values = type(row), {f.attname: getattr(row, f.attname) for f in row._meta.fields}
    model.objects.create(**values | {"id": None, "period": ("2026-03-01", None)})
    with pytest.raises(Refused):
        restore(reason="It was right.", **act)
    row.refresh_from_db()
    assert row.period.isempty


def test_nobody_restores_their_own_appointment(office):
    row = office.entries["appointments"]
    act = {"entries": "appointments", "entry_id": row.pk, "by": make.actor(office), "now": NOW}
    take_back(reason="Mistyped.", **act)
    type(row).objects.filter(pk=row.pk).update(user=office)
    with pytest.raises(Refused):
        restore(reason="Mine.", **act)


def test_an_appointment_of_a_post_closed_since_is_not_restored(office):
    row = office.entries["appointments"]
    act = {"entries": "appointments", "entry_id": row.pk, "by": make.actor(office), "now": NOW}
    take_back(reason="Mistyped.", **act)
    row.post.closed_on = date(2026, 6, 1)
    row.post.save()
    with pytest.raises(Refused):
        restore(reason="It was right.", **act)
