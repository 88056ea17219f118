"""An inspector's morning (M002-15): what changed in the units supervised since the last visit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.utils.translation import pgettext

from alerts.kinds.collected import collected
from dashboards.matrix.scope import Scope
from dashboards.morning.facts import facts_of
from dashboards.morning.saying import Saying, sayings, to_remind
from dashboards.morning.turned import Turned
from pages.days import day_of, midnight
from pages.lamp import Lamp
from pages.line import Line, lines_of
from pages.quarter import Quarter
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost
from responsibility.records.models import DutyRecord
from responsibility.records.record.own import rows_of
from supervision.activities.quarter.models import ActivityPlanLine

OWN_SHOWN, RECORDS_SHOWN = 6, 6
AHEAD = timedelta(days=7)
FOLDED = (Lamp.GREEN, Lamp.ORANGE, Lamp.UNLIT, Lamp.YELLOW, Lamp.RED)


@dataclass(frozen=True)
class Morning:
    """`since` the instant of the last visit: what `turned` in `units` units of others, the
    sentences about it, the `lines` of what waits for the person, the newest `records` of
    `records_in_all` lodged since, what the own body owes: the next rows, and all by lamp; and what
    it planned for the days `ahead`."""

    since: datetime
    bodies: str
    units: int
    turned: Turned
    sayings: list[tuple[date | None, list[Saying]]]
    lines: list[Line]
    records: Sequence[DutyRecord]
    records_in_all: int
    own: list[OwedByPost]
    own_lamps: Counter
    ahead: Sequence[ActivityPlanLine]

    @property
    def to_remind(self) -> list[OwedByPost]:
        return to_remind(self.turned.rows)

    @property
    def folded(self) -> list[tuple[str, int]]:
        """What did not change, by lamp."""
        counts = self.turned.unchanged
        return [(lamp, counts[lamp]) for lamp in FOLDED if counts[lamp]]

    @property
    def unchanged(self) -> int:
        return sum(n for _lamp, n in self.folded)

    @property
    def still_red(self) -> int:
        """How many of these were red before."""
        return self.turned.unchanged[Lamp.RED]

    @property
    def own_soon(self) -> int:
        return self.own_lamps[Lamp.YELLOW]

    @property
    def own_late(self) -> int:
        return self.own_lamps[Lamp.RED]

    @classmethod
    def of(cls, user, *, since: datetime, now: datetime) -> Self:
        """For who supervises units, in a fixed number of queries."""
        supervised = standing_of(user, at=now).supervised_units
        scope = Scope(user, now, supervised)
        turned = Turned.of(scope.owed(), since=since, quarter=Quarter.of(day_of(now)))
        facts_of(turned.rows, user=user, at=now)
        records = DutyRecord.objects.visible_to(user, at=now).in_force()
        records = records.filter(unit__in=supervised, lodged_at__gt=since)
        own = Owed.on_desk_of(user, at=now).of_each(lambda rows: rows.open_still())
        units = Unit.objects.visible_to(user, at=now)
        bodies = units.filter(posts__in=standing_of(user, at=now).supervising_posts)
        supervised_bodies = units.filter(pk__in=supervised).exclude(
            kind__in=[Unit.Kind.SECTION, Unit.Kind.BRANCH]
        )
        return cls(
            since=since,
            bodies=_listed(bodies.distinct().in_order().values_list("name", flat=True)),
            units=supervised_bodies.standing_on(day_of(now)).count(),
            turned=turned,
            sayings=sayings(turned.rows),
            lines=lines_of(collected().paths("desk_lines"), user=user, now=now),
            records=rows_of(
                records.select_related("unit").order_by("-lodged_at", "-pk")[:RECORDS_SHOWN],
                user=user, at=now,
            ),
            records_in_all=records.count(),
            own=own.first(("late_at",), stop=OWN_SHOWN),
            own_lamps=Counter({lamp: n for (lamp,), n in own.lamp_counts().items()}),
            ahead=list(
                ActivityPlanLine.objects.visible_to(user, at=now).planned_within(
                    AHEAD, of_posts=standing_of(user, at=now).supervising_posts, on=day_of(now)
                )
            ),
        )  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(names)


def since_when(*, last: datetime | None, days: int | None, now: datetime) -> datetime:
    """From when on the morning is told: the last visit, the start of yesterday where there was
    none, or the start of the day so many `days` ago, a month at most."""
    if days:
        return midnight(day_of(now) - timedelta(days=min(days, 31)))
    return last or midnight(day_of(now) - timedelta(days=1))
