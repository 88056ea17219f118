"""Units that need attention: in the order of the organisation, each with the reason."""

from dataclasses import dataclass
from typing import NamedTuple, Self

from dashboards.overview.numbers import Numbers
from responsibility.organisation.units.models import Unit


class Reason(NamedTuple):
    """How many are overdue (also from earlier quarters), how many are due soon."""

    unit: Unit
    red: int
    yellow: int


@dataclass(frozen=True)
class Concern:
    """Units with something overdue, else those with something due soon; `overdue` says which."""

    reasons: list[Reason]
    overdue: bool

    @classmethod
    def of(cls, numbers: Numbers) -> Self:
        waiting = numbers.waiting
        reasons = [
            Reason(unit, waiting.red[unit.pk], waiting.yellow[unit.pk])
            for unit, _lamps in numbers.units
        ]
        overdue = any(reason.red for reason in reasons)
        shown = [cause for cause in reasons if (cause.red if overdue else cause.yellow)]
        return cls(shown, overdue)
