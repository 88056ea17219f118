"""First passwords for many: who has not signed in, slips in the order of the units, shown once."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.first_passwords.give import (
    give_first_passwords,
    last_day_of,
    not_signed_in,
)
from responsibility.organisation.people.given import HOLDS, GivenPassword
from responsibility.organisation.people.models import User
from responsibility.organisation.sign_in.admit import admit
from tests.make import (
    NOW,
    actor,
    appoint,
    days,
    join,
    make_county,
    make_person,
    make_post,
    make_unit,
)

pytestmark = pytest.mark.django_db
LIST, GIVE = reverse("first-passwords"), reverse("first-passwords-give")
SHOWN = re.compile(r"\w{4}-\w{4}-\w{4}")


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def county(db):
    """Two units with somebody new in each, one without a post, and the office."""
    county = make_county()
    office = join(make_post(make_unit(county, kind="office"), Role.COMMISSION_OFFICE), role="head")
    first, second = (make_unit(county, name) for name in ("First bureau", "Second bureau"))
    people = {}
    for name, unit in (("Zhou", first), ("An", second)):
        people[name] = make_person(name, county=county)
        appoint(make_post(unit, Role.PRINCIPAL_OFFICER, "Head"), people[name])
    people["Bo"] = make_person("Bo", county=county)
    people["Old"] = make_person("Old", county=county, last_login=NOW - days(1))
    return SimpleNamespace(unit=county, first=first, by=actor(office), office=office, **people)


def give(county, *people, nonce=None, now=NOW, by=None):
    ids = [person.pk for person in people]
    return give_first_passwords(people=ids, nonce=nonce or uuid4(), by=by or county.by, now=now)


def test_those_who_have_signed_in_and_oneself_are_left_out(county):
    User.objects.filter(pk=county.office.pk).update(last_login=None)
    found = set(not_signed_in(county.office, at=NOW).values_list("name", flat=True))
    assert {"Zhou", "An", "Bo"} <= found
    assert not found & {"Old", county.office.name}


def test_slips_come_by_unit_and_sign_in_once(county):
    slips = give(county, county.An, county.Zhou, county.Bo, county.Old)
    assert [slip.person.name for slip in slips] == ["Bo", "Zhou", "An"]
    assert [slip.post and slip.post.unit.name for slip in slips] == [
        None, "First bureau", "Second bureau",
    ]  # fmt: skip
    assert len({slip.password for slip in slips}) == 3
    for slip in slips:
        account = slip.person.staff_number
        assert admit(account=account, password=slip.password, address="", now=NOW) == slip.person
        assert User.objects.get(pk=slip.person.pk).must_change_password
    acts = AuditEntry.objects.filter(action="person.first_password")
    assert {int(entry.object_id) for entry in acts} == {slip.person.pk for slip in slips}
    assert not any(slip.password in str((e.before, e.after)) for slip in slips for e in acts)


def test_sent_twice_it_gives_the_same_and_writes_nothing_more(county):
    nonce = uuid4()
    first, again = (give(county, county.An, county.Bo, nonce=nonce) for _twice in range(2))
    assert first == again
    assert GivenPassword.objects.count() == 2
    anew = give(county, county.An)
    assert anew[0].password not in {slip.password for slip in first}
    with pytest.raises(Refused, match="no longer holds"):
        give(county, county.An, county.Bo, nonce=nonce)


def test_it_holds_through_the_day_printed_on_the_slip(county):
    [slip] = give(county, county.An)
    enter = {"account": county.An.staff_number, "password": slip.password, "address": ""}
    with pytest.raises(Refused, match="no longer valid"):
        admit(**enter, now=NOW + HOLDS)
    last = slip.last_day
    assert last == last_day_of(NOW) == (NOW + HOLDS - days(1)).date()


def test_nobody_of_another_county_and_nobody_without_the_right(county):
    elsewhere = make_person("Elsewhere", county=make_county("Other"))
    with pytest.raises(Refused, match="nobody was chosen"):
        give(county, elsewhere)
    with pytest.raises(Refused, match="nobody was chosen"):
        give(county, county.An, by=actor(county.Old))
    assert not GivenPassword.objects.exists()


def test_from_the_list_to_the_slips(client, county):
    client.force_login(county.office)
    listed = client.get(LIST, {"unit": county.first.pk}).content.decode()
    assert "Zhou" in listed
    assert county.An.staff_number not in listed
    asked = client.post(GIVE, {"person": [county.Zhou.pk, county.An.pk]})
    assert not GivenPassword.objects.exists(), "a question first"
    form = asked.context["form"]
    sent = {"nonce": form["nonce"].value(), "people": form["people"].value()}
    slips = client.post(GIVE, sent)
    assert "no-store" in slips["Cache-Control"]
    shown = SHOWN.findall(slips.content.decode())
    assert len(set(shown)) == 2
    assert SHOWN.findall(client.post(GIVE, sent).content.decode()) == shown, "reloaded"
    assert not set(shown) & set(SHOWN.findall(client.get(LIST).content.decode()))
    everybody = client.post(GIVE, {"all": "1", "of": "show=none"})
    assert [person.name for person in everybody.context["people"]] == ["Bo"]


@pytest.mark.parametrize(
    "sent",
    [
        {"nonce": "x", "people": "1"},
        {"nonce": str(uuid4()), "people": ""},
        {"nonce": str(uuid4()), "people": "1 x \x00 99999999999999999999"},
    ],
)
def test_what_makes_no_sense_gets_a_sentence(client, county, sent):
    client.force_login(county.office)
    assert client.post(GIVE, sent).status_code == 422


def test_tabs_say_whose_password_is_over(client, county, now):
    give(county, county.An)
    client.force_login(county.office)
    counts = client.get(LIST).context["listing"].counts
    assert (counts["holds"], counts["over"]) == (1, 0)
    now.move_to(NOW + HOLDS)
    client.force_login(county.office)
    counts = client.get(LIST).context["listing"].counts
    assert (counts["holds"], counts["over"]) == (0, 1)
