"""The codes of a second factor: six digits by the clock (TOTP, RFC 6238), and recovery codes.

django-otp keeps the devices and works the codes out. The instant is handed in, and no drift is
learned: a clock may be a step off, whatever it was before.
"""

import secrets
from base64 import b32encode
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from pages.clean import identifier
from responsibility.organisation.people.models import User
from responsibility.organisation.people.one_time_password import IN_A_GROUP, LETTERS

DIGITS = 6
DRIFT = 1  # steps of 30 seconds that a phone's clock may be behind or ahead
RECOVERY_CODES = 10


def new_device(user: User, nonce: UUID) -> TOTPDevice:
    """The device, not saved, that goes with a form's number: the same each time, so that a page
    shown again has the same QR code though its secret is kept nowhere; to know it takes the
    server's secret key."""
    mark = salted_hmac("second factor", f"{nonce} {user.pk}", algorithm="sha256")
    return TOTPDevice(user=user, name="app", key=mark.hexdigest()[:40], digits=DIGITS)


def secret_of(device: TOTPDevice) -> str:
    """The secret as it is typed into a phone, in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def plain(typed: str) -> str:
    """A code as it was meant: wide digits, large letters, blanks and hyphens do not matter."""
    return "".join(letter for letter in identifier(typed).lower() if letter.isalnum())


def step_of(device: TOTPDevice, typed: str, *, now: datetime) -> int | None:
    """The step of time whose code was `typed` (plain), if it counts at `now`: the present one, the
    one before or after it, and later than the last one used. None: it does not."""
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdecimal()):
        return None
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = now.timestamp()
    right = totp.verify(int(typed), tolerance=DRIFT, min_t=device.last_t + 1)
    return totp.t() if right else None


def new_recovery_codes() -> list[str]:
    """Ten codes such as "kfmw-3t7h", of 40 bits each."""
    return [
        "-".join(
            "".join(secrets.choice(LETTERS) for _letter in range(IN_A_GROUP)) for _group in "ab"
        )
        for _code in range(RECOVERY_CODES)
    ]


def digest_of(user: User, typed: str) -> str:
    """What is kept of a recovery code (plain): nobody can read the code from the database."""
    mark = salted_hmac("recovery code", f"{user.pk} {typed}", algorithm="sha256")
    return mark.hexdigest()[:16]
