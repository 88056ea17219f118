"""Entering one's own password once more, signed in: who walked up to an open desk cannot."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.sign_in.attempts import (
    TooManyAttempts,
    forget_attempts,
    note_attempt,
)

ENTERED = "password_at"  # seconds since 1970, in the session


def note_entered(session: SessionBase, *, now: datetime) -> None:
    """The password has just been entered in `session`."""
    session[ENTERED] = int(now.timestamp())


def entered_lately(session: SessionBase, *, now: datetime) -> bool:
    """Whether it was within settings.PASSWORD_MINUTES; 0: that is not asked."""
    holds = timedelta(minutes=settings.PASSWORD_MINUTES)
    return not holds or now.timestamp() - session.get(ENTERED, 0) < holds.total_seconds()


def confirm_password(*, own_password: str, browser: Browser, by: Actor, now: datetime) -> None:
    """Check the password of who is signed in; tries are counted as at the door (attempts.py).

    Not one transaction: an attempt must stay written when the password is wrong.

    Raises:
        TooManyAttempts: the password was not looked at.
        Refused: it is wrong.
    """
    account, mark = by.user.get_username(), browser.mark_for(by.user)
    try:
        note_attempt(account=account, address=by.address, browser=mark, now=now)
    except TooManyAttempts as refusal:
        if refusal.first:
            record_audit(by=by, now=now, action="sign_in.wait", about=by.user)
        raise
    if not by.user.check_password(own_password):
        record_audit(by=by, now=now, action="password.mistake", about=by.user)
        raise Refused(_("The password is not right."), field="own_password")
    forget_attempts(account=account, browser=mark)
