"""Closing an account, and opening it again (edge cases 12 and 13)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.kept import account_kept
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.last_day import end_all


@transaction.atomic
def close_account(*, user_id: int, last_on: date, by: Actor, now: datetime) -> User:
    """Close a person's account at once; what they hold and belong to ends with the day `last_on`.

    The person and everything they did stay. No message goes to a closed account.

    Raises:
        User.DoesNotExist: `by` does not keep that account.
        Refused: with a sentence.
    """
    user = account_kept(user_id, by=by, now=now)
    if user == by.user:
        raise Refused(_("Nobody closes their own account. Ask a colleague to do it."))
    ends = [
        ("appointment.end", "appointment.take_back", user.appointments),
        ("membership.leave", "membership.take_back", user.memberships),
    ]
    for action, taken_back, rows in ends:
        late = rows.lasting_beyond(last_on)
        end_all(late, last_on, action=action, taken_back=taken_back, by=by, now=now)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user=user)
    audit_office(action="person.close", about=user, by=by, now=now, after={"last_on": last_on})
    return user


@transaction.atomic
def reopen_account(*, user_id: int, by: Actor, now: datetime) -> User:
    """Let a person sign in again; posts are given anew.

    Raises User.DoesNotExist where `by` does not keep that account.
    """
    user = account_kept(user_id, by=by, now=now)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit_office(action="person.reopen", about=user, by=by, now=now)
    return user
