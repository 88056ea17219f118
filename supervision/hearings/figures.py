"""A quarter's figures and its items that are late in most units: the frozen ones, with their
corrections, where the quarter is closed; else as they are now."""

from collections import Counter, defaultdict
from datetime import datetime

from django.db.models import Q

from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.bilingual import in_language
from responsibility.tasks.models import Task
from supervision.closings.models import ClosedTask, Closing
from supervision.hearings.report import Figures, LateItem
from supervision.problems.models import Assignment, Problem
from supervision.problems.states import Purpose

OUTCOMES = [Lamp.GREEN, Lamp.ORANGE, Lamp.RED]
LATE = frozenset({Lamp.RED, Lamp.ORANGE})
MOST_ITEMS, FEWEST_UNITS = 4, 3


def closing_of(county_id: int, quarter: Quarter) -> Closing | None:
    """The closing of the quarter, where it is closed."""
    closed = Closing.objects.filter(county_id=county_id, year=quarter.year, quarter=quarter.number)
    return closed.exclude(digest="").first()


def figures_of(county_id: int, quarter: Quarter, closing: Closing | None, *, now: datetime):
    """Figures of the quarter; `closing` is its own."""
    lamps, red_units, frozen = _lamps(county_id, quarter, closing, now)
    in_hand = Problem.objects.counted().filter(county_id=county_id, made_at__lt=quarter.ends_at)
    start = quarter.shifted(-1).ends_at
    in_hand = in_hand.filter(Q(closed_at=None) | Q(closed_at__gte=start))
    late = Assignment.objects.open_still().filter(
        county_id=county_id, purpose=Purpose.RECTIFY, late_at__lte=min(now, quarter.ends_at)
    )
    return Figures(
        quarter=str(quarter),
        green=lamps[Lamp.GREEN],
        orange=lamps[Lamp.ORANGE],
        red=lamps[Lamp.RED],
        red_units=red_units,
        problems=in_hand.count(),
        problems_closed=in_hand.filter(closed_at__lt=quarter.ends_at).count(),
        problems_late=late.count(),
        frozen=closing.name if closing else "",
        corrections=closing.notes.filter(ended_at=None).count() if closing else 0,
        as_frozen=[frozen[lamp] for lamp in OUTCOMES] if closing else [],
    )


def late_items(county_id: int, quarter: Quarter, closing: Closing | None, *, now: datetime):
    """Items late in most of the units that had them, the larger share first: whether it is the
    item. Of dispatched tasks the title is the item's."""
    units: dict[str, dict[str, set[int]]] = defaultdict(lambda: {"all": set(), "late": set()})
    for title, unit_id, lamp in _by_item(county_id, quarter, closing, now):
        if lamp == Lamp.EXEMPT:
            continue
        units[title]["all"].add(unit_id)
        if lamp in LATE:
            units[title]["late"].add(unit_id)
    items = [LateItem(title, len(of["late"]), len(of["all"])) for title, of in units.items()]
    bad = [item for item in items if item.units >= FEWEST_UNITS and 2 * item.late > item.units]
    return sorted(bad, key=lambda item: (-item.late / item.units, -item.units))[:MOST_ITEMS]


def _lamps(county_id: int, quarter: Quarter, closing: Closing | None, now: datetime):
    """Counts by lamp, in how many units something is red, and the counts as they were frozen."""
    if closing:
        counted, before = ClosedTask.objects.filter(closing=closing).counts("unit_id")
    else:
        counted = _tasks(county_id, quarter, now).lamp_counts(now=now, by=("unit_id",))
        before = Counter()
    red_units = len({unit_id for unit_id, lamp in counted if lamp == Lamp.RED})
    return _by_lamp(counted), red_units, _by_lamp(before)


def _by_lamp(counted: Counter) -> Counter:
    lamps: Counter = Counter()
    for (_unit_id, lamp), n in counted.items():
        lamps[lamp] += n
    return lamps


def _by_item(county_id: int, quarter: Quarter, closing: Closing | None, now: datetime):
    """Title, unit and lamp of what there is, each once."""
    if closing:
        return list(ClosedTask.objects.filter(closing=closing).counts("title", "unit_id")[0])
    by = ("item__text", "item__text_en", "dispatch__title", "unit_id")
    counted = _tasks(county_id, quarter, now).lamp_counts(now=now, by=by)
    return [
        (given or in_language(text, english), unit_id, lamp)
        for text, english, given, unit_id, lamp in counted
    ]


def _tasks(county_id: int, quarter: Quarter, now: datetime):
    return Task.objects.filter(quarter.tasks, county_id=county_id).opened(now=now)
