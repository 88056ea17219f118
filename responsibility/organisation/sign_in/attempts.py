"""Attempts to sign in that have not succeeded; whoever makes too many has to wait, ever longer.

A place is no person: a county sits behind one address, and whoever knows an account can type it.
So attempts are counted by account, apart for each browser the person is known on and together for
all others: wrong tries by strangers never keep somebody from signing in where they did before. An
address only slows down the browsers that are not known, by seconds.

An attempt is written down before its password is looked at, so that guesses sent side by side
count too. Success takes those of its account and browser away again. The table holds a day.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models

from pages.place import place_of

KEPT = timedelta(days=1)
FREE = 5  # attempts at an account before there is any wait
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
FREE_OF_ADDRESS = 20  # attempts from an address within its window
WINDOW_OF_ADDRESS = timedelta(minutes=15)
FIRST_OF_ADDRESS, LONGEST_OF_ADDRESS = timedelta(seconds=2), timedelta(seconds=30)


class SignInAttempt(models.Model):
    """`address` is the place that it counts for (pages/place.py).

    `browser` is the mark of a browser that the account is known on (devices/known.py), else "".

    `wait_noted`: that somebody had to wait after this attempt stands in the audit.
    """

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=32, blank=True, default="", db_default="")
    at = models.DateTimeField()
    wait_noted = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="sign_in_attempt_at"),
            models.Index(fields=["account", "browser"], name="sign_in_attempt_account"),
            models.Index(fields=["address", "at"], name="sign_in_attempt_address"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.at:%Y-%m-%d %H:%M:%S}"


class TooManyAttempts(Exception):
    """No password is looked at before `until`; `first`: nobody was told so of this wait before."""

    def __init__(self, until: datetime, *, first: bool):
        super().__init__(until)
        self.until = until
        self.first = first


def wait_at_account(attempts: int) -> timedelta:
    """How long to wait after so many attempts at an account: 1 minute after 5, doubled by each
    further one, 15 minutes at most."""
    if attempts < FREE:
        return timedelta()
    return min(FIRST_WAIT * 2 ** min(attempts - FREE, 10), LONGEST_WAIT)


def wait_at_address(attempts: int) -> timedelta:
    """How long unknown browsers of an address wait: 2 seconds after 20 attempts, doubled by every
    20 further ones, 30 seconds at most."""
    if attempts < FREE_OF_ADDRESS:
        return timedelta()
    doublings = min(attempts // FREE_OF_ADDRESS - 1, 10)
    return min(FIRST_OF_ADDRESS * 2**doublings, LONGEST_OF_ADDRESS)


def normal(account: str) -> str:
    """The account as attempts are counted: without blanks around it, in small letters."""
    return account.strip().casefold()[:150]


def note_attempt(*, account: str, address: str, now: datetime, browser: str = "") -> SignInAttempt:
    """Write one attempt down and return it.

    `browser` is the mark of a browser on which the person is known. An empty address (a socket in
    front of the server) has no limit of its own.

    Raises TooManyAttempts; this attempt is then not counted, so waiting helps.
    """
    SignInAttempt.objects.filter(at__lte=now - KEPT).delete()
    attempt = SignInAttempt.objects.create(
        account=normal(account), address=place_of(address), browser=browser, at=now
    )
    others = SignInAttempt.objects.exclude(pk=attempt.pk)
    alike = others.filter(account=attempt.account, browser=browser)
    waits = [_wait(alike, wait_at_account)]
    if address and not browser:
        since = now - WINDOW_OF_ADDRESS
        there = others.filter(address=attempt.address, browser="", at__gt=since)
        waits.append(_wait(there, wait_at_address))
    found = max((wait for wait in waits if wait and wait[0] > now), default=None)
    if found is None:
        return attempt
    attempt.delete()
    until, last = found
    fresh = SignInAttempt.objects.filter(pk=last, wait_noted=False)
    raise TooManyAttempts(until, first=bool(fresh.update(wait_noted=True)))


def _wait(attempts: models.QuerySet, rule: Callable[[int], timedelta]):
    """Until when to wait after `attempts`, and the id of the last of them; None without any."""
    last = attempts.order_by("-at", "-pk").values_list("at", "pk").first()
    return (last[0] + rule(attempts.count()), last[1]) if last else None


def forget_attempts(*, account: str, browser: str = "") -> None:
    """The account has signed in with that browser: its attempts there no longer count."""
    SignInAttempt.objects.filter(account=normal(account), browser=browser).delete()
