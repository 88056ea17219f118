"""What a person's boards are about: the tasks and units of the person's scope (architecture 7)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.db.models import Q
from django.db.models.functions import Coalesce

from pages.days import day_of
from pages.quarter import Quarter
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit, UnitQuerySet
from responsibility.owed.across import Owed
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.closings.models import ClosedTask, ClosedTaskQuerySet, Closing

NONE = frozenset()


@dataclass(frozen=True)
class Scope:
    """The units, counties and posts whose faces are open to `user` at the aware instant `at`."""

    user: object
    at: datetime
    unit_ids: frozenset[int]
    county_ids: frozenset[int] = NONE
    post_ids: frozenset[int] = NONE

    @classmethod
    def of(cls, user, *, at: datetime) -> Self | None:
        """All there is for `user`; a discipline body's own posts stand beside the units it
        supervises. None for who has none."""
        standing = standing_of(user, at=at)
        if not (standing.face_units or standing.face_counties):
            return None
        return cls(
            user, at, standing.face_units, standing.face_counties, standing.supervising_posts
        )

    @classmethod
    def led(cls, user, *, at: datetime) -> Self | None:
        """The units a principal officer leads. None for who leads none."""
        units = standing_of(user, at=at).led_units
        return cls(user, at, units) if units else None

    @classmethod
    def of_teams(cls, user, *, at: datetime) -> Self | None:
        """The units whose members a person sees one by one: those led, those supervised. None for
        who has none."""
        standing = standing_of(user, at=at)
        units = standing.led_units | standing.supervised_units
        return cls(user, at, units) if units else None

    def beneath(self, unit_id: int) -> Self:
        """Of the same units the one of that id and what lies beneath it."""
        below = Unit.objects.filter(pk__in=self.unit_ids, path__contains=f"/{unit_id}/")
        return replace(self, unit_ids=frozenset(below.values_list("pk", flat=True)))

    def bodies(self) -> UnitQuerySet:
        """Of the same units those with posts of their own that bear duties, sections left out."""
        bearing = self.posts().bearing_duties().order_by().values("unit")
        return self.units().filter(pk__in=bearing).exclude(kind=Unit.Kind.SECTION)

    @property
    def led_units(self) -> frozenset[int]:
        return standing_of(self.user, at=self.at).led_units

    @property
    def is_leaders(self) -> bool:
        """Whether it is that of a leader of the county, of a leader in charge, of the office."""
        return bool(self.county_ids or standing_of(self.user, at=self.at).charged_units)

    def tasks(self) -> TaskQuerySet:
        """The opened tasks within."""
        tasks = Task.objects.visible_to(self.user, at=self.at).filter(self._within)
        return tasks.opened(now=self.at)

    def owed(self) -> Owed:
        """The opened rows within, of every kind that is owed."""
        owed = Owed.visible_to(self.user, at=self.at)
        return owed.of_each(lambda rows: rows.filter(self._within))

    def closed_tasks(self) -> ClosedTaskQuerySet:
        """The rows of closed quarters within."""
        rows = ClosedTask.objects.visible_to(self.user, at=self.at)
        return rows.filter(
            Q(unit__in=self.unit_ids)
            | Q(closing__county_id__in=self.county_ids)
            | Q(post__in=self.post_ids)
        )

    def closing(self, quarter: Quarter) -> Closing | None:
        """That of `quarter`, if it is closed and something of it is open to the person."""
        seen = Closing.objects.visible_to(self.user, at=self.at).exclude(digest="")
        return seen.filter(year=quarter.year, quarter=quarter.number).first()

    @property
    def _within(self) -> Q:
        return (
            Q(unit__in=self.unit_ids) | Q(county_id__in=self.county_ids) | Q(post__in=self.post_ids)
        )

    def posts(self) -> PostQuerySet:
        """The standing posts within."""
        within = (
            Q(unit__in=self.unit_ids)
            | Q(unit__county__in=self.county_ids)
            | Q(unit__in=self.county_ids)
            | Q(pk__in=self.post_ids)
        )
        posts = Post.objects.visible_to(self.user, at=self.at).filter(within)
        return posts.standing_on(day_of(self.at))

    def units(self) -> UnitQuerySet:
        """The visible units with what stands above them, in the order of the organisation."""
        units = Unit.objects.visible_to(self.user, at=self.at)
        return units.select_related("parent__parent").in_order()

    def branches(self) -> UnitQuerySet:
        """The groups of units that stand under a branch of their own."""
        return self.units().filter(kind=Unit.Kind.BRANCH)

    def colours(self) -> int:
        """How many colours the lamps of the county have, for what sums up many tasks."""
        counties = Unit.objects.visible_to(self.user, at=self.at).values(
            of=Coalesce("county", "pk")
        )
        schemes = LampScheme.objects.filter(in_force(self.at), county_id__in=counties)
        return schemes.values_list("colours", flat=True).first() or LampScheme().colours
