"""Letting a person in by account and password, and by a code where a second factor is set up."""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.models import AuditEntry
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.devices.remembered import remember_browser
from responsibility.organisation.people.given import given_to
from responsibility.organisation.people.models import User
from responsibility.organisation.people.one_time_password import as_given
from responsibility.organisation.second_factor.factor import asks_code, use_code
from responsibility.organisation.sign_in.attempts import (
    SignInAttempt,
    TooManyAttempts,
    forget_attempts,
    note_attempt,
)
from responsibility.organisation.sign_in.passed import Passed

NOBODYS = Browser()
NOTED_EVERY = timedelta(hours=1)


class CodeNeeded(Exception):
    """The password of `user` was right; a code of the second factor lets them in."""

    def __init__(self, user: User):
        super().__init__(user.pk)
        self.user = user


def admit(
    *,
    account: str,
    password: str,
    address: str,
    now: datetime,
    trusted: bool = False,
    browser: Browser = NOBODYS,
) -> User:
    """Answer the person whose staff number and password these are.

    The answer and its time are the same for a wrong account, a wrong password and a closed
    account. Not one transaction: an attempt must stay written when the password is wrong.
    `trusted` is audited alone: that a phone is to stay signed in (devices/note.py).

    Raises:
        TooManyAttempts: see attempts.py; the password was not looked at.
        CodeNeeded: nobody is let in yet (admit_by_code), and the attempts go on counting.
        Refused: with a sentence for the person.
    """
    person = User.objects.of_account(account)
    mark = browser.mark_for(person)
    attempt = _attempt(person, account=account, mark=mark, address=address, now=now)
    given = given_to(person)
    user = authenticate(username=account, password=as_given(password) if given else password)
    if user is None:
        if person is None:
            _note_unknown(attempt, now=now)
        _note(person, "sign_in.refuse", address=address, now=now)
        raise Refused(
            _("The account or the password is not right. Check both and try again."),
            field="password",
        )
    needs_code = asks_code(user, mark=mark, at=now)
    if not needs_code:
        forget_attempts(account=account, browser=mark)
    if given:
        try:
            given.refuse_entry(browser, now=now)
        except Refused:
            _note(person, "sign_in.refuse", address=address, now=now)
            raise
    if needs_code:
        raise CodeNeeded(user)
    _note_admitted(user, {"trusted": True} if trusted else None, address=address, now=now)
    return user


def admit_by_code(
    *, passed: Passed, code: str, remember: bool, address: str, browser: Browser, now: datetime
) -> User:
    """Answer the person who has `passed` by the password, if `code` is one of theirs, which is used
    up by it. `remember`: ask for none on this browser (`marked`) for 30 days.

    Wrong codes count as wrong passwords do; not one transaction, for the same reason.

    Raises:
        TooManyAttempts: the code was not looked at.
        Refused: it is wrong, or used.
    """
    user = passed.user
    account, mark = user.get_username(), browser.mark_for(user)
    _attempt(user, account=account, mark=mark, address=address, now=now)
    how = use_code(user, code, now=now)
    if not how:
        _note(user, "sign_in.wrong_code", address=address, now=now)
        raise Refused(
            _("The code is not right, or it was used already. Wait for the next one."), field="code"
        )
    forget_attempts(account=account, browser=mark)
    if remember:
        remember_browser(user=user, mark=browser.mark, now=now)
    after = {"factor": how} | ({"trusted": True} if passed.trusted else {})
    _note_admitted(user, after, address=address, now=now)
    return user


def _attempt(person, *, account: str, mark: str, address: str, now: datetime) -> SignInAttempt:
    try:
        return note_attempt(account=account, address=address, browser=mark, now=now)
    except TooManyAttempts as refusal:
        if refusal.first:
            _note(person, "sign_in.wait", address=address, now=now)
        raise


def _note_admitted(user: User, after: dict | None, *, address: str, now: datetime) -> None:
    by = Actor(user, address)
    record_audit(by=by, now=now, action="sign_in.admit", about=user, after=after)


def _note(person: User | None, action: str, *, address: str, now: datetime) -> None:
    """Audit a refusal under the account it was aimed at; what was typed is not kept."""
    if person is not None:
        record_audit(by=Actor(None, address), now=now, action=action, about=person)


def _note_unknown(attempt: SignInAttempt, *, now: datetime) -> None:
    """Audit that somebody tries accounts that do not exist: once for each address in a while, or
    whoever tries fills the log. What was typed is not kept there, it may be a password."""
    entries = AuditEntry.objects.filter(action="sign_in.unknown", address=attempt.address)
    if not entries.filter(at__gt=now - NOTED_EVERY).exists():
        by = Actor(None, attempt.address)
        record_audit(by=by, now=now, action="sign_in.unknown", about=attempt)
