"""Letting a person in by account and password."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.organisation.people.models import User
from responsibility.organisation.sign_in.attempts import forget_attempts, note_attempt


def admit(
    *, account: str, password: str, address: str, now: datetime, trusted: bool = False
) -> User:
    """Answer the person whose staff number and password these are.

    The answer and its time are the same for a wrong account, a wrong password and a closed
    account. Not one transaction: an attempt must stay written when the password is wrong.
    `trusted` is audited alone: that a phone is to stay signed in (devices/note.py).

    Raises:
        TooManyAttempts: see sign_in_attempts; the password was not looked at.
        Refused: with a sentence for the person.
    """
    note_attempt(account=account, address=address, now=now)
    user = authenticate(username=account.strip(), password=password)
    if user is None:
        _note_refusal(account=account, address=address, now=now)
        raise Refused(
            _("The account or the password is not right. Check both and try again."),
            field="password",
        )
    forget_attempts(account=account)
    by, after = Actor(user, address), {"trusted": True} if trusted else None
    record_audit(by=by, now=now, action="sign_in.admit", about=user, after=after)
    return user


def _note_refusal(*, account: str, address: str, now: datetime) -> None:
    """Audit a refusal under the account it was aimed at; what was typed is not kept."""
    user = User.objects.filter(staff_number=account.strip()).first()
    if user is not None:
        record_audit(by=Actor(None, address), now=now, action="sign_in.refuse", about=user)
