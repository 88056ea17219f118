"""Decisions about tasks in a county to try: exemptions and extensions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt
from alerts.decisions.extend import ask_extension, grant_extension, refuse_extension
from alerts.kinds.trial import Trial
from pages.lamp import Lamp
from responsibility.tasks.models import Task


def demonstrate(trial: Trial) -> None:
    """Exempt three tasks; ask for six extensions: two granted, two refused, two still open."""
    by, now = Actor(user=trial.people["office"]), trial.until
    document = trial.words["exempt_document"].format(year=now.year)
    for task in _open_tasks(now, unit_step=11)[:3]:
        exempt(by=by, now=now, deadline=task, reason=trial.words["exempted"], document=document)
    late = _open_tasks(now, unit_step=7, lamps=[Lamp.RED])
    running = _open_tasks(now, unit_step=1, lamps=[Lamp.UNLIT, Lamp.YELLOW])
    # The last two wait: one that is red stays red, one that runs holds its clock.
    for number, task in enumerate([*late[:5], *running[:1]]):
        extension = ask_extension(
            by=Actor(user=trial.holders[task.post_id]),
            now=now,
            deadline=task,
            wanted_on=max(now.date(), task.due_on) + timedelta(days=40),
            reason=trial.words["extension_reason"],
        )
        if number < 2:
            answer = trial.words["extension_granted"]
            grant_extension(by=by, now=now, extension_id=extension.pk, answer=answer)
        elif number < 4:
            answer = trial.words["extension_refused"]
            refuse_extension(by=by, now=now, extension_id=extension.pk, answer=answer)


def _open_tasks(
    until: datetime, *, unit_step: int, lamps: Sequence[str] = (Lamp.YELLOW, Lamp.RED)
) -> list[Task]:
    """Personal tasks with one of these lamps, one of every `unit_step`-th unit in order."""
    found = (
        Task.objects.opened(now=until)
        .with_lamp(now=until)
        .filter(lamp_now__in=lamps, hold=None, role_kind__collective=False)
    )
    by_unit = {task.unit_id: task for task in found.order_by("-unit__order_key", "-pk")}
    return [by_unit[unit] for unit in sorted(by_unit)][::unit_step]
