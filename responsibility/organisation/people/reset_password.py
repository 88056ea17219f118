"""A new password for somebody who cannot sign in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.account_changes.kind import RESET
from responsibility.organisation.account_changes.tell import tell_of_change
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.given import GivenPassword, give_password
from responsibility.organisation.people.kept import account_kept


@transaction.atomic
def reset_password(*, user_id: int, by: Actor, now: datetime, nonce: UUID | None = None) -> str:
    """Give an account a one-time password and return it, to be passed on; it is kept nowhere.

    All sessions of the person end by it, and the person has to change it after signing in. Where
    somebody had signed in with the account before, it opens it on the person's own browsers alone
    until a second person releases it (given.py): who gives it cannot enter with it. Sent again
    with the same `nonce`, the number of the form, it gives no other one.

    Raises:
        User.DoesNotExist: `by` does not keep that account.
        Refused: with a sentence.
    """
    user = account_kept(user_id, by=by, now=now)
    if user == by.user:
        raise Refused(_("Change your own password in the account menu."))
    if before := GivenPassword.sent_before(nonce, by=by):
        if before.user_id != user.pk:
            raise Refused(_("This password no longer holds. Give a new one where it is needed."))
        return before.password()
    password = give_password(user, by=by, now=now, nonce=nonce)
    end_sessions(user=user)
    audit_office(action="person.reset_password", about=user, by=by, now=now)
    tell_of_change(user=user, change=RESET, by=by, now=now)
    return password
