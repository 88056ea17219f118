"""Items with what their rows show: their tasks with lamps, their newest progress."""

from collections.abc import Iterable
from datetime import datetime

from pages.templatetags.look import word
from responsibility.owed.whose import name_holders
from responsibility.plans.history import PlanProgress
from responsibility.plans.models import PlanItem
from responsibility.tasks.models import Task


def with_lamps(items: Iterable[PlanItem], *, now: datetime) -> list[PlanItem]:
    """The items with their `task` (None where nobody owes it) and its `lamp_word`, and the words of
    their `newest` progress; a few queries for all.

    The task of an item is shown to whoever sees the item: its lamp is what a plan shows.
    """
    rows = list(items)
    acts = [item.dispatch_id for item in rows if item.dispatch_id]
    tasks = {
        task.dispatch_id: task for task in Task.objects.filter(dispatch__in=acts).for_rows(now=now)
    }
    name_holders(tasks.values(), now=now)
    newest = newest_of(item.pk for item in rows)
    for item in rows:
        item.task = tasks.get(item.dispatch_id)
        item.lamp_word = word(item.task.lamp_now) if item.task else ""
        item.newest = newest.get(item.pk, "")
    return rows


def newest_of(item_ids: Iterable[int]) -> dict[int, str]:
    """The text of the newest progress that stands, by item."""
    entries = PlanProgress.objects.filter(
        item__in=list(item_ids), takes_back=None, taken_back_by=None
    )
    return dict(entries.order_by("on", "pk").values_list("item", "text"))
