"""The second factor: set up, asked for after the password, required, turned off."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.devices.remembered import RememberedBrowser
from responsibility.organisation.posts.models import Membership
from responsibility.organisation.second_factor.codes import (
    RECOVERY_CODES,
    new_device,
)
from responsibility.organisation.second_factor.factor import (
    APP,
    factor_of,
    is_administrator,
    use_code,
)
from responsibility.organisation.second_factor.resets.administrators import administrators
from responsibility.organisation.second_factor.set_up import set_up_factor
from responsibility.organisation.sign_in.attempts import FREE, SignInAttempt
from tests.make import (
    NOW,
    actor,
    code_of,
    join,
    make_county,
    make_person,
    make_post,
    make_unit,
    nonce,
    with_factor,
)

pytestmark = pytest.mark.django_db
PASSWORD = "long enough to be one"
STEP = timedelta(seconds=30)
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def person():
    make_county()
    person = make_person(staff_number="S-007")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def device(person):
    return with_factor(person)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def hidden(answer) -> dict[str, str]:
    """The hidden fields of the page's form to the code."""
    page = answer.content.decode()
    form = re.search(r'<form[^>]* action="/sign-in/code/".*?</form>', page, re.S)
    return {name: unescape(value) for name, value in FIELD.findall(form[0])} if form else {}


def knock(client, password=PASSWORD, **more):
    return client.post(reverse("sign-in"), {"account": "S-007", "password": password, **more})


def enter(client, code, *, passed=None, **more):
    passed = passed or hidden(knock(client))
    return client.post(reverse("sign-in-code"), passed | {"code": code} | more)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


# Setting up


def test_set_up_by_the_first_code(person):
    number = nonce()
    shown = new_device(person, number)
    with pytest.raises(Refused, match="not right"):
        set_up_factor(nonce=number, code="000000", this=None, by=actor(person), now=NOW)
    assert factor_of(person) is None
    code = code_of(shown, NOW)
    codes = set_up_factor(nonce=number, code=code, this=None, by=actor(person), now=NOW)
    assert len(codes) == RECOVERY_CODES
    assert use_code(person, code, now=NOW) == "", "the first code is used up"
    with pytest.raises(Refused, match="already"):
        set_up_factor(nonce=number, code=code, this=None, by=actor(person), now=NOW)
    assert new_device(make_person(), number).key != shown.key, "nobody else's form shows it"


def test_the_page_shows_the_same_secret_again_and_goes_on_as_the_same_session(client, person):
    knock(client)
    other = Client()
    knock(other)
    page = client.get(reverse("second-factor"))
    number = page.context["nonce"]
    wrong = client.post(reverse("second-factor"), {"nonce": number, "code": "000000"})
    assert wrong.status_code == 422
    assert (wrong.context["qr"], wrong.context["nonce"]) == (page.context["qr"], number)
    code = code_of(new_device(person, number), NOW)
    done = client.post(reverse("second-factor"), {"nonce": number, "code": code})
    assert len(done.context["codes"]) == RECOVERY_CODES
    assert client.get(reverse("second-factor")).status_code == 200
    assert other.get(reverse("second-factor")).status_code == 302, "other sessions have ended"
    assert done.context["codes"][0] not in client.get(reverse("second-factor")).content.decode()


def test_a_number_that_is_none_gets_another_page(client, person):
    knock(client)
    answer = client.post(reverse("second-factor"), {"nonce": "x", "code": "000000"})
    assert answer.status_code == 422 and answer.context["nonce"]


def test_turning_it_off_asks_for_the_password(client, person, device, settings):
    settings.PASSWORD_MINUTES = 15
    client.force_login(person)
    for name in ("second-factor-off", "second-factor-codes"):
        assert client.post(reverse(name)).status_code == 401
    assert factor_of(person)
    own = {"own_password": PASSWORD}
    assert client.post(reverse("second-factor-off"), own).status_code == 302
    assert factor_of(person) is None and not StaticToken.objects.exists()
    assert not hidden(knock(Client()))


# At the door


def test_no_session_before_the_code(client, person, device):
    answer = knock(client, next="/password/")
    assert answer.status_code == 200 and not is_in(client)
    assert client.get(reverse("home")).url.startswith("/sign-in/")
    assert client.get(reverse("sign-in-code")).url == reverse("sign-in")
    done = enter(client, code_of(device, NOW), passed=hidden(answer))
    assert (done.status_code, done.url) == (302, "/password/")
    entry = AuditEntry.objects.get(action="sign_in.admit")
    assert (entry.user, entry.after) == (person, {"factor": APP})


def test_a_wrong_password_asks_for_no_code(client, person, device):
    assert not hidden(knock(client, "wrong"))


def test_a_code_used_to_enter_enters_no_second_time(client, person, device):
    code = code_of(device, NOW)
    enter(client, code)
    other = Client()
    assert enter(other, code).status_code == 422 and not is_in(other)


def test_wrong_codes_count_as_wrong_passwords(client, person, device, clock):
    passed = hidden(knock(client))  # the password is an attempt, too
    for _each in range(FREE - 1):
        assert enter(client, "000000", passed=passed).status_code == 422
    late = enter(client, code_of(device, NOW), passed=passed)
    assert late.status_code == 429 and late.headers["Retry-After"] == "60"
    assert "_auth_user_id" not in client.session
    assert knock(client).status_code == 429, "nor does the password help"
    assert AuditEntry.objects.filter(action="sign_in.wrong_code").count() == FREE - 1
    clock.move_to(NOW + timedelta(minutes=1))
    assert (
        enter(client, code_of(device, NOW + timedelta(minutes=1)), passed=passed).status_code == 302
    )
    assert not SignInAttempt.objects.exists()


def test_the_right_password_between_codes_forgets_no_attempt(client, person, device):
    for _each in range(FREE // 2):
        enter(client, "000000")
    assert SignInAttempt.objects.count() == FREE // 2 * 2


@pytest.mark.parametrize("minutes, holds", [(9.9, True), (10.1, False)])
def test_the_password_holds_ten_minutes_for_the_code(client, person, device, clock, minutes, holds):
    passed, later = hidden(knock(client)), NOW + timedelta(minutes=minutes)
    clock.move_to(later)
    answer = enter(client, code_of(device, later), passed=passed)
    assert is_in(client) is holds
    if not holds:
        assert answer.status_code == 403 and "重新输入密码" in answer.content.decode()


@pytest.mark.parametrize("spoil", [
    lambda person: (person.set_password("another long one"), person.save()),
    lambda person: (setattr(person, "is_active", False), person.save()),
    lambda person: (setattr(person, "session_stamp", "ended"), person.save()),
], ids=["password changed", "account closed", "sessions ended"])  # fmt: skip
def test_what_happened_meanwhile_ends_it(client, person, device, spoil):
    passed = hidden(knock(client))
    spoil(person)
    enter(client, code_of(device, NOW), passed=passed)
    assert not is_in(client)


@pytest.mark.parametrize("passed", ["", "x", "1:2:3"])
def test_a_forged_note_opens_nothing(client, person, device, passed):
    answer = enter(client, code_of(device, NOW), passed={"passed": passed})
    assert answer.status_code == 403 and not is_in(client)


@pytest.mark.parametrize("table", ["otp_totp_totpdevice", "otp_static_statictoken"])
def test_a_database_that_does_not_answer_opens_no_door(client, person, device, table):
    passed = hidden(knock(client))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO gone")
    with pytest.raises(DatabaseError):
        enter(client, "abcd-efgh", passed=passed)
    connection.needs_rollback = False
    assert not is_in(Client())


def test_what_was_typed_signed_out_comes_back_after_the_code(client, person, device):
    knock(client)
    stopped = client.post(reverse("preferences"), {"words": "typed by somebody signed out"})
    typed = FIELD.findall(stopped.content.decode())
    carried = {name: unescape(value) for name, value in typed if name in ("typed", "next")}
    passed = hidden(knock(client, **carried))
    assert passed["typed"] == carried["typed"]
    answer = enter(client, code_of(device, NOW), passed=passed)
    assert "typed by somebody signed out" in answer.content.decode()


# A browser remembered


@pytest.mark.parametrize("days, asked", [(0, False), (29.9, False), (30, True)])
def test_where_it_was_ticked_no_code_is_asked_for_30_days(
    client, person, device, clock, days, asked
):
    enter(client, code_of(device, NOW), remember="on")
    client.post(reverse("sign-out"))
    clock.move_to(NOW + timedelta(days=days))
    assert bool(hidden(knock(client))) is asked
    assert is_in(client) is not asked
    assert hidden(knock(Client())), "on another browser it is"


def test_without_the_tick_it_is_asked_each_time(client, person, device):
    enter(client, code_of(device, NOW))
    client.post(reverse("sign-out"))
    assert hidden(knock(client)) and not RememberedBrowser.objects.exists()


def test_a_browser_is_remembered_for_who_ticked_it_alone(client, person, device):
    enter(client, code_of(device, NOW), remember="on")
    client.post(reverse("sign-out"))
    other = make_person(staff_number="S-008")
    other.set_password(PASSWORD)
    other.save()
    with_factor(other)
    page = client.post(reverse("sign-in"), {"account": "S-008", "password": PASSWORD})
    assert hidden(page)


@pytest.mark.parametrize("name", ["device-end-others", "second-factor-everywhere"])
def test_signing_out_everywhere_asks_again(client, person, device, name):
    enter(client, code_of(device, NOW), remember="on")
    client.post(reverse(name))
    client.post(reverse("sign-out"))
    assert hidden(knock(client))


# Who must


def office():
    return make_post(make_unit(make_county(), kind="office"), Role.COMMISSION_OFFICE)


WHO = {
    "administrator": (lambda: make_person(is_system_administrator=True), True),
    "auditor": (lambda: make_person(is_auditor=True), True),
    "office": (lambda: join(office(), role="member"), True),
    "clerk of the office": (lambda: join(office(), role=Membership.Role.CLERK), False),
    "closed": (lambda: make_person(is_auditor=True, is_active=False), False),
    "anybody": (make_person, False),
}


@pytest.mark.parametrize("who", WHO)
def test_who_must_have_one_is_said_once(who):
    """For one person and for the list of all."""
    make, must = WHO[who]
    person = make()
    assert is_administrator(person, at=NOW) is must
    assert administrators(at=NOW).filter(pk=person.pk).exists() is must


@pytest.fixture
def administrator(person, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    person.is_system_administrator = True
    person.save()
    return person


def test_who_must_and_has_not_reaches_nothing_else(client, administrator):
    knock(client)
    home = client.get(reverse("people") + "?q=a")
    assert home.url == reverse("second-factor") + "?next=%2Forganisation%2Fpeople%2F%3Fq%3Da"
    assert client.get("/admin/").url.startswith(reverse("second-factor"))
    part = client.get(reverse("people"), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == reverse("second-factor")
    sent = client.post(reverse("power-propose"), {"basis": "the words that were typed"})
    assert sent.status_code == 401 and sent.context["typed"]
    number = sent.context["nonce"]
    code = code_of(new_device(administrator, number), NOW)
    typed = dict(FIELD.findall(sent.content.decode())) | {"nonce": number, "code": code}
    codes = client.post(reverse("second-factor"), typed)
    carried = {"typed": unescape(typed["typed"]), "next": "/"}
    assert codes.context["typed"].words == ["the words that were typed"]
    onward = client.post(reverse("sign-in"), carried)
    assert "the words that were typed" in onward.content.decode()
    assert client.get(reverse("people")).status_code == 200
    assert client.post(reverse("second-factor-off")).status_code == 302
    assert factor_of(administrator), "who must have one does not turn it off"


def test_where_it_is_not_required_nobody_is_led_there(client, administrator, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    knock(client)
    assert client.get(reverse("people")).status_code == 200


def test_a_password_that_was_given_is_changed_first(client, administrator):
    administrator.must_change_password = True
    administrator.save()
    knock(client)
    assert client.get(reverse("home")).url == reverse("password-change")
    new = {"new_password1": "another long one", "new_password2": "another long one"}
    client.post(reverse("password-change"), new)
    assert client.get(reverse("home")).url.startswith(reverse("second-factor"))
