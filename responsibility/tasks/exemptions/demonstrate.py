"""Exemptions in a county to try."""

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.tasks.demonstrate import tasks_to_try
from responsibility.tasks.exemptions.exempt import exempt


def demonstrate(trial: Trial) -> None:
    """Exempt three tasks."""
    by, now = Actor(user=trial.people["office"]), trial.until
    document = trial.words["exempt_document"].format(year=now.year)
    for task in tasks_to_try(until=now, unit_step=11)[:3]:
        exempt(by=by, now=now, task_id=task.pk, reason=trial.words["exempted"], document=document)
