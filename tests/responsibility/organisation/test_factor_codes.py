"""The codes of a second factor: which of them open, and how often."""

from datetime import timedelta

import pytest
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from responsibility.organisation.second_factor.codes import (
    RECOVERY_CODES,
    new_recovery_codes,
    plain,
    step_of,
)
from responsibility.organisation.second_factor.factor import (
    APP,
    RECOVERY,
    factor_of,
    recovery_left,
    use_code,
)
from responsibility.organisation.second_factor.set_up import renew_recovery_codes
from tests.make import (
    NOW,
    actor,
    code_of,
    make_person,
    with_factor,
)

pytestmark = pytest.mark.django_db
STEP = timedelta(seconds=30)


@pytest.fixture
def person():
    return make_person(staff_number="S-007")


@pytest.fixture
def device(person):
    return with_factor(person)


@pytest.mark.parametrize(
    "steps, counts", [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_a_step_behind_or_ahead(person, device, steps, counts):
    code = code_of(device, NOW + steps * STEP)
    assert use_code(person, code, now=NOW) == (APP if counts else "")


def test_a_code_opens_once_and_no_earlier_one_after_it(person, device):
    code, before = code_of(device, NOW), code_of(device, NOW - STEP)
    assert use_code(person, code, now=NOW) == APP
    assert use_code(person, code, now=NOW) == ""
    assert use_code(person, before, now=NOW) == ""
    assert use_code(person, code_of(device, NOW + STEP), now=NOW) == APP


def test_drift_is_not_learned(person, device):
    """A phone a step ahead does not open the step after that for the next time."""
    assert use_code(person, code_of(device, NOW + STEP), now=NOW) == APP
    later = NOW + 10 * STEP
    assert use_code(person, code_of(device, later + 2 * STEP), now=later) == ""


NO_CODES = ["", "12345", "1234567", "abcdef", "-12345", "１２３", "①②③", "٣٣٣٣٣٣", "\u00b9" * 5]


@pytest.mark.parametrize("typed", NO_CODES)
def test_what_is_no_code_is_refused(person, device, typed):
    assert step_of(device, plain(typed), now=NOW) is None
    assert use_code(person, typed, now=NOW) == ""


@pytest.mark.parametrize("write", [
    lambda code: f" {code[:3]} {code[3:]} ",
    lambda code: f"{code[:3]}-{code[3:]}",
    lambda code: "".join(chr(ord(digit) + 0xFEE0) for digit in code),
])  # fmt: skip
def test_blanks_hyphens_and_wide_digits_do_not_matter(person, device, write):
    assert use_code(person, write(code_of(device, NOW)), now=NOW) == APP


def test_a_code_of_somebody_else_opens_nothing(person, device):
    other = with_factor(make_person())
    assert use_code(person, code_of(other, NOW), now=NOW) == ""
    assert use_code(make_person(), code_of(other, NOW), now=NOW) == ""


def test_a_device_not_confirmed_counts_for_nothing(person, device):
    TOTPDevice.objects.update(confirmed=False)
    assert factor_of(person) is None
    assert use_code(person, code_of(device, NOW), now=NOW) == ""


def test_a_recovery_code_opens_once_however_it_is_typed(person, device):
    codes = renew_recovery_codes(by=actor(person), now=NOW)
    assert len(set(codes)) == RECOVERY_CODES == recovery_left(person)
    assert use_code(person, codes[3].upper().replace("-", " "), now=NOW) == RECOVERY
    assert use_code(person, codes[3], now=NOW) == ""
    assert recovery_left(person) == RECOVERY_CODES - 1
    renew_recovery_codes(by=actor(person), now=NOW)
    assert use_code(person, codes[4], now=NOW) == ""
    assert recovery_left(person) == RECOVERY_CODES


def test_nobody_reads_a_recovery_code_from_the_database(person, device):
    codes = renew_recovery_codes(by=actor(person), now=NOW)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert not kept & {*codes, *map(plain, codes)}
    other = with_factor(make_person())
    assert all(use_code(other.user, each, now=NOW) == "" for each in [*codes, *kept])
    assert not set(new_recovery_codes()) & set(codes)
