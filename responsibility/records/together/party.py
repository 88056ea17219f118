"""Who took part in an event beside those who log it, and on which day it was."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from responsibility.organisation.posts.models import Post
from responsibility.records.models import DutyRecord


@dataclass(frozen=True, kw_only=True)
class Party:
    """`posts` and `units` are the ids named; `instead_of` is that of the record to be corrected."""

    on: date
    posts: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    instead_of: int | None = None

    @cached_property
    def all_units(self) -> frozenset[int]:
        """The units named, and those of the posts named."""
        of_posts = Post.objects.filter(pk__in=self.posts) if self.posts else Post.objects.none()
        return self.units | frozenset(of_posts.values_list("unit", flat=True))

    def has_to_do_with(self, record: DutyRecord, *, units: frozenset[int]) -> bool:
        """Whether `record`, of that day, may be of the same event as what is logged in `units`:
        it is of one of them, or of a unit named; where nobody is named it may be of any."""
        return not self.all_units or record.unit_id in self.all_units | units


def is_about(record: DutyRecord, *, units: frozenset[int]) -> bool:
    """Whether `record` names one of `units`, is of one of them, or names nobody."""
    named = list(record.counterparts.all())
    of_whom = {row.unit_id or row.post.unit_id for row in named} | {record.unit_id}
    return not named or bool(of_whom & units)
