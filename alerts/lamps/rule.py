"""The lamp rule: which colour a deadline shows at an instant (architecture 4; M000-13, M002-13).

The rule is written twice on purpose: `lamp_for` for one object in memory,
`lamp_expression` for filtering, counting and sweeping in PostgreSQL. One table of
cases (tests/alerts/lamps/cases.py) is run through both, through the sweep and through
the ledger's trigger, so they cannot drift.

All intervals are half-open: an instant has exactly one lamp.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, F, Q, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp


class Hold(TextChoices):
    """Why the clock stands still."""

    EXTENSION_ASKED = "extension_asked", _("extension asked for")
    IN_CORRECTION = "in_correction", _("in correction")


@dataclass(frozen=True)
class LampFacts:
    """What the lamp depends on. Instants are aware.

    `held_until` is the end of a correction window; without it a hold stands until decided.
    """

    warns_at: datetime
    late_at: datetime
    closes_at: datetime | None = None
    fulfilled_at: datetime | None = None
    hold: str | None = None
    held_until: datetime | None = None
    exempt: bool = False

    @property
    def reddens_at(self) -> datetime | None:
        """The instant at which it turns red if nothing happens; None while the clock stands."""
        if self.hold is None:
            return self.late_at
        return None if self.held_until is None else max(self.late_at, self.held_until)


def lamp_for(facts: LampFacts, *, now: datetime) -> Lamp:
    """Return the lamp of one deadline at the aware instant `now`. The first that holds wins."""
    done = facts.fulfilled_at
    if facts.exempt:
        return Lamp.EXEMPT
    if done is not None and done < facts.late_at:
        return Lamp.GREEN
    if done is not None and (facts.closes_at is None or done < facts.closes_at):
        return Lamp.ORANGE
    if facts.reddens_at is not None and now >= facts.reddens_at:
        return Lamp.RED
    return Lamp.YELLOW if now >= facts.warns_at else Lamp.UNLIT


def clock_instant(facts: LampFacts, lamp: str) -> datetime | None:
    """When the clock alone brings (or brought) the deadline to `lamp`: yellow or red, else None."""
    return {Lamp.YELLOW: facts.warns_at, Lamp.RED: facts.reddens_at}.get(Lamp(lamp))


def lamp_expression(now: datetime) -> Case:
    """The same rule as a SQL expression over the columns of a deadline."""
    return Case(
        When(exempt=True, then=Value(Lamp.EXEMPT)),
        When(fulfilled_at__lt=F("late_at"), then=Value(Lamp.GREEN)),
        When(
            Q(fulfilled_at__isnull=False)
            & (Q(closes_at__isnull=True) | Q(fulfilled_at__lt=F("closes_at"))),
            then=Value(Lamp.ORANGE),
        ),
        When(_reddened(now), then=Value(Lamp.RED)),
        When(warns_at__lte=now, then=Value(Lamp.YELLOW)),
        default=Value(Lamp.UNLIT),
        output_field=CharField(),
    )


def _reddened(now: datetime) -> Q:
    in_window = Q(held_until__lte=now) & Q(late_at__lte=now)
    return Q(hold__isnull=True, late_at__lte=now) | (Q(hold__isnull=False) & in_window)
