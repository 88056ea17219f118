"""What rooms above have to do with a request for an extension (alerts/kinds)."""

from datetime import date, datetime

from django.utils.module_loading import import_string

from alerts.audit.actor import Actor
from alerts.deadlines.models import Deadline
from alerts.decisions.models import Extension
from alerts.kinds.collected import collected


def day_to_decide(deadline: Deadline, *, now: datetime) -> date:
    """The day by which somebody decides about a request that is made at `now`."""
    return import_string(collected().extension_day)(deadline=deadline, now=now)


def asked(extension: Extension, deadline: Deadline, *, now: datetime) -> None:
    """What comes with a request, in its transaction."""
    for path in collected().paths("extension_asked"):
        import_string(path)(extension=extension, deadline=deadline, now=now)


def ended(extension: Extension, *, by: Actor, now: datetime) -> None:
    """What comes with its decision, or with its being taken back, in that transaction."""
    for path in collected().paths("extension_ended"):
        import_string(path)(extension=extension, by=by, now=now)
