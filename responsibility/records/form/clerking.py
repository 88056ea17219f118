"""For whom a clerk logs: said on the form, and after it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task


def clerked_for(user, tasks: Iterable[Task], *, now: datetime) -> str:
    """The posts of `tasks` for which `user` logs as a clerk, with who is in them; "" where they
    are the person's own. One query for a clerk, none for others."""
    standing = standing_of(user, at=now)
    clerked = standing.log_posts - standing.own_posts
    posts = {task.post_id: task.post for task in tasks if task.post_id in clerked}
    if not posts:
        return ""
    in_office, today = InOffice.of(posts), day_of(now)
    return pgettext("between items", ", ").join(
        f"{post.title} {names(in_office.on(post.pk, today))}" for post in posts.values()
    )


def logged_for(user, tasks: Iterable[Task], *, now: datetime) -> str:
    """What is said after a clerk's lodging beside the lamps it lit; "" after one's own."""
    whom = clerked_for(user, tasks, now=now)
    if not whom:
        return ""
    return " " + _("Logged as clerk for %(whom)s, who is asked to confirm it.") % {"whom": whom}
