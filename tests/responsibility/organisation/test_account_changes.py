"""Resets and grants: the person concerned and the auditor are told, who did it is not."""

import pytest
from django.urls import reverse

from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from responsibility.organisation.account_changes.models import AccountChange
from responsibility.organisation.people.given import release_password
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.posts.appoint import appoint
from responsibility.organisation.posts.join import join
from responsibility.organisation.powers.change import decide_power, propose_power
from responsibility.organisation.powers.models import Power
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
POWER = Power.ADMINISTRATOR


@pytest.fixture
def people(county):
    """The office's first (`county.by`) and second person, an auditor, somebody, the office post."""
    office = county.by.user.memberships.get().post
    second = make.join(office)
    county.second = make.actor(second)
    county.auditor = make.make_person("Auditor", is_auditor=True)
    make.make_person("Former auditor", is_auditor=True, is_active=False)
    county.somebody = make.make_person("Zhou", county=county.unit, last_login=NOW)
    county.place = office
    return county


def reset(county):
    reset_password(user_id=county.somebody.pk, by=county.by, now=NOW)


def release(county):
    reset(county)
    Reminder.objects.all().delete()
    release_password(user_id=county.somebody.pk, by=county.second, now=NOW)


def give_power(county, give=True):
    act = {"user_id": county.somebody.pk, "power": POWER, "give": give, "by": county.by}
    change = propose_power(**act, now=NOW)
    assert not Reminder.objects.exists(), "a proposal changes nothing yet"
    decide_power(change_id=change.pk, agree=True, by=county.second, now=NOW)


def withdraw_power(county):
    type(county.somebody).objects.filter(pk=county.somebody.pk).update(**{POWER: True})
    give_power(county, give=False)


def into_the_office(county):
    join(post_id=county.place.pk, user_id=county.somebody.pk, role="member", grants=["view"],
         first_on=NOW.date(), by=county.by, now=NOW)  # fmt: skip


def to_a_post_that_keeps_the_office(county):
    role = make.make_role("desk", keeps_office=True)
    post = make.make_post(county.office, role.code)
    appoint(post_id=post.pk, user_id=county.somebody.pk, first_on=NOW.date(), by=county.by, now=NOW)


ACTS = {
    reset: "reset",
    release: "released",
    give_power: "power_given",
    withdraw_power: "power_withdrawn",
    into_the_office: "office_joined",
    to_a_post_that_keeps_the_office: "office_joined",
}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_the_person_concerned_and_the_auditor_are_told(people, act):
    act(people)
    told = set(Reminder.objects.values_list("recipient", flat=True))
    assert told == {people.somebody.pk, people.auditor.pk}
    assert AccountChange.objects.last().change == ACTS[act]


def test_other_posts_are_told_of_otherwise(people):
    appoint(
        post_id=people.head.pk, user_id=people.somebody.pk, first_on=NOW.date(),
        by=people.by, now=NOW,
    )  # fmt: skip
    assert not AccountChange.objects.exists()


def test_who_does_it_is_not_told_even_as_auditor(people):
    type(people.somebody).objects.filter(pk=people.by.user.pk).update(is_auditor=True)
    reset(people)
    assert not Reminder.objects.filter(recipient=people.by.user).exists()


def test_of_an_account_of_no_county_too(people):
    chief = make.make_person("Chief", is_system_administrator=True)
    other = make.actor(make.make_person("Other", is_system_administrator=True))
    reset_password(user_id=chief.pk, by=other, now=NOW)
    told = set(Reminder.objects.values_list("recipient", flat=True))
    assert told == {chief.pk, people.auditor.pk}


def test_the_inbox_leads_to_its_page(client, people):
    reset(people)
    gather(now=NOW)
    assert Message.objects.inbox().filter(recipient=people.somebody).exists()
    page = reverse("account-change", args=[AccountChange.objects.get().pk])
    type(people.somebody).objects.update(must_change_password=False)
    people.somebody.refresh_from_db()
    for reader, status in ((people.somebody, 200), (people.auditor, 200), (people.by.user, 404)):
        client.force_login(reader)
        assert client.get(page).status_code == status
    client.force_login(people.auditor)
    assert page in client.get(reverse("inbox")).content.decode()
