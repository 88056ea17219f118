"""Which stored files a person may open, and who has read what (architecture 7)."""

from datetime import datetime

from django.db.models import Q, QuerySet

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.files.models import StoredFile
from responsibility.organisation.standing import standing_of
from responsibility.records.models import DutyRecord, Evidence


def readable_files(user, *, at: datetime) -> QuerySet[StoredFile]:
    """Own uploads not yet bound, and the files of records whose body `user` may read."""
    return StoredFile.objects.filter(
        Q(pk__in=StoredFile.objects.visible_to(user, at=at).unbound().values("pk"))
        | Q(pk__in=Evidence.objects.filter(record__in=_bodies(user, at)).values("stored_file"))
    )


def note_reading(*, by: Actor, now: datetime, record: DutyRecord) -> None:
    """Log that a restricted body was read by someone other than its author or holder."""
    holders = standing_of(by.user, at=now).own_posts
    if record.restricted and record.lodged_by_id != by.user.pk and record.post_id not in holders:
        record_audit(
            by=by, now=now, action="record.read_body", about=record, post_id=record.post_id
        )


def note_opening(*, by: Actor, now: datetime, stored_file: StoredFile) -> None:
    """Log the opening of a file of a restricted body, as `note_reading`.

    A file of several records (a correction names it again) is read as that of the newest one
    that is open to the person.
    """
    records = _bodies(by.user, now).filter(evidence__stored_file=stored_file)
    if record := records.order_by("-pk").first():
        note_reading(by=by, now=now, record=record)


def _bodies(user, at: datetime) -> QuerySet[DutyRecord]:
    return DutyRecord.objects.visible_to(user, at=at).body_visible_to(user, at=at)
