"""Appointments: one holder at a time, from a day on, also one that has passed."""

import threading
from datetime import date

import pytest
from django.db import connection

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.appoint import appoint, end_appointment
from responsibility.organisation.posts.close import close_post
from responsibility.organisation.posts.models import Appointment, Post
from responsibility.organisation.standing import standing_of
from tests import make
from tests.make import NOW, START
from tests.responsibility.organisation.conftest import build_county

TODAY, YESTERDAY, TOMORROW = date(2026, 9, 24), date(2026, 9, 23), date(2026, 9, 25)


@pytest.fixture
def person(county):
    return make.make_person("Zhou", county=county.unit)


def put(county, person, first_on=TODAY, **over):
    return appoint(
        post_id=county.head.pk, user_id=person.pk, first_on=first_on, by=county.by, now=NOW, **over
    )


def end(county, appointment, last_on):
    return end_appointment(appointment_id=appointment.pk, last_on=last_on, by=county.by, now=NOW)


def test_nobody_appoints_themselves(county):
    with pytest.raises(Refused, match="Nobody gives themselves"):
        put(county, county.by.user)


def test_who_is_appointed_holds_the_post_from_that_day(county, person):
    appointment = put(county, person, TOMORROW, last_on=date(2026, 12, 31), acting=True)
    assert (appointment.period.lower, appointment.period.upper) == (TOMORROW, date(2027, 1, 1))
    assert standing_of(person, at=NOW).own_posts == set()
    assert standing_of(person, at=make.at("2026-09-25 00:00")).own_posts == {county.head.pk}
    entry = AuditEntry.objects.get(action="appointment.begin")
    assert entry.after["user"] == person.pk
    assert entry.post_id == county.office.posts.get().pk


def test_a_day_that_has_passed_is_allowed(county, person):
    assert put(county, person, date(2026, 9, 1)).period.lower == date(2026, 9, 1)


def test_a_post_is_held_by_one_and_the_refusal_says_by_whom_until_when(county, person):
    make.appoint(county.head, make.make_person("Wu"), end=date(2026, 10, 1))
    with pytest.raises(Refused, match="Wu holds this post, 1 Jan 2026 – 30 Sep 2026"):
        put(county, person)
    assert put(county, person, date(2026, 10, 1))


def test_an_open_appointment_is_said_to_be_open(county, person):
    make.appoint(county.head, make.make_person("Wu"))
    with pytest.raises(Refused, match="Wu holds this post, from 1 Jan 2026 without end"):
        put(county, person)


def test_the_running_appointment_ends_the_day_before_where_asked(county, person):
    before = make.appoint(county.head).appointments.get()
    put(county, person, ends_running=True)
    before.refresh_from_db()
    assert (before.period.lower, before.period.upper) == (START, TODAY)
    assert AuditEntry.objects.get(action="appointment.end").after["last_on"] == "2026-09-23"


def test_one_that_begins_on_the_same_day_is_not_ended(county, person):
    make.appoint(county.head, start=TODAY)
    with pytest.raises(Refused, match="Give that appointment a last day first,"):
        put(county, person, ends_running=True)


def test_a_later_appointment_is_in_the_way_also_where_the_running_one_ends(county, person):
    make.appoint(county.head, end=TOMORROW)
    make.appoint(county.head, make.make_person("Wu"), start=date(2026, 11, 1))
    with pytest.raises(Refused, match="Wu"):
        put(county, person, ends_running=True)
    running = county.head.appointments.get(period__contains=TODAY)
    assert running.period.upper == TOMORROW, "nothing of a refused appointment stays"
    assert put(county, person, ends_running=True, last_on=date(2026, 10, 31))


def test_a_collective_post_has_no_holder(county, person):
    with pytest.raises(Refused, match="This post belongs to its members"):
        appoint(
            post_id=county.committee.pk, user_id=person.pk, first_on=TODAY, by=county.by, now=NOW
        )


def test_days_the_wrong_way_round_are_refused(county, person):
    with pytest.raises(Refused, match="The last day lies before the first one"):
        put(county, person, last_on=YESTERDAY)


def test_nobody_holds_a_post_that_is_not_there(county, person):
    with pytest.raises(Refused, match="opened on 1 Jan 2026"):
        put(county, person, date(2025, 12, 31))
    close_post(post_id=county.head.pk, last_on=date(2026, 10, 31), by=county.by, now=NOW)
    with pytest.raises(Refused, match="after 31 Oct 2026"):
        put(county, person)
    assert put(county, person, last_on=date(2026, 10, 31))


def test_posts_and_people_of_another_county_are_out_of_reach(county, other, person):
    with pytest.raises(Post.DoesNotExist):
        appoint(post_id=other.head.pk, user_id=person.pk, first_on=TODAY, by=county.by, now=NOW)
    with pytest.raises(User.DoesNotExist):
        put(county, make.make_person(county=other.unit))


def test_a_closed_account_is_not_appointed(county, person):
    person.is_active = False
    person.save()
    with pytest.raises(User.DoesNotExist):
        put(county, person)


def test_an_appointment_gets_its_last_day_and_may_get_another(county, person):
    appointment = put(county, person)
    assert end(county, appointment, date(2026, 10, 31)).period.upper == date(2026, 11, 1)
    assert end(county, appointment, None).period.upper is None
    assert AuditEntry.objects.get(action="appointment.lengthen").before == {"last_on": "2026-10-31"}


def test_a_day_before_the_first_one_erases_nothing(county, person):
    appointment = put(county, person)
    with pytest.raises(Refused, match="before the first one, 24 Sep 2026"):
        end(county, appointment, YESTERDAY)
    assert standing_of(person, at=NOW).own_posts


def test_a_mistaken_entry_is_taken_back_for_a_reason(county, person):
    appointment = put(county, person)
    act = {"entries": "appointments", "entry_id": appointment.pk, "by": county.by, "now": NOW}
    take_back(reason="Another of that name.", **act)
    assert standing_of(User.objects.get(pk=person.pk), at=NOW).own_posts == set()
    noted = AuditEntry.objects.get(action="appointment.take_back")
    assert noted.before == {"first_on": "2026-09-24", "last_on": None}
    assert noted.after == {"taken_back": True, "reason": "Another of that name."}
    with pytest.raises(Appointment.DoesNotExist):
        end(county, appointment, None)
    with pytest.raises(Appointment.DoesNotExist):
        take_back(reason="Twice.", **act)
    assert put(county, person)


def test_a_longer_time_is_refused_where_somebody_follows(county, person):
    first = put(county, person, last_on=date(2026, 10, 31))
    put(county, make.make_person("Wu", county=county.unit), date(2026, 11, 1))
    with pytest.raises(Refused, match="Wu"):
        end(county, first, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_refused_with_a_sentence():
    county = build_county("Lan")
    people = [make.make_person(county=county.unit) for _ in range(2)]
    both_ready, outcomes = threading.Barrier(2), []

    def run(person):
        both_ready.wait()
        try:
            put(county, person)
            outcomes.append("held")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["held", "refused"]


@pytest.mark.parametrize(
    ("role", "how", "stays"),
    [
        ("head", "replaced", False),
        ("deputy", "replaced", False),
        ("member", "ended", False),
        ("clerk", "ended", True),  # a clerk has no seat
        ("head", "moves within the unit", True),
    ],
)
def test_seats_in_the_collective_post_end_with_the_appointment(county, person, role, how, stays):
    """Who no longer holds a post of the unit neither logs nor confirms for its committee."""
    appointment = put(county, person, first_on=date(2026, 1, 5))
    make.join(county.committee, person, role=role, grants=["log", "view"])
    if how == "moves within the unit":
        make.appoint(make.make_post(county.head.unit), person, date(2026, 2, 1))
    if how == "ended":
        end(county, appointment, YESTERDAY)
    else:
        put(county, make.make_person("Wu", county=county.unit), TODAY, ends_running=True)
    log_posts = standing_of(User.objects.get(pk=person.pk), at=NOW).log_posts
    assert (county.committee.pk in log_posts) == stays
