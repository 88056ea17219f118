"""The own reminders of a county to try: of what is due next on the desk of each account."""

from typing import Any

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from responsibility.agenda.own_reminders.days import offered
from responsibility.agenda.own_reminders.set_day import days_to_choose, set_own_reminder
from responsibility.tasks.models import Task

EACH = 2  # on one desk


def demonstrate(trial: Trial) -> None:
    """Each account of the county to try wants to be reminded of the first things it may be."""
    for person in {each.pk: each for each in trial.people.values()}.values():
        tasks: Any = Task.objects.on_desk_of(person, at=trial.until).open_still()
        wanted = 0
        for task in tasks.order_by("late_at", "pk").filter(late_at__gt=trial.until):
            day = offered(days_to_choose(task, now=trial.until), today=day_of(trial.until))
            if day and wanted < EACH:
                by = Actor(user=person)
                set_own_reminder(owed=task, on=day, by=by, now=trial.until)
                wanted += 1
