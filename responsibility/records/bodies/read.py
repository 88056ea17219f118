"""Reading the text and files of a record: what is noted of it, and the purpose a grant asks for."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit, record_audit_of_each
from pages.words import fitting
from responsibility.records.bodies.models import BodyReading
from responsibility.records.bodies.readers import grant_to_read, reads_unnoted
from responsibility.records.models import DutyRecord


@transaction.atomic
def read_body(*, by: Actor, now: datetime, record_id: int, purpose: str) -> BodyReading:
    """Open the body of a record by a grant: for READING_LASTS from `now` it may be read.

    Raises:
        DutyRecord.DoesNotExist: there is none, or the person does not see its face.
        PermissionDenied: no grant in force names the person for it.
        Refused: no purpose is stated, or a too long one.
    """
    record = DutyRecord.objects.visible_to(by.user, at=now).get(pk=record_id)
    grant = grant_to_read(record, user=by.user, at=now)
    if grant is None:
        raise PermissionDenied(_("You have no grant to read this text."))
    purpose = fitting(purpose, of=BodyReading, field="purpose", missing=_("State the purpose."))
    reading = BodyReading.objects.create(
        grant=grant, record=record, purpose=purpose, read_by=by.user, read_at=now
    )
    record_audit(
        by=by,
        now=now,
        action="record.open_body",
        about=record,
        post_id=record.post_id,
        after={"grant": grant.pk, "reading": reading.pk},
    )
    return reading


def note_readings(*, by: Actor, now: datetime, records: Iterable[DutyRecord]) -> None:
    """Log that bodies were read by someone other than who lodged them or holds their post; one
    statement."""
    posts = {
        record: record.post_id
        for record in records
        if not reads_unnoted(record, user=by.user, at=now)
    }
    record_audit_of_each(by=by, now=now, action="record.read_body", abouts=posts)


def note_reading(*, by: Actor, now: datetime, record: DutyRecord) -> None:
    """The same of one body."""
    note_readings(by=by, now=now, records=[record])
