"""What was written is sent: each recipient gets a receipt to open, and is told."""

import logging
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from responsibility.announcements.kind import ANNOUNCED
from responsibility.announcements.locked import lock_managed
from responsibility.announcements.models import WAITS, Announcement, AnnouncementReceipt
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import told_by_post

logger = logging.getLogger(__name__)


def send_due(*, now: datetime) -> int:
    """Send every announcement whose instant has come; return how many were sent.

    Each in a transaction of its own; one that fails keeps no other, and is raised at the end. Safe
    to run twice and side by side.
    """
    due = Announcement.objects.filter(WAITS, goes_at__lte=now)
    sent, failed = 0, None
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        try:
            sent += _send_due(pk, now=now)
        except OperationalError:
            raise
        except Exception as reason:
            logger.exception("The announcement %s could not be sent.", pk)
            failed = reason
    if failed:
        raise failed
    return sent


@transaction.atomic
def _send_due(pk: int, *, now: datetime) -> bool:
    due = Announcement.objects.filter(WAITS, pk=pk)
    if not (found := due.select_for_update(no_key=True, skip_locked=True).first()):
        return False  # another was first, or it was taken back meanwhile
    send(found, by=None, now=now)
    return True


@transaction.atomic
def send_at_once(*, by: Actor, now: datetime, announcement_id: int) -> Announcement:
    """Send what waits, before its time.

    Raises:
        Announcement.DoesNotExist: there is none, or `by` does not manage it.
        Refused: it was sent or taken back meanwhile.
    """
    announcement = lock_managed(by=by, now=now, announcement_id=announcement_id)
    if not announcement.waits:
        raise Refused(_("It does not wait any more."))
    send(announcement, by=by, now=now)
    return announcement


def send(announcement: Announcement, *, by: Actor | None, now: datetime) -> None:
    """Send a locked announcement to who hears of its posts now, and to the people named.

    A post closed meanwhile is passed over. A person has one receipt, whatever the number of posts;
    who sends it has none.
    """
    posts = Post.objects.standing_on(day_of(now)).filter(pk__in=announcement.posts.values("pk"))
    through: dict[int, int | None] = {}
    for post, person in sorted(told_by_post(posts, at=now)):
        through.setdefault(person, post)
    for person in announcement.people.filter(is_active=True).order_by("pk"):
        through.setdefault(person.pk, None)
    through.pop(announcement.written_by_id, None)
    receipts = AnnouncementReceipt.objects.bulk_create(
        AnnouncementReceipt(
            county_id=announcement.county_id,
            announcement=announcement,
            person_id=person,
            post_id=post,
        )
        for person, post in through.items()
    )
    announcement.sent_at = now
    announcement.save(update_fields=["sent_at"])
    ids = [receipt.pk for receipt in receipts]
    owe_reminders(model=AnnouncementReceipt, ids=ids, stage=ANNOUNCED, now=now)
    after = {"people": list(through)}
    record_audit(by=by, now=now, action="announcement.send", about=announcement, after=after)
