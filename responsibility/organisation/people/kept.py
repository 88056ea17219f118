"""Whose accounts a person keeps."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.organisation.people.models import User
from responsibility.organisation.units.models import Unit


def counties_kept(by: Actor, *, now: datetime):
    """The counties whose people `by` registers: the office's own, all for an administrator."""
    counties = Unit.objects.filter(kind=Unit.Kind.COUNTY)
    if by.user.is_system_administrator:
        return counties
    return counties.filter(pk__in=Unit.objects.managed_by(by.user, at=now))


def account_kept(user_id: int, *, by: Actor, now: datetime) -> User:
    """The account, locked. Raises User.DoesNotExist where `by` does not keep it."""
    accounts = User.objects.managed_by(by.user, at=now)
    return accounts.select_for_update(no_key=True, of=("self",)).get(pk=user_id)
