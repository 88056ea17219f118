"""Setting up one's own second factor, new recovery codes, and turning it off."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.devices.remembered import forget_browsers
from responsibility.organisation.people.models import User
from responsibility.organisation.second_factor.codes import (
    digest_of,
    new_device,
    new_recovery_codes,
    plain,
    step_of,
)
from responsibility.organisation.second_factor.factor import factor_of, must_have, remove_factor


@transaction.atomic
def set_up_factor(
    *, nonce: UUID, code: str, this: str | None, by: Actor, now: datetime
) -> list[str]:
    """Set up the device that the form with the number `nonce` showed, confirmed by its first
    `code`; returns the recovery codes, which are kept nowhere as they are.

    All other sessions of the person end, but the one with the key `this`.

    Raises Refused: one is set up already, or the code is not right.
    """
    user = _locked(by)
    if factor_of(user):
        raise Refused(_("A second factor is set up already."))
    device = new_device(user, nonce)
    step = step_of(device, plain(code), now=now)
    if step is None:
        raise Refused(
            _("The code is not right. Enter the one that the app shows now. If it stays wrong, "
              "set the clock of the phone by the network."),
            field="code",
        )  # fmt: skip
    device.last_t, device.last_used_at = step, now
    device.save()
    codes = _give_recovery_codes(user)
    end_sessions(user=by.user, but=this)
    record_audit(by=by, now=now, action="factor.set_up", about=user)
    return codes


@transaction.atomic
def renew_recovery_codes(*, by: Actor, now: datetime) -> list[str]:
    """New recovery codes; those of before no longer hold.

    Raises Refused: no second factor is set up.
    """
    user = _with_factor(by)
    codes = _give_recovery_codes(user)
    record_audit(by=by, now=now, action="factor.new_codes", about=user)
    return codes


@transaction.atomic
def turn_off_factor(*, by: Actor, now: datetime) -> None:
    """Do without a second factor again.

    Raises Refused: none is set up, or the person must have one.
    """
    user = _with_factor(by)
    if must_have(user, at=now):
        raise Refused(_("Administrators, auditors and the commission office do not go without it."))
    remove_factor(user)
    record_audit(by=by, now=now, action="factor.turn_off", about=user)


@transaction.atomic
def ask_everywhere(*, by: Actor, now: datetime) -> int:
    """Ask for the code on every browser again; on how many it was not.

    Raises Refused: no second factor is set up.
    """
    user = _with_factor(by)
    browsers = forget_browsers(user)
    after = {"browsers": browsers}
    record_audit(by=by, now=now, action="factor.ask_everywhere", about=user, after=after)
    return browsers


def _locked(by: Actor) -> User:
    return User.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.user.pk)


def _with_factor(by: Actor) -> User:
    user = _locked(by)
    if factor_of(user) is None:
        raise Refused(_("No second factor is set up."))
    return user


def _give_recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = new_recovery_codes()
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=digest_of(user, plain(code))) for code in codes
    )
    return codes
