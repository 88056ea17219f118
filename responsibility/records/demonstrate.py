"""Reports on dispatched tasks in a county to try."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.models import Task

LATER = timedelta(days=2)


def demonstrate(trial: Trial) -> None:
    """Of each dispatch that stands and was given days ago every third post reported two days
    later, the first two in the same words: what they share is shown to whoever checks."""
    given = Task.objects.filter(
        dispatch__dispatched_at__lt=trial.until - LATER, dispatch__taken_back_at=None
    )
    for dispatch_id in given.order_by("dispatch").values_list("dispatch", flat=True).distinct():
        for number, task in enumerate(given.filter(dispatch=dispatch_id).order_by("pk")[::3]):
            text = trial.words["records"][4].format(text=task.title)
            now = task.dispatch.dispatched_at + LATER
            lodge(
                by=Actor(user=trial.holders[task.post_id]),
                now=now,
                nonce=UUID(int=task.pk << 8),
                task_ids=[task.pk],
                happened_on=now.date(),
                text=trial.words["reported"] if number < 2 else text,
            )
