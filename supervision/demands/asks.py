"""Of whom what is demanded: of each post that owes the tasks, or of a unit's officer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.lamp import Lamp
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import acting_post_towards
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.demands.models import Demand

MOST_AT_ONCE = 200
LONGEST_WAIT = timedelta(days=90)
NOTHING_LEFT = gettext_noop(
    "Nothing is left to demand: it is done, or an answer is demanded already."
)


@dataclass(frozen=True)
class Ask:
    """What is demanded of one post, out of the post `made_in`. `whole_unit`: of all that was
    overdue in the unit."""

    post: Post
    made_in: int
    tasks: Sequence[Task]
    whole_unit: bool = False


def asks_of_tasks(task_ids: Collection[int], *, by: Actor, now: datetime) -> list[Ask]:
    """What is open of the tasks, by the posts that owe them.

    Raises:
        Task.DoesNotExist: one is absent, not open yet, or not visible to the person.
        PermissionDenied: the person may not demand of one of the posts, or it is their own.
        Refused: no task, too many, or nothing is left to demand.
    """
    ids = set(task_ids)
    if not 0 < len(ids) <= MOST_AT_ONCE:
        words = {"most": MOST_AT_ONCE}
        raise Refused(_("Tick one task at least, and %(most)d at most.") % words)
    tasks = _locked(Task.objects.visible_to(by.user, at=now).filter(pk__in=ids), now)
    if len(tasks) != len(ids):
        raise Task.DoesNotExist
    return _asks(tasks, None, by=by, now=now)


def asks_of_unit(unit_id: int, *, by: Actor, now: datetime) -> list[Ask]:
    """All that is red in the unit, of its principal officer.

    Raises:
        Unit.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person may not demand of its principal officer, or is that.
        Refused: nothing is red, or the unit has no such post.
    """
    unit = Unit.objects.visible_to(by.user, at=now).get(pk=unit_id)
    head = principal_post(unit, at=now)
    if head is None:
        raise Refused(_("The unit has no principal officer."))
    red = red_tasks(by.user, unit=unit, at=now).values("pk")
    tasks = _locked(Task.objects.visible_to(by.user, at=now).filter(pk__in=red), now)
    return _asks(tasks, head, by=by, now=now)


def ask_again(ask: Ask, *, now: datetime) -> Ask:
    """What of a drafted one is still to be demanded. Rights are the caller's.

    Raises:
        Refused: nothing is left to demand.
    """
    tasks = _locked(Task.objects.filter(pk__in=[task.pk for task in ask.tasks]), now)
    if not (left := _to_demand(ask.post, tasks)):
        raise Refused(_(NOTHING_LEFT))
    return Ask(ask.post, ask.made_in, left, ask.whole_unit)


def red_tasks(user, *, unit: Unit, at: datetime):
    """The unit's tasks that are red at `at`, as far as `user` sees them."""
    tasks = Task.objects.visible_to(user, at=at).filter(unit=unit, fulfilled_at=None, exempt=False)
    return tasks.opened(now=at).with_lamp(now=at).filter(lamp_now=Lamp.RED)


def checked(text: str, reply_by: date, now: datetime) -> str:
    """The text of a demand, as it fits. Raises Refused where it or the day will not do."""
    text = fitting(text, of=Demand, field="text", missing=_("Say what is to be answered."))
    if not day_of(now) <= reply_by <= day_of(now) + LONGEST_WAIT:
        raise Refused(_("Choose a day from today on, within 90 days."), field="reply_by")
    return text


def _asks(tasks: Sequence[Task], head: Post | None, *, by: Actor, now: datetime) -> list[Ask]:
    asks = []
    for post, group in groupby(tasks, key=lambda task: head or task.post):
        made_in = acting_post_towards(user=by.user, post=post, at=now)
        if made_in is None:
            raise PermissionDenied(_("You may not demand an answer here."))
        if left := _to_demand(post, list(group)):
            asks.append(Ask(post, made_in, left, whole_unit=head is not None))
    if not asks:
        raise Refused(_(NOTHING_LEFT))
    return asks


def _locked(tasks, now: datetime) -> list[Task]:
    """The opened tasks, locked so that none is fulfilled or demanded of at the same moment."""
    rows = tasks.opened(now=now).order_by("post", "pk").select_related("post__unit")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _to_demand(post: Post, tasks: list[Task]) -> list[Task]:
    """Those that are open and for which no demand of the post waits for its answer."""
    waiting = Demand.objects.open_still().filter(post=post, tasks__in=tasks)
    waited_for = set(waiting.values_list("tasks", flat=True))
    return [
        task
        for task in tasks
        if task.fulfilled_at is None and not task.exempt and task.pk not in waited_for
    ]
