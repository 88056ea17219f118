"""Who has a second factor, who must have one, and whether a code opens."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from responsibility.organisation.devices.remembered import forget_browsers, remembered
from responsibility.organisation.people.models import User
from responsibility.organisation.second_factor.codes import digest_of, plain, step_of
from responsibility.organisation.standing import standing_of

APP, RECOVERY = "app", "recovery"
WAYS = {APP: _("code of the app"), RECOVERY: _("recovery code")}


def factor_of(user) -> TOTPDevice | None:
    """The device of `user`, where one is set up."""
    return TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).first()


def recovery_left(user) -> int:
    """How many recovery codes of `user` are unused."""
    return StaticToken.objects.filter(device__user_id=user.pk).count()


def is_administrator(user, *, at: datetime) -> bool:
    """Whether `user` is a system administrator, an auditor, or keeps the office: whose account
    opens those of others, or what the platform did."""
    standing = standing_of(user, at=at)
    powers = standing.is_system_administrator or standing.is_auditor
    return powers or bool(standing.office_counties)


def must_have(user, *, at: datetime) -> bool:
    """Whether `user` may not do without a second factor (settings.SECOND_FACTOR_REQUIRED)."""
    return settings.SECOND_FACTOR_REQUIRED and is_administrator(user, at=at)


def must_set_up(user, *, at: datetime) -> bool:
    """Whether `user` must have one and has none yet."""
    return must_have(user, at=at) and factor_of(user) is None


def asks_code(user, *, mark: str, at: datetime) -> bool:
    """Whether `user` is asked for a code after the password: one is set up, and this browser, of
    the mark `mark` ("": one the person is not known on), is not remembered."""
    if factor_of(user) is None:
        return False
    return not mark or not remembered(user, at=at).filter(mark=mark).exists()


@transaction.atomic
def use_code(user: User, typed: str, *, now: datetime) -> str:
    """Use up the code `typed`: APP or RECOVERY, or "" where it is none of `user` or used already.

    Two at once with the same code: the second one is refused.
    """
    devices = TOTPDevice.objects.select_for_update(no_key=True, of=("self",))
    device = devices.filter(user=user, confirmed=True).first()
    if device is None:
        return ""
    code = plain(typed)
    step = step_of(device, code, now=now)
    if step is not None:
        device.last_t, device.last_used_at = step, now
        device.save(update_fields=["last_t", "last_used_at"])
        return APP
    used = StaticToken.objects.filter(device__user=user, token=digest_of(user, code)).delete()[0]
    return RECOVERY if used else ""


def remove_factor(user: User) -> None:
    """Take the device and its recovery codes away; part of the verbs that audit it."""
    StaticDevice.objects.filter(user=user).delete()
    TOTPDevice.objects.filter(user=user).delete()
    forget_browsers(user)
