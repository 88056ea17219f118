"""Which stored files a person may open (architecture 7)."""

from datetime import datetime

from django.db.models import Q, QuerySet

from alerts.audit.actor import Actor
from responsibility.files.models import StoredFile
from responsibility.records.bodies.read import note_reading
from responsibility.records.bodies.readers import readable
from responsibility.records.files.models import Evidence
from responsibility.records.models import DutyRecord


def readable_files(user, *, at: datetime) -> QuerySet[StoredFile]:
    """Own uploads not yet bound, and the files of records whose body `user` may read."""
    return StoredFile.objects.filter(
        Q(pk__in=StoredFile.objects.visible_to(user, at=at).unbound().values("pk"))
        | Q(pk__in=Evidence.objects.filter(record__in=_bodies(user, at)).values("stored_file"))
    )


def note_opening(*, by: Actor, now: datetime, stored_file: StoredFile) -> None:
    """Log the opening of a file of a body, as `note_reading`.

    A file of several records (a correction names it again) is read as that of the newest one
    that is open to the person.
    """
    records = _bodies(by.user, now).filter(evidence__stored_file=stored_file)
    if record := records.order_by("-pk").first():
        note_reading(by=by, now=now, record=record)


def _bodies(user, at: datetime) -> QuerySet[DutyRecord]:
    return readable(DutyRecord.objects.visible_to(user, at=at), user=user, at=at)
