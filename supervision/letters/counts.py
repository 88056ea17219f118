"""Letters counted by kind, period and unit: plain numbers, each with the address of its rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise

from pages.quarter import Quarter
from responsibility.organisation.units.models import Unit
from supervision.letters.choices import kinds_seen_by
from supervision.letters.listing import COUNTED, served_within
from supervision.letters.models import Letter, LetterQuerySet


class CountRow(NamedTuple):
    """A line: what is counted in it; each head with the number and the address of its rows."""

    name: str
    cells: list[tuple[str | Promise, tuple[int, str]]]


@dataclass(frozen=True)
class LetterCounts:
    """Those that the person sees, served in the quarter; by kind, and by unit."""

    quarter: Quarter
    heads: list[str | Promise]
    kinds: list[CountRow]
    units: list[CountRow]

    @classmethod
    def of(cls, user, *, quarter: Quarter, now: datetime) -> Self:
        letters = Letter.objects.visible_to(user, at=now).filter(served_within(quarter))
        counts = {
            code: _counted(letters.filter(which)) for code, (_words, which) in COUNTED.items()
        }
        kinds = [(kind.pk, str(kind)) for kind in kinds_seen_by(user, at=now)]
        names = Unit.objects.filter(pk__in={unit for of in counts.values() for _kind, unit in of})
        units = list(names.in_order().values_list("pk", "name"))
        return cls(
            quarter=quarter,
            heads=[words for words, _which in COUNTED.values()],
            kinds=[_row("kind", 0, pk, name, counts, quarter) for pk, name in kinds],
            units=[_row("unit", 1, pk, name, counts, quarter) for pk, name in units],
        )


def _counted(letters: LetterQuerySet) -> Counter:
    """How many by kind and unit."""
    rows = letters.order_by().values_list("kind", "unit").annotate(n=Count("pk"))
    return Counter({(kind, unit): n for kind, unit, n in rows})


def _row(
    by: str, place: int, pk: int, name: str, counts: dict[str, Counter], quarter: Quarter
) -> CountRow:
    cells = []
    for code, of in counts.items():
        n = sum(count for key, count in of.items() if key[place] == pk)
        query = urlencode({"counted": code, "quarter": str(quarter), by: pk})
        address = f"{reverse('letter-list')}?{query}" if n else ""
        cells.append((COUNTED[code][0], (n, address)))
    return CountRow(name, cells)
