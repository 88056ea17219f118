"""A new password for somebody who cannot sign in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.one_time_password import hashed, new_password
from responsibility.organisation.people.register import account_kept


@transaction.atomic
def reset_password(*, user_id: int, by: Actor, now: datetime) -> str:
    """Give an account a random password and return it, to be told once; it is kept nowhere.

    All sessions of the person end by it. The person can change it after signing in.

    Raises:
        User.DoesNotExist: `by` does not keep that account.
        Refused: with a sentence.
    """
    user = account_kept(user_id, by=by, now=now)
    if user == by.user:
        raise Refused(_("Change your own password in the account menu."))
    password = new_password()
    user.password = hashed(password)
    user.save(update_fields=["password"])
    end_sessions(user=user)
    audit_office(action="person.reset_password", about=user, by=by, now=now)
    return password
