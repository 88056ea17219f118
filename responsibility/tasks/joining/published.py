"""What is published for a role and a year, taken together: what a post that joins later owes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from pages.days import day_of
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.publications import Publication


@dataclass(frozen=True)
class Published:
    """The items of a list that are published for `year`, in how many acts ever.

    `since` is the day of the first act: posts that owe from a later day join later, and so does who
    has no tasks once all acts are `finished`: entered later that day, or dated back. `by_itself`:
    the last act says that these get their tasks by themselves.
    """

    publication_id: int
    duty_list: DutyList
    year: int
    codes: frozenset[str]
    since: date
    finished: bool
    by_itself: bool

    def recurring(self) -> list[DutyItem]:
        """Its items but for those that come with an appointment."""
        items = self.duty_list.items.filter(code__in=self.codes)
        return list(items.exclude(cadence=DutyItem.Cadence.ONE_OFF).order_by("position"))


def published(*, counties: Collection[int] | None, now: datetime) -> list[Published]:
    """What is published for this year or later in `counties` (None: in all), in one query; of the
    versions of a list published for a year the newest that is not closed."""
    running = Publication.objects.filter(year__gte=day_of(now).year)
    acts = running.filter(duty_list__closed_at=None)
    if counties is not None:
        acts = acts.filter(duty_list__county__in=counties)
    found: dict[tuple, list[Publication]] = {}
    for act in acts.select_related("duty_list__role_kind").order_by("published_at", "pk"):
        what = act.duty_list
        found.setdefault((what.county_id, what.role_kind_id, act.year), []).append(act)
    return [_together(some) for some in found.values()]


def _together(acts: list[Publication]) -> Published:
    newest = max(acts, key=lambda act: act.duty_list.version).duty_list
    of_newest = [act for act in acts if act.duty_list_id == newest.pk]
    return Published(
        publication_id=of_newest[-1].pk,
        duty_list=newest,
        year=of_newest[-1].year,
        codes=frozenset(code for act in of_newest for code in act.codes),
        since=day_of(acts[0].published_at),
        finished=all(act.finished_at for act in acts),
        by_itself=of_newest[-1].later_joiners,
    )
