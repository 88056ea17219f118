"""Taking an announcement back (edge case 20)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.announcements.kind import TAKEN_BACK
from responsibility.announcements.locked import lock_managed
from responsibility.announcements.models import Announcement, AnnouncementReceipt


@transaction.atomic
def take_back(*, by: Actor, now: datetime, announcement_id: int, reason: str = "") -> Announcement:
    """Take an announcement back. Before it was sent, nobody ever hears of it.

    After that its text stays readable to who had it, marked with the reason; each recipient gets
    one correcting message, and nothing more is asked of them.

    Raises:
        Announcement.DoesNotExist: there is none, or `by` does not manage it.
        Refused: it is taken back already; it was sent and the reason is missing or too long.
    """
    announcement = lock_managed(by=by, now=now, announcement_id=announcement_id)
    if announcement.taken_back_at:
        raise Refused(_("It is taken back already."))
    missing = _("Give a reason.") if announcement.sent_at else ""
    announcement.reason = fitting(reason, of=Announcement, field="reason", missing=missing)
    announcement.taken_back_at, announcement.taken_back_by = now, by.user
    announcement.save(update_fields=["reason", "taken_back_at", "taken_back_by"])
    receipts = AnnouncementReceipt.objects.filter(announcement=announcement)
    ids = list(receipts.values_list("pk", flat=True))
    owe_reminders(model=AnnouncementReceipt, ids=ids, stage=TAKEN_BACK, now=now)
    record_audit(
        by=by, now=now, action="announcement.take_back", about=announcement,
        post_id=announcement.given_in_id, after={"reason": announcement.reason},
    )  # fmt: skip
    return announcement
