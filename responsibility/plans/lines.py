"""What plans have to say on the desk and on a task's page."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from pages.lamp import Lamp
from pages.line import Line
from pages.templatetags.look import day
from responsibility.organisation.standing import standing_of
from responsibility.plans.models import PlanItem
from responsibility.tasks.models import Task

LEADS = ngettext_lazy(
    "%(count)d item of work plans that I lead", "%(count)d items of work plans that I lead", "count"
)
PUSHES = ngettext_lazy(
    "%(count)d item of work plans that I push", "%(count)d items of work plans that I push", "count"
)


def plans_on_desk(*, user, now: datetime) -> list[Line]:
    """What the person leads and pushes, with how much of it is overdue: to read, not to do."""
    posts = standing_of(user, at=now).desk_posts
    own = Q(leads__in=posts) | Q(pushes__in=posts)
    items = PlanItem.objects.filter(own, plan__sent_at__isnull=False, withdrawn_at=None)
    rows = list(items.values_list("dispatch", "leads", "pushes"))
    if not rows:
        return []
    tasks = Task.objects.filter(dispatch__in=[act for act, *_posts in rows]).with_lamp(now=now)
    lamps = dict(tasks.order_by("pk").values_list("dispatch", "lamp_now"))
    led = [act for act, leads, _pushes in rows if leads in posts]
    pushed = [act for act, _leads, pushes in rows if pushes in posts]
    return [*_line(led, lamps, LEADS, "leads"), *_line(pushed, lamps, PUSHES, "pushes")]


def _line(acts: Sequence[int], lamps: Mapping[int, str], text, tab: str) -> list[Line]:
    if not acts:
        return []
    shown = [lamps.get(act) for act in acts]
    red, done = shown.count(Lamp.RED), shown.count(Lamp.GREEN) + shown.count(Lamp.ORANGE)
    words = [_("%(count)d carried out") % {"count": done}]
    words += [_("%(count)d overdue") % {"count": red}] if red else []
    return [
        Line(
            icon="list-check",
            text=text % {"count": len(acts)},
            address=f"{reverse('plan-items')}?show={tab}",
            detail=" · ".join(words),
            urgent=bool(red),
        )
    ]


def plan_of_task(*, task: Task, user, now: datetime) -> list[Line]:
    """The item of a plan that the task is, with who leads it; a part says when its whole is due."""
    if not task.dispatch_id or not task.dispatch.planned:
        return []
    items = PlanItem.objects.visible_to(user, at=now).filter(dispatch=task.dispatch_id)
    shown = ("plan", "leads__unit", "parent__leads__unit")
    return [
        Line(
            icon="list-check",
            text=_("Item %(number)s of %(plan)s") % {"number": item.label, "plan": item.plan.title},
            address=item.get_absolute_url(),
            detail=_detail(item, now),
        )
        for item in items.select_related(*shown)
    ]


def _detail(item: PlanItem, now: datetime) -> str:
    leads = item.whole.leads
    words = [_("led overall by %(post)s") % {"post": f"{leads.unit.name} {leads.title}"}]
    if item.parent:
        words.append(_("the whole is due on %(day)s") % {"day": day(item.parent.due_on, now)})
    return " · ".join(words)
