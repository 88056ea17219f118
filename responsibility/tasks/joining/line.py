"""The line that tells the commission office of posts without tasks."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from pages.line import Line
from pages.templatetags.look import day
from responsibility.organisation.standing import standing_of
from responsibility.tasks.joining.published import published
from responsibility.tasks.joining.waiting import without_tasks


def posts_without_tasks(*, user, now: datetime) -> list[Line]:
    """The line on the desk and the board of who works in a commission office."""
    counties = standing_of(user, at=now).office_counties
    if not counties:
        return []
    waiting = without_tasks(published(counties=counties, now=now), now=now)
    if not waiting:
        return []
    count = len({one.post_id for one in waiting})
    text = ngettext(
        "%(count)d post without tasks since %(day)s",
        "%(count)d posts without tasks since %(day)s",
        count,
    )
    since = day(min(one.owes_from for one in waiting), now)
    address = reverse("posts-without-tasks")
    return [Line(icon="users", text=text % {"count": count, "day": since}, address=address)]
