"""The head's seat goes over in the act of appointing the successor, and is taken back with it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from pages.refused import Refused
from responsibility.organisation.dated.restore import restore
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Membership
from responsibility.organisation.posts.take_seats import seats_offered
from responsibility.organisation.posts.usual import USUAL
from responsibility.tasks.appointing.appoint import appoint
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 24)


@pytest.fixture
def bureau(county):
    """A bureau whose secretary heads its committee."""
    county.old = make.appoint(county.head)
    make.join(county.committee, county.old, role="head", grants=["approve", "log", "view"])
    county.new = make.make_person(county=county.unit)
    return county


def put(bureau, post=None, seats=None, **over):
    post = post or bureau.head
    given = {"user_id": bureau.new.pk, "first_on": FIRST, "ends_running": True} | over
    seats = [bureau.committee.pk] if seats is None else seats
    return appoint(post_id=post.pk, by=bureau.by, now=NOW, seats=seats, **given)[0]


def heads(bureau, on=FIRST):
    rows = bureau.committee.memberships.filter(role="head", period__contains=on)
    return [row.user for row in rows]


def test_the_successor_heads_the_committee_from_the_first_day(bureau):
    appointment = put(bureau, last_on=date(2027, 9, 23), basis="No. 7")
    assert heads(bureau, date(2026, 9, 23)) == [bureau.old]
    assert heads(bureau) == [bureau.new]
    seat = appointment.seats.get()
    assert (seat.grants, seat.basis) == (["approve", "log", "view"], "No. 7")
    assert seat.period.upper == date(2027, 9, 24)


def test_what_is_not_ticked_is_not_taken(bureau):
    put(bureau, seats=[])
    assert heads(bureau) == []


def test_who_leads_the_unit_heads_a_committee_that_has_no_head(county):
    assert [(seat.post, seat.role) for seat in seats_offered(county.head, now=NOW)] == [
        (county.committee, Membership.Role.HEAD)
    ]
    deputy = make.make_post(county.bureau, "team_member", "Deputy")
    assert seats_offered(deputy, now=NOW) == []


def test_the_head_of_a_new_seat_may_what_a_head_usually_may(county):
    (seat,) = seats_offered(county.head, now=NOW)
    assert seat.grants == USUAL[Membership.Role.HEAD]


def test_a_seat_that_another_has_is_not_offered(bureau):
    bureau.committee.memberships.update(user=make.make_person())
    assert seats_offered(bureau.head, now=NOW) == []


def test_a_member_gives_the_seat_of_a_member(bureau):
    deputy = make.make_post(bureau.bureau, "team_member", "Deputy")
    make.join(bureau.committee, make.appoint(deputy), role="member", grants=["view"])
    seat = put(bureau, deputy).seats.get()
    assert (seat.role, seat.grants) == ("member", ["view"])


def test_a_vacant_post_still_has_its_seat(bureau):
    bureau.head.appointments.update(period=("2026-01-01", "2026-06-01"))
    bureau.committee.memberships.update(period=("2026-01-01", "2026-06-01"))
    put(bureau)
    assert heads(bureau) == [bureau.new]


def test_a_member_who_becomes_the_head_is_no_member_any_more(bureau):
    make.join(bureau.committee, bureau.new, role="deputy")
    put(bureau)
    theirs = bureau.committee.memberships.filter(user=bureau.new).order_by("period")
    assert [(row.role, row.period.upper) for row in theirs] == [
        ("deputy", FIRST),
        ("head", None),
    ]


def test_a_seat_of_another_post_is_not_taken(bureau):
    elsewhere = make.make_post(bureau.section, "party_committee", "Other")
    put(bureau, seats=[elsewhere.pk])
    assert not elsewhere.memberships.exists()


def test_it_is_taken_back_with_the_appointment_and_restored_with_it(bureau):
    appointment = put(bureau)
    act = {"entries": "appointments", "entry_id": appointment.pk, "by": bureau.by, "now": NOW}
    take_back(reason="Mistaken.", **act)
    assert heads(bureau) == []
    restore(reason="It was right.", **act)
    assert heads(bureau) == [bureau.new]


def test_it_is_not_restored_where_another_heads_the_committee_by_now(bureau):
    appointment = put(bureau)
    act = {"entries": "appointments", "entry_id": appointment.pk, "by": bureau.by, "now": NOW}
    take_back(reason="Mistaken.", **act)
    other = make.join(bureau.committee, role="head", start=FIRST)
    with pytest.raises(Refused, match="is the head"):
        restore(reason="It was right.", **act)
    assert heads(bureau) == [other]
    appointment.refresh_from_db()
    assert appointment.period.isempty
    restore(reason="Without the seat.", seats=False, **act)
    appointment.refresh_from_db()
    assert not appointment.period.isempty
    assert heads(bureau) == [other]


def test_somebody_of_another_county_by_now_is_not_restored(bureau):
    appointment = put(bureau, seats=[])
    act = {"entries": "appointments", "entry_id": appointment.pk, "by": bureau.by, "now": NOW}
    seen = User.objects.visible_to
    assert seen(bureau.by.user, at=NOW).filter(pk=bureau.new.pk).exists()
    take_back(reason="Mistaken.", **act)
    User.objects.filter(pk=bureau.new.pk).update(county=make.make_county("Far"))
    if seen(bureau.by.user, at=NOW).filter(pk=bureau.new.pk).exists():
        pytest.skip("an entry taken back keeps the person visible")
    with pytest.raises(Refused, match="no longer one of your county"):
        restore(reason="It was right.", **act)


def test_the_form_offers_it_ticked(client, bureau):
    with time_machine.travel(NOW, tick=False):
        client.force_login(bureau.by.user)
        address = reverse("appointment-new", args=[bureau.head.pk])
        page = client.get(address).text
        assert f'value="{bureau.committee.pk}"' in page
        assert page.count("checked") == 2  # with the running appointment's end
        typed = {"user": bureau.new.staff_number, "first_on": FIRST, "ends_running": "on"}
        answer = client.post(address, typed | {"seats": [bureau.committee.pk]}, follow=True)
    assert heads(bureau) == [bureau.new]
    assert "Committee" in str(list(answer.context["messages"])[0])
