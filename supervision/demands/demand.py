"""Demanding an answer by a day (督办; M000-05), of who owes tasks or of a unit's officer."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.lamp import Lamp
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import acting_post_towards
from responsibility.organisation.relations.answers import answerers, principal_post
from responsibility.organisation.units.models import Unit
from responsibility.owed.instants import born_with
from responsibility.tasks.models import Task
from supervision.demands.kind import DEMANDED
from supervision.demands.models import Demand, DemandTask

MOST_AT_ONCE = 200
LONGEST_WAIT = timedelta(days=90)


@transaction.atomic
def demand(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    task_ids: Collection[int],
    text: str,
    reply_by: date,
) -> list[Demand]:
    """Demand an answer by the end of `reply_by`: one demand for each post that owes the tasks.

    Whoever answers for the post is told, and the unit's principal officer. What is fulfilled or
    exempt, or demanded of already without an answer yet, is passed over. The same nonce demands
    once; a second call returns what the first made.

    Raises:
        Task.DoesNotExist: one is absent, not open yet, or not visible to the person.
        PermissionDenied: the person may not demand of one of the posts, or it is their own.
        Refused: nothing is left to demand, nobody could answer, or the day will not do.
    """
    if made := _made_before(by, nonce):
        return made
    ids = set(task_ids)
    if not 0 < len(ids) <= MOST_AT_ONCE:
        raise Refused(_("Tick one task at least, and %(most)d at most.") % _MOST)
    tasks = _locked(Task.objects.visible_to(by.user, at=now).filter(pk__in=ids), now)
    if len(tasks) != len(ids):
        raise Task.DoesNotExist
    open_ones = [task for task in tasks if task.fulfilled_at is None and not task.exempt]
    return _make(by, now, nonce, open_ones, text=text, reply_by=reply_by)


@transaction.atomic
def demand_of_unit(
    *, by: Actor, now: datetime, nonce: UUID, unit_id: int, text: str, reply_by: date
) -> list[Demand]:
    """Demand of the unit's principal officer an answer about all that is red in the unit.

    Raises:
        Unit.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person may not demand of its principal officer, or is that.
        Refused: as for `demand`; nothing is red; or the unit has no such post.
    """
    if made := _made_before(by, nonce):
        return made
    unit = Unit.objects.visible_to(by.user, at=now).get(pk=unit_id)
    head = principal_post(unit, at=now)
    if head is None:
        raise Refused(_("The unit has no principal officer."))
    red = red_tasks(by.user, unit=unit, at=now).values("pk")
    tasks = _locked(Task.objects.visible_to(by.user, at=now).filter(pk__in=red), now)
    return _make(by, now, nonce, tasks, text=text, reply_by=reply_by, head=head)


_MOST = {"most": MOST_AT_ONCE}


def red_tasks(user, *, unit: Unit, at: datetime):
    """The unit's tasks that are red at `at`, as far as `user` sees them."""
    tasks = Task.objects.visible_to(user, at=at).filter(unit=unit, fulfilled_at=None, exempt=False)
    return tasks.opened(now=at).with_lamp(now=at).filter(lamp_now=Lamp.RED)


def _made_before(by: Actor, nonce: UUID) -> list[Demand]:
    return list(Demand.objects.filter(made_by=by.user, nonce=nonce).order_by("pk"))


def _locked(tasks, now: datetime) -> list[Task]:
    """The opened tasks, locked so that none is fulfilled or demanded of at the same moment."""
    rows = tasks.opened(now=now).order_by("post", "pk").select_related("post__unit")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _make(
    by: Actor,
    now: datetime,
    nonce: UUID,
    tasks: Sequence[Task],
    *,
    text: str,
    reply_by: date,
    head: Post | None = None,
) -> list[Demand]:
    """Demands of the posts that owe `tasks`, or one of `head` about them all."""
    text = _checked(text, reply_by, now)
    made = {"text": text, "made_by": by.user, "made_at": now, "nonce": nonce}
    demands = []
    for post, group in groupby(tasks, key=lambda task: head or task.post):
        made_in = acting_post_towards(user=by.user, post=post, at=now)
        if made_in is None:
            raise PermissionDenied(_("You may not demand an answer here."))
        about = _not_demanded_yet(post, list(group))
        if about:
            born = born_with(county_id=post.unit.the_county_id, due_on=reply_by, now=now)
            demands.append(
                Demand(
                    post=post,
                    unit_id=post.unit_id,
                    made_in_id=made_in,
                    whole_unit=head is not None,
                    **made,
                    **born,
                )
            )
            demands[-1].asked = about
    if not demands:
        raise Refused(_("Nothing is left to demand: it is done, or an answer is demanded already."))
    return _written(by, now, demands)


def _written(by: Actor, now: datetime, demands: list[Demand]) -> list[Demand]:
    Demand.objects.bulk_create(demands)
    DemandTask.objects.bulk_create(
        DemandTask(demand=new_demand, task=task)
        for new_demand in demands
        for task in new_demand.asked
    )
    ids = [new_demand.pk for new_demand in demands]
    holders = answerers(Demand.objects.filter(pk__in=ids), at=now)
    if unanswerable := set(ids) - {pk for pk, _person in holders}:
        posts = ", ".join(
            new_demand.post.title for new_demand in demands if new_demand.pk in unanswerable
        )
        raise Refused(_("Nobody could answer: %(posts)s (vacant).") % {"posts": posts})
    owe_reminders(model=Demand, ids=ids, stage=DEMANDED, now=now, asked_by_id=by.user.pk)
    for new_demand in demands:
        after = {
            "post": new_demand.post_id,
            "due_on": new_demand.due_on,
            "tasks": len(new_demand.asked),
        }
        record_audit(
            by=by,
            now=now,
            action="demand.make",
            about=new_demand,
            post_id=new_demand.made_in_id,
            after=after,
        )
    return demands


def _checked(text: str, reply_by: date, now: datetime) -> str:
    text = fitting(text, of=Demand, field="text", missing=_("Say what is to be answered."))
    if not day_of(now) <= reply_by <= day_of(now) + LONGEST_WAIT:
        raise Refused(_("Choose a day from today on, within 90 days."), field="reply_by")
    return text


def _not_demanded_yet(post: Post, tasks: list[Task]) -> list[Task]:
    """Those for which no demand of the post waits for its answer."""
    waiting = Demand.objects.open_still().filter(post=post, tasks__in=tasks)
    waited_for = set(waiting.values_list("tasks", flat=True))
    return [task for task in tasks if task.pk not in waited_for]
