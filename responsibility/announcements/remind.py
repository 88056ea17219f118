"""Reminding those who have not opened, or not confirmed, an announcement: once a day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from responsibility.announcements.kind import REMINDED
from responsibility.announcements.locked import lock_managed
from responsibility.announcements.models import AnnouncementReceipt


@transaction.atomic
def remind_missing(*, by: Actor, now: datetime, announcement_id: int) -> int:
    """Owe a reminder to everybody of whom it still asks something; return to how many.

    The slot is the local day of `now`: twice a day tells nobody twice.

    Raises:
        Announcement.DoesNotExist: there is none, or `by` does not manage it.
        Refused: it does not stand, nobody is missing, or all were reminded today.
    """
    announcement = lock_managed(by=by, now=now, announcement_id=announcement_id)
    if not announcement.stands:
        raise Refused(_("It is not sent, or is taken back: nobody is reminded."))
    missing = AnnouncementReceipt.objects.filter(announcement=announcement).open_still()
    ids = list(missing.values_list("pk", flat=True))
    if not ids:
        raise Refused(_("Nobody is missing."))
    owed = owe_reminders(
        model=AnnouncementReceipt, ids=ids, stage=REMINDED, now=now,
        slot=day_of(now).isoformat(), asked_by_id=by.user.pk,
    )  # fmt: skip
    if not owed:
        raise Refused(_("All who are missing were reminded today already."))
    record_audit(
        by=by, now=now, action="announcement.remind", about=announcement,
        post_id=announcement.given_in_id, after={"people": ids},
    )  # fmt: skip
    return owed
