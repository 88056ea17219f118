"""An announcement, locked for who manages it."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.announcements.models import Announcement


def lock_managed(*, by: Actor, now: datetime, announcement_id: int) -> Announcement:
    """The announcement, locked.

    Raises:
        Announcement.DoesNotExist: there is none, or `by` does not manage it.
    """
    managed = Announcement.objects.managed_by(by.user, at=now)
    return managed.select_for_update(of=("self",), no_key=True).get(pk=announcement_id)
