"""Attempts to sign in that have not succeeded; whoever makes too many has to wait.

An attempt is written down before its password is looked at, so that guesses sent
side by side count too. Success and the passing of the window take it away again:
the table holds a quarter of an hour, and the audit keeps what must be kept.
"""

from datetime import datetime, timedelta

from django.db import models

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5  # attempts within the window
PER_ADDRESS = 20  # a whole office may stand behind one address


class SignInAttempt(models.Model):
    account = models.CharField(max_length=150)
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="sign_in_attempt_at")]

    def __str__(self) -> str:
        return f"{self.account} {self.at:%Y-%m-%d %H:%M:%S}"


class TooManyAttempts(Exception):
    """No password is looked at before `until`."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


def normal(account: str) -> str:
    """The account as attempts are counted: without blanks around it, in small letters."""
    return account.strip().casefold()[:150]


def note_attempt(*, account: str, address: str, now: datetime) -> None:
    """Write one attempt down.

    An empty address (a socket in front of the server) has no limit of its own.

    Raises TooManyAttempts when the account has made 5 within 15 minutes, or the
    address 20; this attempt is then not counted, so waiting helps.
    """
    SignInAttempt.objects.filter(at__lte=now - WINDOW).delete()
    attempt = SignInAttempt.objects.create(account=normal(account), address=address, at=now)
    others = SignInAttempt.objects.exclude(pk=attempt.pk)
    limits = [(others.filter(account=attempt.account), PER_ACCOUNT)]
    if address:
        limits.append((others.filter(address=address), PER_ADDRESS))
    waits = [_free_again(attempts, most) for attempts, most in limits]
    if any(waits):
        attempt.delete()
        raise TooManyAttempts(max(wait for wait in waits if wait))


def _free_again(attempts: models.QuerySet, most: int) -> datetime | None:
    """When the newest `most` attempts will no longer all be within the window; None: at once."""
    newest = list(attempts.order_by("-at").values_list("at", flat=True)[:most])
    return newest[-1] + WINDOW if len(newest) == most else None


def forget_attempts(*, account: str) -> None:
    """The account has signed in: its attempts no longer count."""
    SignInAttempt.objects.filter(account=normal(account)).delete()
