"""Who does what with a case, in which state: a table of rules, one for the verbs and the pages.

A case has a `state`, and whatever else its rules ask of it.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple

from responsibility.organisation.standing import Standing, standing_of


class Rule(NamedTuple):
    """In which states an act is done, `who` does it (the post they act in), and what else it
    `needs` of the case at an instant."""

    states: Collection[str]
    who: Callable[[Any, Standing, Any, datetime], int | None]
    needs: Callable[[Any, datetime], bool] = lambda case, now: True


class ActTable(dict[str, Rule]):
    """The rules by their acts."""

    def post_for(self, act: str, user, case: Any, *, at: datetime) -> int | None:
        """The post in which the act is the person's, in whichever state it is done."""
        return self[act].who(case, standing_of(user, at=at), user, at)

    def is_ripe(self, act: str, case: Any, *, at: datetime) -> bool:
        """Whether the case is so far."""
        return case.state in self[act].states and self[act].needs(case, at)

    def open_to(self, user, case: Any, *, at: datetime) -> dict[str, int]:
        """What the person may do with it now, each with the post they act in."""
        ripe = [act for act in self if self.is_ripe(act, case, at=at)]
        posts = {act: self.post_for(act, user, case, at=at) for act in ripe}
        return {act: post for act, post in posts.items() if post}
