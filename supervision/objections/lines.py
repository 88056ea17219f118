"""What objections have to say on the desk and on a task's page, and the way to object."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext_lazy, pgettext

from pages.lamp import Lamp
from pages.line import Line
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost
from responsibility.tasks.models import Task
from supervision.objections.contestable import contestable
from supervision.objections.models import Objection

WAITING = ngettext_lazy(
    "%(count)d objection to decide on", "%(count)d objections to decide on", "count"
)


def objections_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the decision of the person; in one query."""
    standing = standing_of(user, at=now)
    posts = standing.office_posts | urging_posts(standing)
    if not posts:
        return []
    open_ones = Objection.objects.visible_to(user, at=now).undecided().filter(post__in=posts)
    waiting = list(
        open_ones.exclude(bars__person=user.pk)
        .exclude(concerned_unit__in=standing.own_units)
        .order_by("late_at", "pk")
    )
    if not waiting:
        return []
    several = f"{reverse('objection-list')}?show=open"
    address = waiting[0].get_absolute_url() if len(waiting) == 1 else several
    text = WAITING % {"count": len(waiting)}
    return [Line("flag", text, address, urgent=waiting[0].late_at <= now)]


def objections_of_task(*, task: Task, user, now: datetime) -> list[Line]:
    """The objections to a task's lamp that the person may see, the newest first."""
    if task.lamp_now not in (Lamp.RED, Lamp.ORANGE) and not task.revision and not task.exempt:
        return []  # never red, or nothing was corrected
    objections = Objection.objects.visible_to(user, at=now).filter(task=task)
    return [
        Line(
            "flag",
            f"{objection.kind_word} {objection.name}",
            objection.get_absolute_url(),
            detail=str(objection.state.label),
        )
        for objection in objections.for_rows(now=now).with_state().order_by("-pk")
    ]


def ways_to_object(*, owed: OwedByPost, user, now: datetime) -> list[Line]:
    """The way to object to it, for who may now: nobody who only looks at another unit."""
    standing = standing_of(user, at=now)
    if owed.unit_id not in standing.own_units | standing.led_units:
        return []
    text = pgettext("verb", "Object")
    return [
        Line("flag", text, reverse("objection-new", args=[what.value, pk]))
        for what, pk in contestable(owed, user=user, at=now)
    ]
