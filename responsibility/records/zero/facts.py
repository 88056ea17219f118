"""What is known that speaks against a report of nothing: each room says what it knows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from alerts.kinds.collected import collected
from pages.line import Line
from pages.templatetags.look import day
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task


def known_facts(tasks: Sequence[Task], *, user, now: datetime) -> Mapping[int, list[Line]]:
    """By a task's id what `user` may see that is of its kind and of its period."""
    against: dict[int, list[Line]] = defaultdict(list)
    for name in collected().paths("zero_facts") if tasks else ():
        for task_id, lines in import_string(name)(tasks=tasks, user=user, now=now).items():
            against[task_id] += lines
    return against


def records_of_the_kind(*, tasks: Sequence[Task], user, now: datetime) -> Mapping[int, list[Line]]:
    """The records of something done that count, or are offered, for the same item of the post in
    the task's period; one query."""
    credits = (
        Credit.objects.visible_to(user, at=now)
        .in_force()
        .filter(
            post__in={task.post_id for task in tasks},
            item_code__in={task.item_code for task in tasks},
            record__ended_at=None,
        )
        .exclude(record__kind=DutyRecord.Kind.ZERO_REPORT)
        .select_related("record")
        .order_by("record__happened_on", "pk")
    )
    against: dict[int, list[Line]] = defaultdict(list)
    for task in tasks:
        same = (c for c in credits if (c.post_id, c.item_code) == (task.post_id, task.item_code))
        for credit in same:
            if task.period_start <= credit.record.happened_on < task.period_end:
                against[task.pk].append(_line(credit.record, now))
    return against


def _line(record: DutyRecord, now: datetime) -> Line:
    text = _("Record of %(day)s") % {"day": day(record.happened_on, now)}
    return Line("clipboard-check", text, record.get_absolute_url())


def contradiction(task: Task, facts: Sequence[Line]) -> str:
    """Why nothing cannot be reported of `task`."""
    words = {"task": task.title, "fact": facts[0].text}
    return _("“%(task)s”: %(fact)s speaks against a zero report. Log what was done.") % words
