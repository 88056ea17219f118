"""Reporting for a post, by one act, that of several duties there was nothing in the quarter."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord
from responsibility.records.zero.facts import contradiction, known_facts
from responsibility.records.zero.reportable import reportable
from responsibility.tasks.models import Task


@transaction.atomic
def report_nothing(
    *, by: Actor, now: datetime, nonce: UUID, post_id: int, task_ids: Sequence[int]
) -> list[DutyRecord]:
    """Lodge a zero report of its own for each of the tasks, all or none.

    Each can be corrected and withdrawn by itself. The same `nonce` lodges each once.

    Raises:
        Refused: nothing is ticked; a task is done meanwhile or not open to the person; or facts
            that the person may see speak against it, each named.
    """
    wanted = list(dict.fromkeys(task_ids))
    if not wanted:
        raise Refused(_("Tick at least one line of which there was nothing."), field="tasks")
    numbers = {pk: uuid5(nonce, str(pk)) for pk in wanted}
    before = DutyRecord.objects.filter(lodged_by=by.user, nonce__in=numbers.values())
    if first := list(before.order_by("pk")):
        return first
    open_ones = reportable(by.user, now=now).filter(post=post_id, pk__in=wanted)
    Task.objects.lock(open_ones.values_list("pk", flat=True))
    tasks = list(open_ones.all())
    if len(tasks) < len(wanted):
        raise Refused(_("A line was decided meanwhile. See what is left."), field="tasks")
    facts = known_facts(tasks, user=by.user, now=now)
    against = [contradiction(task, facts[task.pk]) for task in tasks if facts.get(task.pk)]
    if against:
        raise Refused.because({"tasks": against})
    return [
        lodge(
            by=by,
            now=now,
            nonce=numbers[task.pk],
            task_ids=[task.pk],
            happened_on=day_of(now),
            kind=DutyRecord.Kind.ZERO_REPORT,
        )
        for task in tasks
    ]
