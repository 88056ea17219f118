"""The recipient's receipt: that an announcement was opened, and that it was read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.announcements.models import AnnouncementReceipt


@transaction.atomic
def note_opened(*, by: Actor, now: datetime, announcement_id: int) -> AnnouncementReceipt | None:
    """Note that `by` has opened it; the first opening stays. None for who is no recipient."""
    receipts = AnnouncementReceipt.objects.visible_to(by.user, at=now)
    receipts = receipts.select_related("announcement").select_for_update(of=("self",), no_key=True)
    receipt = receipts.filter(announcement=announcement_id).first()
    if receipt and not receipt.opened_at:
        receipt.opened_at = now
        receipt.save(update_fields=["opened_at"])
        _note("announcement.open", receipt, by, now)
    return receipt


@transaction.atomic
def confirm_read(*, by: Actor, now: datetime, announcement_id: int) -> AnnouncementReceipt:
    """Note the press that it is read; the first stays.

    Raises:
        AnnouncementReceipt.DoesNotExist: there is none, or it was not sent to `by`: nobody signs
            for another.
        Refused: it is taken back, or no such press is asked for.
    """
    receipts = AnnouncementReceipt.objects.visible_to(by.user, at=now)
    receipts = receipts.select_related("announcement").select_for_update(of=("self",), no_key=True)
    receipt = receipts.get(announcement=announcement_id)
    if receipt.announcement.taken_back_at:
        raise Refused(_("It is taken back: nothing more is asked."))
    if not receipt.announcement.asks_reading:
        raise Refused(_("Opening it is enough here."))
    if not receipt.read_at:
        receipt.opened_at, receipt.read_at = receipt.opened_at or now, now
        receipt.save(update_fields=["opened_at", "read_at"])
        _note("announcement.read", receipt, by, now)
    return receipt


def _note(action: str, receipt: AnnouncementReceipt, by: Actor, now: datetime) -> None:
    about = receipt.announcement
    record_audit(by=by, now=now, action=action, about=about, post_id=receipt.post_id)
