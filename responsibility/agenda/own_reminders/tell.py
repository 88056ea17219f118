"""Telling people on the day they chose themselves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from alerts.deadlines.discovery import deadline_model
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from responsibility.agenda.own_reminders.kind import OWN_REMINDER
from responsibility.agenda.own_reminders.models import OwnReminder
from responsibility.owed.models import OwedByPost


@transaction.atomic
def tell_on_own_day(*, now: datetime) -> int:
    """Owe a reminder for each whose day has come: one, if the matter is still on the person's desk
    and something is left to do. A duty of the day, safe to repeat; returns how many were owed."""
    due = OwnReminder.objects.pending().filter(on__lte=day_of(now)).order_by("pk")
    rows = list(due.select_for_update(of=("self",)).select_related("person"))
    told = sum(_tell(row, now) for row in rows)
    OwnReminder.objects.filter(pk__in=[row.pk for row in rows]).update(came_at=now)
    return told


def _tell(reminder: OwnReminder, now: datetime) -> int:
    model = deadline_model(reminder.kind, OwedByPost)
    rows: Any = model.objects
    owed = rows.visible_to(reminder.person, at=now).open_still()
    here = owed.on_desk_of(reminder.person, at=now).filter(pk=reminder.owed_id)
    if not reminder.person.is_active or not here.exists():
        return 0
    return owe_reminders(
        model=model,
        ids=[reminder.owed_id],
        stage=OWN_REMINDER,
        now=now,
        slot=f"own{reminder.pk}",
        to=[reminder.person_id],
    )
