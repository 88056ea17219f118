"""What stands in somebody's calendar: the deadlines of their desk, by faces alone.

A calendar program may keep what it reads with a stranger, and shows it on a locked phone. So a
restricted item is there by its category, and what is no task by what kind of thing it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from pages.days import day_of
from responsibility.notebook.feed.models import CalendarFeed
from responsibility.notebook.feed.secret import LENGTH, digest_of
from responsibility.organisation.people.models import User
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.tasks.models import Task

BACK = timedelta(days=92)  # what is done or over stays for a quarter
MOST = 1000  # a desk has some sixty a year for each post


@dataclass(frozen=True)
class Entry:
    """One day in a calendar. `number` grows whenever the deadline moves."""

    uid: str
    number: int
    day: date
    title: str
    about: str
    address: str


def owner_of(secret: str) -> User | None:
    """Whose deadlines the address with this secret shows; None: it is unknown, ended, or the
    account is closed."""
    if len(secret) != LENGTH:
        return None
    feeds = CalendarFeed.objects.in_force().filter(digest=digest_of(secret))
    feed = feeds.select_related("user").first()
    return feed.user if feed and feed.user.is_active else None


def entries_of(user: User, *, here: str, now: datetime) -> list[Entry]:
    """What is owed by the posts on the desk of `user`, in the order of the days; nothing before it
    opens, and nothing exempt. `here` is the platform's address."""
    since = day_of(now) - BACK

    def shown(rows: OwedQuerySet) -> OwedQuerySet:
        return rows.filter(Q(due_on__gte=since) | Q(fulfilled_at=None), exempt=False)

    owed = Owed.on_desk_of(user, at=now).of_each(shown)
    return list(_entries(owed.first(("late_at",), stop=MOST), here))


def _entries(rows: Iterable[OwedByPost], here: str) -> Iterable[Entry]:
    host = urlsplit(here).hostname
    for row in rows:
        yield Entry(
            uid=f"{row.matter_kind}-{row.pk}@{host}",
            number=row.revision,
            day=row.due_on,
            title=_title(row),
            about=_about(row),
            address=here + row.get_absolute_url(),
        )


def _title(row: OwedByPost) -> str:
    title = row.kind_word
    if isinstance(row, Task):
        title = str(row.category) if row.restricted else row.title
    return _("Done: %(title)s") % {"title": title} if row.fulfilled_at else title


def _about(row: OwedByPost) -> str:
    about = [f"{row.unit.name} · {row.post.title}"]
    if row.required > 1:
        counted = {"done": min(row.done, row.required), "total": row.required}
        about.append(_("%(done)s of %(total)s") % counted)
    return "\n".join(about)
