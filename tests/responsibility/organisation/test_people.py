"""People: registered, changed, given a new password, closed; found by name and pinyin."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.masked import masked
from pages.refused import Refused
from responsibility.organisation.people.close_account import close_account, reopen_account
from responsibility.organisation.people.models import User
from responsibility.organisation.people.one_time_password import password_of
from responsibility.organisation.people.phone import normal_phone
from responsibility.organisation.people.pinyin import pinyin_of
from responsibility.organisation.people.register import change_person, register_person
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.units.models import Unit
from tests.make import NOW, actor, appoint, join, make_person

TODAY = date(2026, 9, 24)
MOBILE = "13800002046"


def register(county, **over):
    values = {"staff_number": "A1", "name": "\u5468\u660e\u8fdc", "phone": MOBILE} | over
    return register_person(county_id=county.unit.pk, by=county.by, now=NOW, **values)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (MOBILE, "+8613800002046"),
        (" 138 0000 2046 ", "+8613800002046"),
        ("138-0000-2046", "+8613800002046"),
        ("+8613800002046", "+8613800002046"),
        ("008613800002046", "+8613800002046"),
        ("+85290000000", "+85290000000"),
        ("8613800002046", "+8613800002046"),
        ("86 138 0000 2046", "+8613800002046"),
        ("\uff11\uff13\uff18\uff10\uff10\uff10\uff10\uff12\uff10\uff14\uff16", "+8613800002046"),
        ("1380000204\uff16", "+8613800002046"),
        ("\uff0b8613800002046", "+8613800002046"),
        ("+861380000204\uff16", "+8613800002046"),
        ("\u202a+86 138 0000 2046\u202c", "+8613800002046"),
        ("\u200e138\u2011 0000\u20132046\ufeff", "+8613800002046"),
        ("+8529000000\uff10", "+85290000000"),
        ("", ""),
    ],
)
def test_a_number_is_kept_with_its_country_code(typed, kept):
    assert normal_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "1380000204",
        "138000020466",
        "+8612345678901",
        "abc",
        "02150",
        "861380000204",
        "1380000204\u0666",
        "+8529000000\u0660",
    ],
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Refused, match="digits, or a number abroad with its coun"):
        normal_phone(typed)


def test_pages_show_a_number_with_its_middle_hidden():
    assert masked("+8613800002046") == "138****2046"
    assert masked("+85290000000") == "+85****0000"
    assert masked("") == ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("\u5468\u660e\u8fdc", "zhou ming yuan"),
        ("\u66fe\u660e", "zeng ming"),  # a surname read otherwise than the word
        ("\u5355\u4e8e\u660e", "chan yu ming"),
        ("\u6b27\u9633 \u660e", "ou yang ming"),
        ("\u963f\u4f9d\u53e4\u4e3d\u00b7\u4e70\u4e70\u63d0", "a yi gu li mai mai ti"),
        ("\u4dae\u660e", "yan ming"),  # a rare character
        ("John Smith", "john smith"),
        ("\u88c5" * 60, ("zhuang " * 17)[:-1] + " z"),  # what is stored holds the first of it
    ],
)
def test_the_sort_key_is_the_reading_of_the_name(name, key):
    assert pinyin_of(name) == key


def test_who_is_registered_can_sign_in_with_the_password_shown_once(county):
    user, password = register(county)
    assert user.check_password(password)
    assert (user.phone, user.pinyin) == ("+8613800002046", "zhou ming yuan")
    entry = AuditEntry.objects.get(action="person.register")
    assert password not in str(entry.after)
    assert "2046" not in str(entry.after)


def test_a_staff_number_belongs_to_one_person(county):
    register(county)
    with pytest.raises(Refused, match="Another person has this staff number"):
        register(county, staff_number=" A1 ")
    other, _ = register(county, staff_number="A2")
    with pytest.raises(Refused, match="Another person has this staff number"):
        change_person(
            user_id=other.pk, staff_number="A1", name="Wu", phone="", by=county.by, now=NOW
        )


def test_nobody_is_registered_in_another_county(county, other):
    with pytest.raises(Unit.DoesNotExist):
        register_person(
            county_id=other.unit.pk, staff_number="B1", name="Wu", by=county.by, now=NOW
        )


def test_a_new_number_is_to_be_verified_anew_and_stays_out_of_the_audit(county):
    user, _ = register(county)
    User.objects.filter(pk=user.pk).update(phone_verified_at=NOW)
    fields = {"user_id": user.pk, "staff_number": "A1", "by": county.by, "now": NOW}
    change_person(name="Zhou", phone=MOBILE, **fields)
    user.refresh_from_db()
    assert user.phone_verified_at == NOW
    change_person(name="Zhou", phone="13900007715", **fields)
    user.refresh_from_db()
    assert user.phone_verified_at is None
    entry = AuditEntry.objects.filter(action="person.change").last()
    assert entry.after == {"staff_number": "A1", "name": "Zhou", "phone_changed": True}


def test_a_reading_given_by_hand_stays(county):
    user, _ = register(county, pinyin="Chou Ming")
    assert user.pinyin == "chou ming"


def test_a_new_password_is_another_one_each_time_and_ends_the_old(county):
    user, first = register(county)
    second = reset_password(user_id=user.pk, by=county.by, now=NOW)
    user.refresh_from_db()
    assert first != second
    assert user.check_password(second)
    assert not user.check_password(first)
    assert AuditEntry.objects.filter(action="person.reset_password").exists()
    assert len({password_of(uuid4(), user_id=1) for _ in range(100)}) == 100


def test_nobody_resets_or_closes_their_own(county):
    own = county.by.user.pk
    with pytest.raises(Refused, match="Change your own password in the account"):
        reset_password(user_id=own, by=county.by, now=NOW)
    with pytest.raises(Refused, match="Nobody closes their own account"):
        close_account(user_id=own, last_on=TODAY, by=county.by, now=NOW)


@pytest.mark.parametrize("power", ["is_system_administrator", "is_auditor"])
def test_the_office_cannot_become_an_administrator_or_auditor(county, power):
    user = make_person(county=county.unit, **{power: True})
    with pytest.raises(User.DoesNotExist):
        reset_password(user_id=user.pk, by=county.by, now=NOW)


def test_the_office_cannot_become_somebody_of_another_county(county, other):
    user = make_person(county=county.unit)
    appoint(county.head, user, end=TODAY)
    assert reset_password(user_id=user.pk, by=county.by, now=NOW)
    join(other.committee, user)
    with pytest.raises(User.DoesNotExist):
        reset_password(user_id=user.pk, by=county.by, now=NOW)


def test_the_system_administrator_keeps_all_accounts(county):
    administrator = actor(make_person(is_system_administrator=True))
    user, _ = register(county)
    assert reset_password(user_id=user.pk, by=administrator, now=NOW)


def test_a_closed_account_ends_what_the_person_holds_and_can_be_opened_again(county):
    user, _ = register(county)
    appoint(county.head, user)
    join(county.committee, user)
    close_account(user_id=user.pk, last_on=TODAY, by=county.by, now=NOW)
    user.refresh_from_db()
    assert not user.is_active
    assert user.appointments.get().period.upper == date(2026, 9, 25)
    assert user.memberships.get().period.upper == date(2026, 9, 25)
    reopen_account(user_id=user.pk, by=county.by, now=NOW)
    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("\u660e\u8fdc", True),
        ("zhoumingyuan", True),
        ("zhou ming", True),
        ("ZMY", True),
        ("zm", True),
        ("my", True),
        ("a1", True),
        ("yuanming", False),
        ("zy", False),
        ("%", False),
        (".*", False),
    ],
)
def test_people_are_found_by_name_pinyin_initials_and_staff_number(county, typed, found):
    user, _ = register(county)
    assert (user in User.objects.matching(typed)) is found


def test_the_office_sees_the_people_of_its_county_alone(county, other):
    mine, theirs, nobody = (
        make_person(county=county.unit), make_person(county=other.unit), make_person()
    )  # fmt: skip
    holder = appoint(county.head)
    seen = User.objects.visible_to(county.by.user, at=NOW)
    assert set(seen) == {mine, holder, county.by.user}
    assert set(User.objects.visible_to(theirs, at=NOW)) == {theirs}
    assert nobody in User.objects.visible_to(make_person(is_system_administrator=True), at=NOW)


def test_a_number_is_shown_in_full_for_a_purpose_that_is_noted(client, county):
    person, _password = register(county)
    with time_machine.travel(NOW, tick=False):
        client.force_login(county.by.user)
        page, address = (reverse(name, args=[person.pk]) for name in ("person", "person-number"))
        assert address in client.get(page).text
        assert person.phone not in client.get(page).text
        assert person.phone not in client.post(address, {"purpose": " "}).text
        assert not AuditEntry.objects.filter(action="person.show_number").exists()
        shown = client.post(address, {"purpose": "To call about the inspection."})
    assert person.phone in shown.text
    assert "no-store" in shown["Cache-Control"]
    noted = AuditEntry.objects.get(action="person.show_number")
    assert (noted.user, noted.object_id) == (county.by.user, str(person.pk))
    assert noted.after == {"purpose": "To call about the inspection."}
