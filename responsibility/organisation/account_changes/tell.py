"""Telling of what was done to an account or its rights: the person concerned, and the auditors."""

from collections.abc import Collection
from datetime import datetime

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from responsibility.organisation.account_changes.kind import ACCOUNT_CHANGED
from responsibility.organisation.account_changes.models import AccountChange
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit


def tell_of_change(
    *, user: User, change: str, by: Actor | None, now: datetime, about: str = ""
) -> None:
    """Owe a message of `change` (a code of kind.py) to `user` and to every auditor, but not to
    `by`, who knows (None: a command). Part of the verbs that do it, in their transaction."""
    auditors = User.objects.filter(is_auditor=True, is_active=True).values_list("pk", flat=True)
    to = {user.pk, *auditors} - ({by.user.pk} if by else set())
    _tell(user, change, by, now, about=about, to=to)


def tell_of_own_act(*, change: str, by: Actor, now: datetime) -> None:
    """Owe a message of what was done to the account of `by` to `by` alone: it may be that somebody
    else did it in the person's name. Part of the verbs that do it, in their transaction."""
    _tell(by.user, change, by, now, to={by.user.pk})


def _tell(
    user: User, change: str, by: Actor | None, now: datetime, *, to: Collection[int], about=""
) -> None:
    actor = by.user if by else None
    county = user.county_id
    if county is None and actor:
        county = min(standing_of(actor, at=now).office_counties, default=None)
    if county is None:  # an administrator's doing about an administrator
        counties = Unit.objects.filter(kind=Unit.Kind.COUNTY).order_by("pk")
        county = counties.values_list("pk", flat=True).first()
    if county is None:
        return  # no county is open yet, and nobody could be told
    row = AccountChange.objects.create(
        county_id=county, user=user, change=change, about=about, by=actor, at=now
    )
    owe_reminders(
        model=AccountChange,
        ids=[row.pk],
        stage=ACCOUNT_CHANGED,
        now=now,
        asked_by_id=actor.pk if actor else None,
        to=sorted(to),
    )
