"""The summary lamp of a unit, a person or a category: one expression for every screen."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pages.lamp import Lamp

SETTLED = [Lamp.GREEN, Lamp.ORANGE, Lamp.RED]
# The worst first. Late entry stands between: no longer overdue, never all green again.
WORST_FIRST = [Lamp.RED, Lamp.ORANGE, Lamp.YELLOW, Lamp.UNLIT, Lamp.GREEN]


@dataclass(frozen=True)
class Summary:
    """One lamp for many: `done` of `total` were fulfilled in time, `exempt` counted beside.

    `settled` of the total have their outcome: they are fulfilled, or their deadline is over. A
    share done in time is a share of these; what is not due yet is nobody's delay.
    `lamp` is green only if all were (亮全绿灯), and None where none applies (无任务).
    """

    lamp: Lamp | None
    done: int
    total: int
    exempt: int
    settled: int


def summarise(counts: Mapping[str, int]) -> Summary:
    """The summary of rows counted per lamp. Count opened deadlines alone (`opened(now=)`)."""
    lit = [lamp for lamp in WORST_FIRST if counts.get(lamp)]
    return Summary(
        lamp=lit[0] if lit else None,
        done=counts.get(Lamp.GREEN, 0),
        total=sum(counts[lamp] for lamp in lit),
        exempt=counts.get(Lamp.EXEMPT, 0),
        settled=sum(counts.get(lamp, 0) for lamp in SETTLED),
    )


def summaries(counts: Counter) -> dict[tuple, Summary]:
    """The answer of `lamp_counts(by=...)` as a summary for each tuple of those columns."""
    grouped: dict[tuple, Counter] = defaultdict(Counter)
    for (*key, lamp), n in counts.items():
        grouped[tuple(key)][lamp] += n
    return {key: summarise(lamps) for key, lamps in grouped.items()}
