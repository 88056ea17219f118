"""What may stand in an item: its words, its day, its posts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from pages.words import fitting
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.plans.models import PlanItem
from responsibility.tasks.dispatches.days import check_day

WORDS = ("text", "goal", "measures")


def posts_of_county(county_id: int, *, at: datetime) -> PostQuerySet:
    """The posts that stand in the county: any of them may have a part in its plans."""
    within = Q(unit=county_id) | Q(unit__county=county_id)
    return Post.objects.standing_on(day_of(at)).filter(within)


def posts_below(item: PlanItem, *, at: datetime) -> PostQuerySet:
    """The posts to which who carries out `item` breaks it down: those of the unit and of what
    stands under it, but for its own."""
    posts = posts_of_county(item.plan.county_id, at=at)
    unit = item.carries_out.unit
    return posts.filter(unit__path__startswith=unit.path).exclude(pk=item.carries_out_id)


def fitting_words(values: Mapping[str, Any]) -> dict[str, str]:
    """The words of an item as it keeps them. Raises Refused at the field."""
    missing = {"text": _("Say what is to be done.")}
    return {
        name: fitting(values[name], of=PlanItem, field=name, missing=missing.get(name, ""))
        for name in WORDS
        if name in values
    }


def check_due(item: PlanItem, due_on: date, *, now: datetime) -> None:
    """That `item` may be due on `due_on`: a day that a task may be due on, a part no later than
    its whole, and no part of it later.

    Raises Refused at "due_on".
    """
    check_day(due_on, county_id=item.plan.county_id, now=now)
    if item.parent and due_on > item.parent.due_on:
        sentence = _("A part is due no later than its item: until %(day)s.")
        raise Refused(sentence % {"day": day(item.parent.due_on, now)}, field="due_on")
    if item.pk and item.parts.filter(withdrawn_at=None, due_on__gt=due_on).exists():
        raise Refused(_("A part of it is due later. Change that first."), field="due_on")


def check_posts(chosen: Mapping[str, int | None], posts: PostQuerySet) -> None:
    """That the posts `chosen` by field are among `posts`. Raises Refused at the field."""
    ids = {pk for pk in chosen.values() if pk}
    there = set(posts.filter(pk__in=ids).values_list("pk", flat=True))
    for field, pk in chosen.items():
        if pk and pk not in there:
            sentence = _("This post is not there, or is closed: choose another one.")
            raise Refused(sentence, field=field)
