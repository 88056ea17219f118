"""What demands have to say on the desk and on a task's page."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.days import day_of
from pages.line import Line
from pages.templatetags.look import day
from responsibility.organisation.relations.acts import may_urge
from responsibility.tasks.models import Task
from supervision.demands.models import Demand, DemandQuerySet


def demands_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for an answer of the own posts, and what the own posts wait for in vain."""
    demands = Demand.objects.visible_to(user, at=now)
    return [
        *_to_answer(demands.on_desk_of(user, at=now).unanswered(), now),
        *_in_vain(demands.made_by_posts_of(user, at=now).overdue(at=now)),
    ]


def _first(demands: DemandQuerySet) -> Demand | None:
    """The one whose day comes first; `number` says how many there are."""
    counted = demands.annotate(number=Window(Count("*")))
    return counted.select_related("made_in__unit").order_by("reply_by", "pk").first()


def _to_answer(demands: DemandQuerySet, now: datetime) -> list[Line]:
    first = _first(demands)
    if first is None:
        return []
    text = ngettext(
        "%(count)d demand to answer by %(day)s",
        "%(count)d demands to answer, the first by %(day)s",
        first.number,
    )
    several = f"{reverse('demand-list')}?side=to"
    return [
        Line(
            icon="gavel",
            text=text % {"count": first.number, "day": day(first.reply_by, now)},
            address=first.get_absolute_url() if first.number == 1 else several,
            detail=first.made_in.unit.name,
            urgent=first.is_overdue(day_of(now)),
        )
    ]


def _in_vain(demands: DemandQuerySet) -> list[Line]:
    first = _first(demands)
    if first is None:
        return []
    text = ngettext(
        "%(count)d demand without an answer by its day",
        "%(count)d demands without an answer by their day",
        first.number,
    )
    several = f"{reverse('demand-list')}?side=by"
    return [
        Line(
            icon="gavel",
            text=text % {"count": first.number},
            address=first.get_absolute_url() if first.number == 1 else several,
            urgent=True,
        )
    ]


def demands_of_task(*, task: Task, user, now: datetime) -> list[Line]:
    """The demands about a task that the person may see, and the way to another."""
    demands = Demand.objects.visible_to(user, at=now).filter(tasks=task).with_state()
    lines = [
        Line(
            icon="gavel",
            text=_("Answer demanded by %(day)s") % {"day": day(one.reply_by, now)},
            address=one.get_absolute_url(),
            detail=f"{one.made_in.unit.name} · {state_of(one, now)}",
            urgent=one.is_overdue(day_of(now)),
        )
        for one in demands.select_related("made_in__unit").order_by("-pk")
    ]
    open_still = task.fulfilled_at is None and not task.exempt
    if open_still and may_urge(user=user, owed=task, at=now):
        address = f"{reverse('demand-new')}?task={task.pk}"
        text = _("Demand an answer about this task")
        lines.append(Line(icon="gavel", text=text, address=address))
    return lines


def unanswered(ids: Collection[int], *, at: datetime) -> Iterable[int]:
    """Which of the demands `ids` wait for their answer."""
    return Demand.objects.filter(pk__in=ids).unanswered().values_list("pk", flat=True)


def state_of(demand: Demand, now: datetime) -> str:
    """How far it is, in words; of a row read `with_state`."""
    if demand.answered:
        return _("answered")
    return _("no answer") if demand.is_overdue(day_of(now)) else _("answer awaited")
