"""Trusted phones, the list of one's devices, and what ends sessions."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from responsibility.organisation.devices.browser import browser_of
from responsibility.organisation.devices.end import forget_ended_sessions
from responsibility.organisation.devices.models import Device
from tests.make import NOW, days, make_county, make_holder, make_person, make_unit

pytestmark = pytest.mark.django_db
PASSWORD = "long enough to be one"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; 2201) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49"
)
DESK = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/129.0 Safari/537.36 Edg/129.0"
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def county():
    return make_county()


@pytest.fixture
def person(county):
    person = make_holder(make_unit(county))[1]
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(person, agent=DESK, **more) -> Client:
    client = Client(headers={"user-agent": agent})
    sent = {"account": person.staff_number, "password": PASSWORD, **more}
    assert client.post(reverse("sign-in"), sent).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("devices")).status_code == 200


def keeper_of(county) -> Client:
    office = make_holder(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)[1]
    client = Client()
    client.force_login(office)
    return client


# How long


def test_a_session_ends_with_the_working_day(person, clock, settings):
    settings.IDLE_MINUTES = 0  # tests/responsibility/organisation/test_again.py
    client = sign_in(person)
    clock.shift(timedelta(hours=11, minutes=59))
    assert is_in(client)
    clock.shift(timedelta(minutes=1))
    assert not is_in(client)


def test_a_trusted_phone_stays_thirty_days_and_not_longer_however_much_it_is_used(person, clock):
    client = sign_in(person, PHONE, trusted="on")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 3600
    for _day in range(29):
        clock.shift(days(1))
        assert is_in(client)
    clock.shift(timedelta(hours=23, minutes=59))
    assert is_in(client)
    clock.shift(timedelta(minutes=1))
    assert not is_in(client)


def test_a_system_administrators_phone_is_never_trusted(person):
    type(person).objects.update(is_system_administrator=True)
    sign_in(person, PHONE, trusted="on")
    device = Device.objects.get()
    assert (device.trusted, device.until) == (False, NOW + timedelta(hours=12))


def test_that_a_phone_is_trusted_is_audited(person):
    sign_in(person)
    sign_in(person, trusted="on")
    entries = AuditEntry.objects.filter(action="sign_in.admit").order_by("pk")
    assert [entry.after for entry in entries] == [None, {"trusted": True}]


# The list


def test_one_sees_where_one_is_signed_in_and_nobody_elses(person, clock, settings):
    settings.IDLE_MINUTES = 0
    sign_in(make_and_give_password(), PHONE)
    desk = sign_in(person)
    clock.shift(timedelta(hours=1))
    sign_in(person, PHONE, trusted="on")
    desk.cookies["django_language"] = "en"
    page = desk.get(reverse("devices"))
    names = [device.name for device in page.context["devices"]]
    assert len(names) == 2
    text = page.content.decode()
    assert text.index("WeChat on Android") < text.index("Edge on Windows") < text.index("this dev")
    assert text.count("this device") == 1
    assert "ends 24 Oct 11:20" in text


def make_and_give_password():
    other = make_person()
    other.set_password(PASSWORD)
    other.save()
    return other


def test_the_day_of_last_use_is_noted_once_a_day(person, clock, django_assert_num_queries):
    client = sign_in(person, PHONE, trusted="on")
    is_in(client)
    clock.shift(days(3))
    is_in(client)
    assert Device.objects.get().seen_on == (NOW + days(3)).date()
    Device.objects.update(seen_on=NOW.date())
    is_in(client)
    assert Device.objects.get().seen_on == NOW.date(), "no second write on that day"


@pytest.mark.parametrize(
    ("agent", "codes"),
    [
        (PHONE, ("wechat", "android")),
        (DESK, ("edge", "windows")),
        ("Mozilla/5.0 (iPhone; CPU) Version/17.0 Mobile/15E148 Safari/604.1", ("safari", "iphone")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0", ("firefox", "linux")),
        ("", ("other", "other")),
        ("<script>" * 500, ("other", "other")),
    ],
)
def test_a_browser_is_told_in_plain_words(agent, codes):
    assert browser_of(agent) == codes


# The ends


def test_one_device_is_signed_out(person):
    desk, phone = sign_in(person), sign_in(person, PHONE)
    device = Device.objects.get(browser="wechat")
    assert desk.post(reverse("device-end", args=[device.pk])).url == reverse("devices")
    assert (is_in(desk), is_in(phone)) == (True, False)
    entry = AuditEntry.objects.get(action="device.end")
    assert (entry.user, entry.after) == (person, {"browser": "wechat", "system": "android"})


def test_all_others_are_signed_out(person):
    desk, phone, tablet = sign_in(person), sign_in(person, PHONE), sign_in(person)
    stranger = sign_in(make_and_give_password())
    desk.post(reverse("device-end-others"))
    assert [is_in(one) for one in (desk, phone, tablet, stranger)] == [True, False, False, True]
    assert AuditEntry.objects.get(action="device.end_others").after == {"devices": 2}


def test_anothers_device_is_not_there(person):
    sign_in(person)
    stranger = sign_in(make_and_give_password())
    device = Device.objects.get(user=person)
    assert stranger.post(reverse("device-end", args=[device.pk])).status_code == 404
    assert Device.objects.filter(pk=device.pk).exists()


def test_signing_out_ends_the_session_and_is_audited(person):
    client = sign_in(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("sign-out"))
    assert not Device.objects.exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert not is_in(client)
    assert AuditEntry.objects.get(action="sign_in.leave").user == person


def test_nobody_signs_out_who_is_not_in(client):
    client.post(reverse("sign-out"))
    assert not AuditEntry.objects.exists()


def test_a_new_password_ends_all_other_sessions_and_keeps_this_device(person):
    desk, phone = sign_in(person), sign_in(person, PHONE, trusted="on")
    before = phone.session.session_key
    new = {"new_password1": "quite another one", "new_password2": "quite another one"}
    phone.post(reverse("password-change"), {"old_password": PASSWORD, **new})
    assert (is_in(desk), is_in(phone)) == (False, True)
    device = Device.objects.get()
    assert (device.browser, device.trusted) == ("wechat", True)
    assert device.until == NOW + days(30)
    assert device.session_id == phone.session.session_key != before


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("person-sign-out", {}),
        ("person-password", {}),
        ("person-close", {"last_on": NOW.date(), "seen": NOW.date()}),
    ],
)
def test_the_office_ends_a_persons_sessions(county, person, page, sent):
    desk, phone = sign_in(person), sign_in(person, PHONE, trusted="on")
    answer = keeper_of(county).post(reverse(page, args=[person.pk]), sent)
    assert answer.status_code in (200, 302)
    assert not is_in(desk)
    assert not is_in(phone)
    assert not Device.objects.exists()


def test_who_is_signed_out_by_the_office_may_come_in_again(county, person):
    sign_in(person)
    keeper_of(county).post(reverse("person-sign-out", args=[person.pk]))
    assert AuditEntry.objects.get(action="person.sign_out").after == {"devices": 1}
    assert is_in(sign_in(person))


def test_sessions_that_ended_are_forgotten_with_their_devices(person):
    sign_in(person)
    sign_in(person, PHONE, trusted="on")
    assert forget_ended_sessions(now=NOW + timedelta(hours=12)) == 0
    assert forget_ended_sessions(now=NOW + timedelta(hours=12, seconds=1)) == 1
    assert Session.objects.count() == Device.objects.filter(trusted=True).count() == 1


def test_the_admin_has_no_door_of_its_own(client, person):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/sign-in/?next=/admin/"
    sent = {"username": person.staff_number, "password": PASSWORD}
    stopped = client.post("/admin/login/", sent)
    assert stopped.status_code == 401 and PASSWORD not in stopped.content.decode()
    client.force_login(person)
    assert client.get("/admin/login/?next=/admin/").url == "/"
