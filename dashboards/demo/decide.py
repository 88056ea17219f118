"""A few decisions in the demonstration, so that every state of a task is there to be seen."""

from datetime import datetime, timedelta

from alerts.audit.actor import Actor
from dashboards.demo.county import County
from dashboards.demo.names import NAMES
from responsibility.organisation.people import User
from responsibility.tasks.exempt import exempt
from responsibility.tasks.extend import ask_extension, grant_extension, refuse_extension
from responsibility.tasks.models import Task


def decide_some(*, county: County, office: User, until: datetime) -> None:
    """Exempt three tasks; ask for six extensions: two granted, two refused, two still open."""
    by = Actor(user=office)
    document = NAMES["exempt_document"].format(year=until.year)
    for task in _open_tasks(until, unit_step=11)[:3]:
        exempt(by=by, now=until, task_id=task.pk, reason=NAMES["exempted"], document=document)
    for number, task in enumerate(_open_tasks(until, unit_step=7)[:6]):
        holder = Actor(user=county.holders[task.post_id])
        extension = ask_extension(
            by=holder,
            now=until,
            task_id=task.pk,
            wanted_on=until.date() + timedelta(days=40),
            reason=NAMES["extension_reason"],
        )
        if number < 2:
            answer = NAMES["extension_granted"]
            grant_extension(by=by, now=until, extension_id=extension.pk, answer=answer)
        elif number < 4:
            answer = NAMES["extension_refused"]
            refuse_extension(by=by, now=until, extension_id=extension.pk, answer=answer)


def _open_tasks(until: datetime, *, unit_step: int) -> list[Task]:
    """Yellow or red personal tasks, one of every `unit_step`-th unit in order."""
    found = Task.objects.with_lamp(now=until).filter(
        lamp_now__in=["yellow", "red"], hold=None, role_kind__collective=False
    )
    by_unit = {task.unit_id: task for task in found.order_by("-unit__order_key", "-pk")}
    return [by_unit[unit] for unit in sorted(by_unit)][::unit_step]
