"""Extensions in a county to try."""

from datetime import timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.tasks.demonstrate import tasks_to_try
from responsibility.tasks.extensions.extend import ask_extension, grant_extension, refuse_extension


def demonstrate(trial: Trial) -> None:
    """Ask for six extensions: two granted, two refused, two still open."""
    by, now, words = Actor(user=trial.people["office"]), trial.until, trial.words
    for number, task in enumerate(tasks_to_try(until=now, unit_step=7)[:6]):
        extension = ask_extension(
            by=Actor(user=trial.holders[task.post_id]),
            now=now,
            task_id=task.pk,
            wanted_on=now.date() + timedelta(days=40),
            reason=words["extension_reason"],
        )
        if number < 2:
            answer = words["extension_granted"]
            grant_extension(by=by, now=now, extension_id=extension.pk, answer=answer)
        elif number < 4:
            answer = words["extension_refused"]
            refuse_extension(by=by, now=now, extension_id=extension.pk, answer=answer)
