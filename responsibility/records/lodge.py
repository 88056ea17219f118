"""Lodging a duty record: one event, once, for all the duties it fulfils (M000-08)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alerts.audit.actor import Actor
from responsibility.records.models import DutyRecord


class NotLodged(Exception):
    """Nothing was written. `errors` maps fields to sentences fit for a user.

    Fields: "tasks", "happened_on", "kind", "place", "participants", "text", "counterparts",
    "files".
    """

    def __init__(self, errors: dict[str, list[str]]):
        self.errors = errors
        super().__init__(" ".join(str(line) for lines in errors.values() for line in lines))


def lodge(
    *,
    by: Actor,
    now: datetime,
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
    """Lodge a record for the ticked tasks; the same nonce by the same person lodges once.

    Raises:
        NotLodged: with the reasons by field.
    """
    raise NotImplementedError
