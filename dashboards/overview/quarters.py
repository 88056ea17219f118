"""Frozen quarters beside the one that runs: each with its number, its corrections, its share."""

from dataclasses import dataclass

from django.urls import reverse

from alerts.lamps.summary import Summary
from dashboards.matrix.selection import OfClosing
from dashboards.overview.numbers import Numbers
from pages.quarter import Quarter
from supervision.closings.models import Closing

SHOWN = 4


@dataclass(frozen=True)
class Beside:
    """One quarter. Of a closed one the figures are the frozen ones with `notes` corrections."""

    quarter: Quarter
    closing: Closing | None
    notes: int
    done: int
    settled: int
    address: str
    current: bool


def beside(numbers: Numbers) -> list[Beside]:
    """The newest quarters with something due, the newest first; none without a closed one."""
    if not numbers.closed.closings:
        return []
    return [_one(numbers, *each) for each in reversed(numbers.trend[-SHOWN:])]


def _one(numbers: Numbers, quarter: Quarter, by_chain: dict[str, Summary]) -> Beside:
    closing = numbers.closed.closings.get(quarter)
    return Beside(
        quarter=quarter,
        closing=closing,
        notes=numbers.closed.notes.get(quarter, 0),
        done=sum(summary.done for summary in by_chain.values()),
        settled=sum(summary.settled for summary in by_chain.values()),
        address=_rows(numbers, quarter, closing),
        current=quarter == numbers.quarter,
    )


def _rows(numbers: Numbers, quarter: Quarter, closing: Closing | None) -> str:
    """The rows that have their outcome."""
    if closing:
        rows = OfClosing(closing, numbers.selection)
        return f"{reverse('closed-tasks')}?{rows.settled_query}"
    selection = numbers.selection.but(quarter=quarter)
    return f"{reverse('board-rows')}?{selection.settled_query}"
