"""A measure: what is done about something, by whom, by which day; dropped with a reason, never
changed (M003-28)."""

from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from pages.refused import Refused
from pages.words import fitting

PERSON = settings.AUTH_USER_MODEL


class LaidMeasure(models.Model):
    """What is done, by whom, by when. A concrete one names what it is about."""

    text = models.CharField(max_length=300)
    person = models.CharField(max_length=60)
    due_on = models.DateField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    dropped_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(name="%(class)s_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(
                name="%(class)s_dropped_says_why",
                condition=Q(dropped_at=None, dropped_by=None, dropped_because=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, dropped_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


Laid = TypeVar("Laid", bound=LaidMeasure)


def in_words(model: type[LaidMeasure], *, text: str, person: str) -> dict[str, str]:
    """What is done and by whom, as they fit.

    Raises:
        Refused: at the field that is empty or too long.
    """
    missing = {"text": _("Say what is done."), "person": _("Say who does it.")}
    return {
        name: fitting(typed, of=model, field=name, missing=missing[name])
        for name, typed in (("text", text), ("person", person))
    }


def drop(measure: Laid, *, by_id: int, now: datetime, reason: str) -> Laid:
    """Drop a measure: it is readable still, and nothing is awaited of it. Rights, step and audit
    are the caller's.

    Raises:
        Refused: it is dropped already, or without a reason.
    """
    if measure.dropped_at:
        raise Refused(_("The measure is dropped already."))
    missing = _("Give a reason.")
    reason = fitting(
        reason, of=type(measure), field="dropped_because", missing=missing, at="reason"
    )
    measure.dropped_by_id, measure.dropped_at, measure.dropped_because = by_id, now, reason
    measure.save(update_fields=["dropped_by", "dropped_at", "dropped_because"])
    return measure
