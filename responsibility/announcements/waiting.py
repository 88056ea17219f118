"""Which announcements wait to be opened or confirmed: desk, menu, whether a message is true."""

from collections.abc import Collection, Iterable
from datetime import datetime

from pages.line import Line
from pages.templatetags.look import day
from pages.waiting import Waiting
from responsibility.announcements.models import Announcement, AnnouncementReceipt


def announcements_on_desk(*, user, now: datetime) -> list[Line]:
    """Those that ask something of the person, the newest first."""
    receipts = AnnouncementReceipt.objects.visible_to(user, at=now).open_still()
    receipts = receipts.select_related("announcement__given_in__unit").order_by("-pk")
    return [
        Line(
            icon="speakerphone",
            text=receipt.announcement.title,
            address=receipt.announcement.get_absolute_url(),
            detail=_from(receipt.announcement, now),
        )
        for receipt in receipts
    ]


def _from(announcement: Announcement, now: datetime) -> str:
    return f"{announcement.given_in.unit.name} · {day(announcement.sent_at, now)}"


def not_opened(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Of which receipts `ids` the announcement is news: it stands, and is not opened."""
    receipts = AnnouncementReceipt.objects.filter(pk__in=ids).unopened()
    return receipts.values_list("pk", flat=True)


def not_read(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Of which receipts `ids` the announcement still asks something."""
    receipts = AnnouncementReceipt.objects.filter(pk__in=ids).open_still()
    return receipts.values_list("pk", flat=True)


def _open_still(*, user, now):
    return AnnouncementReceipt.objects.filter(person=user).open_still()


# What waits behind the menu's entry.
UNREAD = Waiting(_open_still, lambda standing: {})
