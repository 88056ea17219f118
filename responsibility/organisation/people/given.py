"""Passwords that somebody else gave: who, when, until when they open the account, and where."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.account_changes.kind import RELEASED
from responsibility.organisation.account_changes.tell import tell_of_change
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.kept import account_kept
from responsibility.organisation.people.models import User
from responsibility.organisation.people.one_time_password import hashed, password_of

HOLDS = timedelta(days=30)  # long enough for a printed slip to be handed out
PERSON = settings.AUTH_USER_MODEL


class GivenPassword(models.Model):
    """That an account was given a password, which itself is kept nowhere.

    `given_by` is None for a command. `nonce` is the number of the form that gave it: sent twice, it
    gives the same. `reset`: the person had signed in before; until `released_at` such a password
    opens the account only on a browser the person is known on, so that who gives it cannot enter.
    `ended_at`: changed by the person, or given anew.
    """

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="given_passwords")
    given_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    nonce = models.UUIDField(unique=True)
    reset = models.BooleanField()
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="given_password_one_open"
            ),
            models.CheckConstraint(
                name="given_password_released",
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.given_at:%Y-%m-%d %H:%M}"

    @classmethod
    def sent_before(cls, nonce: UUID | None, *, by: Actor) -> Self | None:
        """What the form with this number gave already, sent by the same person."""
        rows = cls.objects.filter(nonce=nonce, given_by=by.user).select_related("user")
        return rows.first() if nonce else None

    def password(self) -> str:
        """The password once more, for who has given it by a form and reloads the page."""
        if self.ended_at:
            raise Refused(_("This password no longer holds. Give a new one where it is needed."))
        return password_of(self.nonce, user_id=self.given_by_id)

    def refuse_entry(self, browser: Browser, *, now: datetime) -> None:
        """Raises Refused where the right password does not open the account: it is too old, or was
        given anew and this browser is not one of the person's own."""
        if now >= self.given_at + HOLDS:
            raise Refused(
                _("This one-time password is no longer valid. Ask for a new one."), field="password"
            )
        own = self.user_id in browser.people and self.given_by_id not in browser.people
        if self.reset and not self.released_at and not own:
            raise Refused(
                _(
                    "Your password was given anew. Sign in where you have signed in before, or ask "
                    "a second person who keeps accounts to release it for this device."
                ),
                field="password",
            )


def give_password(user: User, *, by: Actor | None, now: datetime, nonce: UUID | None = None) -> str:
    """Give `user` a password to be changed at the first sign-in; part of verbs that audit it."""
    nonce, giver = nonce or uuid4(), by.user if by else None
    password = password_of(nonce, user_id=giver.pk if giver else 0)
    user.password, user.must_change_password = hashed(password), True
    user.save(update_fields=["password", "must_change_password"])
    end_given(user, now=now)
    GivenPassword.objects.create(
        user=user, given_by=giver, given_at=now, nonce=nonce, reset=user.last_login is not None
    )
    return password


def given_to(user) -> GivenPassword | None:
    """The password given to `user` and not changed by them yet."""
    return GivenPassword.objects.filter(user=user, ended_at=None).select_related("given_by").first()


def end_given(user: User, *, now: datetime) -> None:
    """The password given to `user` no longer holds."""
    GivenPassword.objects.filter(user=user, ended_at=None).update(ended_at=now)


@transaction.atomic
def release_password(*, user_id: int, by: Actor, now: datetime) -> User:
    """Let a password given anew open the account on any browser: the act of a second person.

    Raises:
        User.DoesNotExist: `by` does not keep that account.
        Refused: there is none to release, or `by` gave it.
    """
    user = account_kept(user_id, by=by, now=now)
    given = given_to(user)
    if given is None or not given.reset or given.released_at:
        raise Refused(_("There is no password to release."))
    if by.user in (given.given_by, user):
        raise Refused(_("Somebody other than who gave the password has to release it."))
    given.released_by, given.released_at = by.user, now
    given.save(update_fields=["released_by", "released_at"])
    audit_office(action="person.release_password", about=user, by=by, now=now)
    tell_of_change(user=user, change=RELEASED, by=by, now=now)
    return user
