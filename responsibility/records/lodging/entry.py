"""What a person enters: the content of a record, before it is one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from responsibility.records.counting.count import counterpart_keys
from responsibility.records.models import DutyRecord
from responsibility.records.together.party import Party


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The fields of the form, each id once, in the order given. `apart`: it is another event than
    the one that the other side lodged for the same duty on that day."""

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
    apart: bool = False

    def __post_init__(self):
        for name in ("task_ids", "counterpart_post_ids", "counterpart_unit_ids", "file_ids"):
            object.__setattr__(self, name, tuple(dict.fromkeys(getattr(self, name))))
        for name in ("place", "participants", "document_number", "text"):
            object.__setattr__(self, name, getattr(self, name).strip())

    @property
    def counterparts(self) -> frozenset:
        """Keys as in responsibility.records.counting.count."""
        return counterpart_keys(posts=self.counterpart_post_ids, units=self.counterpart_unit_ids)

    def party(self, *, instead_of: int | None = None) -> Party:
        """Who took part, by the posts and units named."""
        return Party(
            on=self.happened_on,
            posts=frozenset(self.counterpart_post_ids),
            units=frozenset(self.counterpart_unit_ids),
            instead_of=instead_of,
        )

    def naming(self, *, posts: Iterable[int], units: Iterable[int]) -> Self:
        """The same with these posts and units named besides."""
        return replace(
            self,
            counterpart_post_ids=(*self.counterpart_post_ids, *posts),
            counterpart_unit_ids=(*self.counterpart_unit_ids, *units),
        )

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
