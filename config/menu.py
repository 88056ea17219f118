"""The menu: one table of pages, and to whom each is shown."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.reader import Reader
from pages.waiting import Waiting
from responsibility.organisation.relations.acts import may_urge_anybody
from responsibility.organisation.relations.decides import decides_extensions
from responsibility.outbox.waiting import EXCEPTIONS, UNREAD
from responsibility.tasks.extensions.waiting import REQUESTS


class Entry(NamedTuple):
    """A line of the menu: `name` is the page's URL name, `short` its word in the tab bar.

    `waiting`: what there waits for the person, to be counted.
    """

    name: str
    label: Promise
    short: Promise
    icon: str
    open_to: Callable[[Reader], bool]
    waiting: Waiting | None = None


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
    return bool(reader.standing.team_posts) and not _head(reader)


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
                REQUESTS,
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
            Entry("inbox", _("My messages"), _("Messages"), "inbox", _told, UNREAD),
            Entry("outbox", _("Message log"), _("Message log"), "message", _office),
            Entry(
                "outbox-exceptions",
                _("Exceptions"),
                _("Exceptions"),
                "alert-triangle",
                _office,
                EXCEPTIONS,
            ),
            Entry("outbox-health", _("Channels"), _("Channels"), "device-mobile", _keeper),
        ],
    ),
    (
        _("Settings"),
        [
            Entry("lamp-rules", _("Lamp rules"), _("Lamps"), "adjustments-horizontal", _office),
            Entry("units", _("Units"), _("Units"), "sitemap", _office),
            Entry("body-grants", _("Reading grants"), _("Grants"), "lock", _office),
            Entry("people", _("People"), _("People"), "users", _keeper),
            Entry("admin:index", _("Accounts and jobs"), _("Manage"), "settings", _administrator),
            Entry("audit", _("Audit log"), _("Audit"), "shield", _auditor),
        ],
    ),
]
# What waits behind the entries, counted in one statement.
WAITING = {e.name: e.waiting for _label, entries in MENU for e in entries if e.waiting}
# The phone's tab bar holds the first of these that the person may open; where not all pages fit,
# its last tab opens the others.
TABS = [
    "record-new", "desk", "dispatch-new", "overview", "board", "calendar", "team", "card-index",
    "list-index", "people", "admin:index", "audit",
]  # fmt: skip
MOST_TABS = 5
RAISED = "record-new"  # the one tab that stands out, in the middle
