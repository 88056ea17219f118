"""The notebook of one post: the map of its list, a month, the checklists of talks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _

from alerts.lamps.summary import summarise
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.agenda.month import Month
from responsibility.notebook.month import Page, month_page
from responsibility.notebook.talks import Talk, talks_of
from responsibility.organisation.posts.models import Post
from responsibility.tasks.own_list.own_list import Duty, OwnList, own_lists


@dataclass(frozen=True)
class Leaf:
    """An item of the map: how much of it is done, and the worst of its lamps; its address leads to
    the task that comes next, else to the last."""

    duty: Duty
    lamp: Lamp

    @property
    def address(self) -> str:
        waiting = [task for task in self.duty.tasks if not task.fulfilled_at and not task.exempt]
        return (waiting[:1] or list(self.duty.tasks)[-1:])[0].get_absolute_url()


@dataclass(frozen=True)
class Branch:
    """A category with its items, under the worst of their lamps."""

    name: str
    leaves: Sequence[Leaf]

    @property
    def lamp(self) -> Lamp:
        return _worst(leaf.duty for leaf in self.leaves)

    @property
    def done(self) -> int:
        return sum(leaf.duty.done for leaf in self.leaves)

    @property
    def required(self) -> int:
        return sum(leaf.duty.required for leaf in self.leaves)


@dataclass(frozen=True)
class Notebook:
    own: OwnList
    page: Page
    talks: Sequence[Talk]

    @classmethod
    def of(cls, post: Post, *, user, month: Month, now: datetime) -> Self:
        """The notebook of `post`, which is on the desk of `user`, for the year of `now`."""
        today = day_of(now)
        [own] = own_lists(user=user, posts=[post], year=today.year, now=now)
        page = month_page(month, user=user, post=post, now=now)
        return cls(own, page, talks_of(post.unit.the_county_id, on=today))

    @property
    def branches(self) -> list[Branch]:
        """The map: the categories of the list in their order, then what was dispatched."""
        groups = [(str(category), duties) for category, duties in self.own.duties]
        if self.own.given:
            groups.append((_("Given by dispatch"), self.own.given))
        return [
            Branch(name, [Leaf(duty, _worst([duty])) for duty in duties]) for name, duties in groups
        ]


def _worst(duties) -> Lamp:
    """The summary lamp of all the tasks of `duties`; exempt where none counts."""
    lamps = Counter(task.lamp_now for duty in duties for task in duty.counted)
    return summarise(lamps).lamp or Lamp.EXEMPT
