"""Something on which a decision is awaited, as the deadline of who decides has to know it."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import QuerySet

from pages.days import day_of
from responsibility.organisation.posts.models import Post
from supervision.oversight.models import DecisionDuty
from supervision.problems.starter import last_day_or_usual


class Asked:
    """A row of `column`'s table that waits. `limit` is the code of the county's time limit."""

    column: ClassVar[str]
    limit: ClassVar[str]

    def __init__(self, row: Any):
        self.row = row

    @property
    def county_id(self) -> int | None:
        return self.row.county_id

    @property
    def asker(self) -> int | None:
        """Who waits; None where the platform itself asked."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """What it was called then."""
        raise NotImplementedError

    def post(self, *, now: datetime) -> Post | None:
        """Which owes the decision; None where nobody may decide."""
        raise NotImplementedError

    def concerned(self, post: Post) -> dict[str, int]:
        """Whose matter it is: a unit, and a post of it where it is that of one."""
        return {"concerned_unit_id": post.unit_id}

    def due_on(self, post: Post, *, now: datetime) -> date:
        on, county_id = day_of(now), post.unit.the_county_id
        return last_day_or_usual(self.limit, county_id=county_id, on=on, unit_id=post.unit_id)

    def decider(self, duty: DecisionDuty) -> Any:
        """The person who decided; None where that is not written down."""
        return self.row.decided_by

    def may_decide(self, user, *, at: datetime) -> bool:
        """Whether it waits for the person, as the page says on which it is decided."""
        raise NotImplementedError

    @classmethod
    def waiting(cls) -> QuerySet:
        """The rows that wait for a decision."""
        raise NotImplementedError
