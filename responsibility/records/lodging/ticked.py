"""The tasks a person ticked on the form."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from responsibility.records.counting.event_tasks import same_event
from responsibility.records.together.invited import invited
from responsibility.records.together.party import Party
from responsibility.tasks.models import Task


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """Ticked tasks in the order of the ticks.

    `own` ones the person may log for; `offered` ones are other posts', which the same event
    fulfils: those ticked, and those of who took part. `unknown` counts the ticks for neither.
    `read` holds all tasks read, by id.
    """

    own: Sequence[Task]
    offered: Sequence[Task]
    unknown: int
    read: Mapping[int, Task]

    @property
    def tasks(self) -> list[Task]:
        """Own ones, then offered ones."""
        return [*self.own, *self.offered]


def ticked_tasks(
    *,
    user,
    at: datetime,
    task_ids: Sequence[int],
    read: Callable[[Iterable[int]], list[Task]],
    besides: Iterable[int] = (),
    party: Party | None = None,
) -> Ticked:
    """Sort out the ticked `task_ids` and `read` them, by locking them or not.

    Only what the person may tick is found. Those of `party` need no tick: that they took part
    offers them what the event fulfils. `besides` are ids of tasks to be read with them.
    """
    if not task_ids and not besides:
        return Ticked(own=[], offered=[], unknown=0, read={})
    mine = list(
        Task.objects.visible_to(user, at=at)
        .loggable_by(user, at=at)
        .filter(pk__in=task_ids)
        .select_related("item")
    )
    own = {task.pk for task in mine}
    events = same_event(user=user, tasks=mine, at=at).filter(pk__in=task_ids)
    offered = set(events.values_list("pk", flat=True))
    taking = invited(user=user, tasks=mine, party=party, at=at) if party else []
    by_id = {task.pk: task for task in read({*own, *offered, *besides, *(t.pk for t in taking)})}
    ticked = [pk for pk in task_ids if pk in offered]
    ticked += _once_an_item(
        [by_id[task.pk] for task in taking], besides=[by_id[pk] for pk in ticked]
    )
    return Ticked(
        own=[by_id[pk] for pk in task_ids if pk in own],
        offered=[by_id[pk] for pk in ticked],
        unknown=sum(pk not in own | set(ticked) for pk in task_ids),
        read=by_id,
    )


def _once_an_item(tasks: Iterable[Task], *, besides: Iterable[Task]) -> list[int]:
    """The ids of `tasks`, of an item of a post the first alone, none where `besides` has one: a
    record counts for one task of an item."""
    first = {(task.post_id, task.item_code): 0 for task in besides}
    for task in tasks:
        first.setdefault((task.post_id, task.item_code), task.pk)
    return [pk for pk in first.values() if pk]
