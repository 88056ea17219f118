"""What closing posts would leave open: the preview of the closing."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.decisions.models import Extension
from pages.days import day_of
from pages.lamp import Lamp
from pages.templatetags.look import day
from responsibility.organisation.posts.models import PostQuerySet
from responsibility.tasks.models import Task


def left_open(*, posts: PostQuerySet, last_on: date, now: datetime) -> list[str]:
    """Sentences that say what becomes of the open tasks of `posts` when `last_on` is the last day
    of those that stand beyond it."""
    closed_on = last_on + timedelta(days=1)
    posts = posts.filter(Q(closed_on=None) | Q(closed_on__gt=closed_on)).order_by()
    tasks = Task.objects.filter(post__in=posts, fulfilled_at=None, exempt=False)
    by_then = tasks.filter(due_on__lte=last_on)
    counts = {lamp: count for (lamp,), count in by_then.lamp_counts(now=now).items()}
    red = counts.pop(Lamp.RED, 0)
    asked = Extension.objects.about(by_then).waiting().count()
    said = [
        _later(tasks.filter(due_on__gt=last_on).count(), closed_on, now),
        _owed(sum(counts.values())),
        _red(red),
        _asked(asked),
    ]
    return [one for one in said if one] or [_("No task is open.")]


def _later(count: int, closed_on: date, now: datetime) -> str:
    at_once = ngettext(
        "%(count)d open task falls due after that day. It becomes exempt at once.",
        "%(count)d open tasks fall due after that day. They become exempt at once.",
        count,
    )
    ahead = ngettext(
        "%(count)d open task falls due after that day. It becomes exempt on %(day)s.",
        "%(count)d open tasks fall due after that day. They become exempt on %(day)s.",
        count,
    )
    text = at_once if closed_on <= day_of(now) else ahead
    return text % {"count": count, "day": day(closed_on, now)} if count else ""


def _owed(count: int) -> str:
    text = ngettext(
        "%(count)d open task falls due by then and stays owed.",
        "%(count)d open tasks fall due by then and stay owed.",
        count,
    )
    return text % {"count": count} if count else ""


def _red(count: int) -> str:
    text = ngettext(
        "%(count)d task is overdue and stays red: that is history.",
        "%(count)d tasks are overdue and stay red: that is history.",
        count,
    )
    return text % {"count": count} if count else ""


def _asked(count: int) -> str:
    text = ngettext(
        "%(count)d request for an extension is not decided yet. Decide on it first.",
        "%(count)d requests for an extension are not decided yet. Decide on them first.",
        count,
    )
    return text % {"count": count} if count else ""
