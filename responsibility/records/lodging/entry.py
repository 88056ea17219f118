"""What a person enters: the content of a record, before it is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from responsibility.records.counting.count import counterpart_keys
from responsibility.records.models import DutyRecord


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The fields of the form, each id once, in the order given."""

    task_ids: Sequence[int]
    happened_on: date
    kind: str = DutyRecord.Kind.RECORD
    place: str = ""
    participants: str = ""
    present: int | None = None
    document_number: str = ""
    text: str = ""
    counterpart_post_ids: Sequence[int] = ()
    counterpart_unit_ids: Sequence[int] = ()
    file_ids: Sequence[UUID] = ()

    def __post_init__(self):
        for name in ("task_ids", "counterpart_post_ids", "counterpart_unit_ids", "file_ids"):
            object.__setattr__(self, name, tuple(dict.fromkeys(getattr(self, name))))
        for name in ("place", "participants", "document_number", "text"):
            object.__setattr__(self, name, getattr(self, name).strip())

    @property
    def counterparts(self) -> frozenset:
        """Keys as in responsibility.records.counting.count."""
        return counterpart_keys(posts=self.counterpart_post_ids, units=self.counterpart_unit_ids)

    @property
    def face(self) -> dict:
        """What the audit ledger may hold: ids, codes and numbers, no content."""
        return {
            "tasks": list(self.task_ids),
            "happened_on": self.happened_on,
            "kind": self.kind,
            "counterparts": len(self.counterparts),
            "files": len(self.file_ids),
        }
