"""Correcting a record: a new record supersedes it (edge cases 45, 46)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alerts.audit.actor import Actor
from responsibility.records.models import DutyRecord


def correct(
    *,
    by: Actor,
    now: datetime,
    record_id: int,
    nonce: UUID,
    task_ids: Sequence[int],
    happened_on: date,
    kind: str = DutyRecord.Kind.RECORD,
    place: str = "",
    participants: str = "",
    text: str = "",
    counterpart_post_ids: Sequence[int] = (),
    counterpart_unit_ids: Sequence[int] = (),
    file_ids: Sequence[UUID] = (),
) -> DutyRecord:
    """Lodge a record in the place of `record_id`; files of the old one may be named again.

    Raises:
        DutyRecord.DoesNotExist: there is none, or its body is not open to the person.
        PermissionDenied: the person may not log for its post.
        AlreadyEnded: it was withdrawn or corrected before (responsibility.records.ended).
        NotLodged: with the reasons by field.
    """
    raise NotImplementedError
