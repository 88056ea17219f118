"""Announcements in a county to try."""

from datetime import datetime, timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.announcements.models import Announcement, AnnouncementReceipt
from responsibility.announcements.receive import confirm_read, note_opened
from responsibility.announcements.remind import remind_missing
from responsibility.announcements.send import send_due
from responsibility.announcements.take_back import take_back
from responsibility.announcements.write import write_announcement
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import posts_given_to

NONCES = 700  # beside those of other rooms


def demonstrate(trial: Trial) -> None:
    """One sent six days ago, opened by most and confirmed by some, the others reminded; one by a
    group to its units, today; one taken back before it was sent, and one after."""
    asking, of_group, mistaken, wrong = trial.words["announcements"]
    office, group = trial.people["office"], trial.people["group"]
    sent_at = trial.until - timedelta(days=6)
    first = _write(trial, asking, 1, by=office, now=sent_at, asks_reading=True)
    _read(first, now=sent_at + timedelta(days=1))
    reminded_at = sent_at + timedelta(days=2)
    remind_missing(by=Actor(office), now=reminded_at, announcement_id=first.pk)
    _write(trial, of_group, 2, by=group, now=trial.until - timedelta(hours=3))
    early = _write(trial, mistaken, 3, by=office, now=trial.until - timedelta(days=3), sent=False)
    at = early.written_at + timedelta(minutes=4)
    take_back(by=Actor(office), now=at, announcement_id=early.pk)
    late = _write(trial, wrong, 4, by=office, now=trial.until - timedelta(days=4))
    at = late.written_at + timedelta(hours=5)
    take_back(by=Actor(office), now=at, announcement_id=late.pk, reason=wrong["reason"])


def _write(
    trial: Trial, words: dict, number: int, *, by: User, now: datetime, sent: bool = True, **more
) -> Announcement:
    """Write it at `now` to the posts that lead their units, and let it go."""
    posts: list[Post] = list(posts_given_to(by, at=trial.until).filter(role_kind__leads_unit=True))
    written = write_announcement(
        by=Actor(by),
        now=now,
        nonce=UUID(int=NONCES + number),
        county_id=trial.county_id,
        title=words["title"],
        text=words["text"],
        posts=posts,
        **more,
    )
    if sent:
        send_due(now=written.goes_at)
        written.refresh_from_db()
    return written


def _read(written: Announcement, *, now: datetime) -> None:
    """Two of three open it, and most of these confirm it."""
    receipts = AnnouncementReceipt.objects.filter(announcement=written).select_related("person")
    for number, receipt in enumerate(receipts.order_by("pk")):
        by = Actor(receipt.person)
        at = now + timedelta(minutes=number)
        if number % 3:
            note_opened(by=by, now=at, announcement_id=written.pk)
        if number % 3 == 1:
            confirm_read(by=by, now=at, announcement_id=written.pk)
