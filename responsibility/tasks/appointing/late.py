"""What it means when an appointment is entered after its first day (edge case 2)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.days import day_of
from pages.lamp import Lamp
from pages.templatetags.look import day
from responsibility.organisation.posts.models import Appointment, Post
from responsibility.organisation.span import span
from responsibility.tasks.models import Task


def effects_of(
    *, post: Post, holders: Iterable[Appointment], first_on: date, now: datetime
) -> list[str]:
    """Sentences that say what an appointment to `post` from `first_on` on does to the days gone by.

    `holders` are the appointments it ends. None where it begins today or later.
    """
    if first_on >= day_of(now):
        return []
    ended = [
        _("%(person)s held the post, %(time)s; that now ends before %(day)s.")
        % {"person": other.user, "time": span(other.period), "day": day(first_on)}
        for other in holders
    ]
    since = _("Rights begin now; what was logged since %(day)s stays with who logged it.")
    return [*ended, since % {"day": day(first_on)}, *_tasks(post, first_on, now)]


def _tasks(post: Post, first_on: date, now: datetime) -> list[str]:
    due = Task.objects.filter(post=post, due_on__gte=first_on, late_at__lte=now)
    total = due.count()
    if not total:
        return []
    red = sum(n for (lamp,), n in due.lamp_counts(now=now).items() if lamp == Lamp.RED)
    return [
        ngettext(
            "%(count)d task of the post fell due since then, %(red)d of them is overdue. Lamps and "
            "reminders of those days stay as they are.",
            "%(count)d tasks of the post fell due since then, %(red)d of them are overdue. Lamps "
            "and reminders of those days stay as they are.",
            total,
        )
        % {"count": total, "red": red}
    ]
