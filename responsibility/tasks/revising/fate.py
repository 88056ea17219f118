"""What becomes of one task by a revision."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

How = Literal["made", "changed", "withdrawn", "running", "touched"]
# In which order they are shown.
HOWS: Sequence[How] = ("made", "changed", "withdrawn", "running", "touched")
STAYS = ("running", "touched")


@dataclass(frozen=True, order=True)
class Fate:
    """`how` it goes with the task of a post: "made" new; "changed" to the item's new words and
    rule; "withdrawn"; "running" to its end under the former version; "touched", as something was
    done about it. `was_due_on`, `was_required` are None for what is new."""

    post_id: int
    code: str
    period_start: date
    how: How
    due_on: date
    required: int
    was_due_on: date | None = None
    was_required: int | None = None

    @property
    def stays(self) -> bool:
        """Whether it goes on under the former version."""
        return self.how in STAYS


def counts_of(fates: Iterable[Fate]) -> Counter[str]:
    """How many tasks there are of each fate."""
    return Counter(fate.how for fate in fates)


def mark_of(fates: Iterable[Fate]) -> str:
    """Short for all of them: two outcomes with the same are the same."""
    return sha256(repr(sorted(fates)).encode()).hexdigest()[:16]
