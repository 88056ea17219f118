"""The menu: one table of pages, and to whom each is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from responsibility.cards.models import ReminderCard
from responsibility.organisation.posts.models import Post, PostQuerySet, RoleKind
from responsibility.organisation.standing import Standing, standing_of
from responsibility.outbox.waiting import open_exceptions, unread_messages
from responsibility.owed.deciders import decides_extensions
from responsibility.owed.extensions.waiting import requests_waiting
from responsibility.tasks.models import Task
from supervision.urging.may import may_urge_anybody


@dataclass(frozen=True)
class Reader:
    """Whom the menu is for: what the person stands for, and the posts, the foremost first.

    Each post says whether its bearer `owes` duties and `has_card`, a reminder card.
    """

    standing: Standing
    posts: list[Post]

    @classmethod
    def of(cls, user, *, at: datetime) -> Self:
        """In one query beside that of the standing."""
        standing = standing_of(user, at=at)
        ids = standing.desk_posts | standing.log_posts
        posts = _what_they_owe(Post.objects.filter(pk__in=ids), at=at) if ids else []
        # Own posts before those clerked for.
        return cls(standing, sorted(posts, key=lambda post: post.pk not in standing.own_posts))

    @property
    def owes(self) -> bool:
        """Whether a post on the desk bears a list, or was given a task."""
        return any(post.owes and post.pk in self.standing.desk_posts for post in self.posts)

    @property
    def logs(self) -> bool:
        return any(post.owes and post.pk in self.standing.log_posts for post in self.posts)

    @property
    def has_cards(self) -> bool:
        return any(post.has_card and post.pk in self.standing.desk_posts for post in self.posts)


def _what_they_owe(posts: PostQuerySet, *, at: datetime) -> PostQuerySet:
    bears = ~Q(role_kind__chain=RoleKind.Chain.NONE)
    given = Exists(Task.objects.filter(post=OuterRef("pk"), opens_at__lte=at))
    return (
        posts.select_related("unit__county", "role_kind")
        .annotate(
            owes=ExpressionWrapper(bears | Q(given), BooleanField()),
            has_card=Exists(ReminderCard.objects.filter(post=OuterRef("pk"))),
        )
        .order_by("role_kind__collective", "role_kind__position", "pk")
    )


class Entry(NamedTuple):
    """A line of the menu: `name` is the page's URL name, `short` its word in the tab bar.

    `count(user, at=)` says how much there waits for the person.
    """

    name: str
    label: Promise
    short: Promise
    icon: str
    open_to: Callable[[Reader], bool]
    count: Callable[..., int] | None = None


def _holder(reader: Reader) -> bool:
    return reader.owes


def _logger(reader: Reader) -> bool:
    return reader.logs


def _carded(reader: Reader) -> bool:
    return reader.owes or reader.has_cards


def _head(reader: Reader) -> bool:
    return bool(reader.standing.led_units)


def _member(reader: Reader) -> bool:
    """Who sits on a leading team and leads none: the unit's summary alone."""
    return RoleKind.TEAM_MEMBER in reader.standing.roles and not _head(reader)


def _watcher(reader: Reader) -> bool:
    standing = reader.standing
    return bool(standing.supervised_units | standing.charged_units | standing.face_counties)


def _decider(reader: Reader) -> bool:
    return decides_extensions(reader.standing)


def _urger_in_the_unit(reader: Reader) -> bool:
    return _head(reader) and not _urger_of_others(reader)


def _urger_of_others(reader: Reader) -> bool:
    """Who may demand an answer from outside the unit."""
    standing = reader.standing
    return _office(reader) or bool(standing.supervised_units and may_urge_anybody(standing))


def _leader(reader: Reader) -> bool:
    return bool(reader.standing.charged_units | reader.standing.face_counties)


def _office(reader: Reader) -> bool:
    return bool(reader.standing.office_counties)


def _told(reader: Reader) -> bool:
    return bool(reader.posts)


def _keeper(reader: Reader) -> bool:
    """Who keeps accounts and channels."""
    return _office(reader) or reader.standing.is_system_administrator


def _administrator(reader: Reader) -> bool:
    return reader.standing.is_system_administrator


def _auditor(reader: Reader) -> bool:
    return reader.standing.is_auditor


MENU: list[tuple[Promise, list[Entry]]] = [
    (
        _("Duties"),
        [
            Entry("desk", _("My duties"), _("Desk"), "home", _holder),
            Entry("record-new", _("Log a duty"), _("Log"), "clipboard-check", _logger),
            Entry("record-list", _("My records"), _("Records"), "history", _holder),
            Entry("calendar", _("Calendar"), _("Calendar"), "calendar", _holder),
            Entry("card-mine", _("Reminder cards"), _("Cards"), "id", _carded),
        ],
    ),
    (
        _("My unit"),
        [
            Entry("team", _("Team duties"), _("Team"), "users", _head),
            Entry("team", _("Unit summary"), _("Unit"), "users", _member),
            Entry("demand-list", _("Demands"), _("Demands"), "gavel", _urger_in_the_unit),
        ],
    ),
    (
        _("Supervision"),
        [
            Entry("board", _("Supervision board"), _("Board"), "layout-grid", _watcher),
            Entry("overview", _("Overview"), _("Overview"), "chart-bar", _leader),
            Entry(
                "extension-list",
                _("Extend tasks"),
                _("Extensions"),
                "clock",
                _decider,
                requests_waiting,
            ),
            Entry("demand-list", _("Demands"), _("Demands"), "gavel", _urger_of_others),
        ],
    ),
    (
        _("Tasks"),
        [
            Entry("dispatch-new", _("Give out tasks"), _("Give out"), "send", _office),
            Entry("list-index", _("Duty lists"), _("Lists"), "list-details", _office),
            Entry("card-index", _("Issue reminder cards"), _("Issue"), "id", _office),
        ],
    ),
    (
        _("Messages"),
        [
            Entry("inbox", _("My messages"), _("Messages"), "inbox", _told, unread_messages),
            Entry("outbox", _("Message log"), _("Message log"), "message", _office),
            Entry(
                "outbox-exceptions",
                _("Exceptions"),
                _("Exceptions"),
                "alert-triangle",
                _office,
                open_exceptions,
            ),
            Entry("outbox-health", _("Channels"), _("Channels"), "device-mobile", _keeper),
        ],
    ),
    (
        _("Settings"),
        [
            Entry("lamp-rules", _("Lamp rules"), _("Lamps"), "adjustments-horizontal", _office),
            Entry("units", _("Units"), _("Units"), "sitemap", _office),
            Entry("people", _("People"), _("People"), "users", _keeper),
            Entry("admin:index", _("Accounts and jobs"), _("Manage"), "settings", _administrator),
            Entry("audit", _("Audit log"), _("Audit"), "shield", _auditor),
        ],
    ),
]
# The phone's tab bar holds the first of these that the person may open; where not all pages fit,
# its last tab opens the others.
TABS = [
    "record-new", "desk", "dispatch-new", "overview", "board", "calendar", "team", "card-index",
    "list-index", "people", "admin:index", "audit",
]  # fmt: skip
MOST_TABS = 5
RAISED = "record-new"  # the one tab that stands out, in the middle
