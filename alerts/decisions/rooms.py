"""What rooms above have to do with something that waits for a decision (alerts/kinds)."""

from datetime import date, datetime
from typing import Any

from django.utils.module_loading import import_string

from alerts.audit.actor import Actor
from alerts.deadlines.models import Deadline
from alerts.kinds.collected import collected


def day_to_decide(deadline: Deadline, *, now: datetime) -> date:
    """The day by which somebody decides about a request that is made at `now`."""
    return import_string(collected().extension_day)(deadline=deadline, now=now)


def why_barred(deadline: Deadline, *, now: datetime) -> str:
    """Why no extension of `deadline` is asked for any more; "" where one may be."""
    return import_string(collected().extension_barred)(deadline=deadline, now=now)


def decision_asked(*, about: Any, now: datetime) -> None:
    """What comes with asking for a decision on the row `about`, in its transaction."""
    for path in collected().paths("decision_asked"):
        import_string(path)(about=about, now=now)


def decision_ended(*, about: Any, by: Actor, now: datetime, taken_back: bool = False) -> None:
    """What comes with that decision, or with the asking being taken back, in that transaction."""
    for path in collected().paths("decision_ended"):
        import_string(path)(about=about, by=by, now=now, taken_back=taken_back)
