"""How many of its units a body reached this year, as the list of coverage counts them; and how it
was at the reader's own."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from pages.days import day_of
from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from supervision.activities.choices import Times, times_at
from supervision.oversight.rights import Named


@dataclass(frozen=True)
class BodyCoverage:
    """`units` are supervised, `reached` of them this year, by whichever body; `own` are the
    reader's with how often and when last (None: not yet)."""

    units: int
    reached: int
    own: list[tuple[Unit, Times | None]] = field(default_factory=list)

    @property
    def left(self) -> int:
        return self.units - self.reached

    @classmethod
    def of(cls, body: Post, *, user, now: datetime) -> Self | None:
        """None for a body that supervises no units by links: the commission office."""
        units = units_of(body.unit_id, at=now)
        if not units:
            return None
        times = times_at([unit.pk for unit in units], since=date(day_of(now).year, 1, 1))
        own = Named.to(user, at=now)
        named = [unit for unit in units if _is_own(unit, own)]
        return cls(
            units=len(units),
            reached=sum(bool(times[unit.pk]) for unit in units),
            own=[(unit, _together(times[unit.pk].values())) for unit in named],
        )


def units_of(body_id: int, *, at: datetime) -> list[Unit]:
    """The standing units that a body supervises, by links to them or to what stands above."""
    links = SupervisionLink.objects.filter(in_force(at), body=body_id)
    tops = tuple(links.values_list("unit__path", flat=True))
    units = Unit.objects.filter(kind=Unit.Kind.BODY).standing_on(day_of(at)).in_order()
    return [unit for unit in units if unit.path.startswith(tops)] if tops else []


def _is_own(unit: Unit, names: Named) -> bool:
    """Few and the reader's own; whoever sees the county reads the list of coverage."""
    return unit.pk in names.units and unit.the_county_id not in names.counties


def _together(times: Collection[Times]) -> Times | None:
    if not times:
        return None
    return Times(sum(each.count for each in times), max(each.last_on for each in times))
