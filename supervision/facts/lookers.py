"""Who looked at a person's facts: at the page, and at the texts of the person's records."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from alerts.audit.models import AuditEntry
from responsibility.organisation.people.models import User
from supervision.facts.models import FactsReading

BACK = timedelta(days=90)
READ = ("record.read_body", "record.open_body")


class Look(NamedTuple):
    """One look: when, who, from where, and at what or for what."""

    at: datetime
    who: str
    unit: str
    what: str


def looks_at(person: User, post_ids: Sequence[int], *, now: datetime) -> list[Look]:
    """The looks of the last BACK, the newest first; not the person's own."""
    since = now - BACK
    readings = FactsReading.objects.filter(person=person, read_at__gt=since)
    looks = [
        Look(reading.read_at, reading.read_by.name, _unit(reading), reading.purpose)
        for reading in readings.select_related("read_by", "read_in__unit")
    ]
    entries = AuditEntry.objects.filter(action__in=READ, post_id__in=post_ids, at__gt=since)
    entries = entries.exclude(user=person.pk).select_related("user")
    words = _("read the text of a record")
    looks += [Look(entry.at, entry.user.name, "", words) for entry in entries if entry.user]
    return sorted(looks, reverse=True)


def _unit(reading: FactsReading) -> str:
    return reading.read_in.unit.name if reading.read_in else ""
