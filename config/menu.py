"""The order of the menu's groups; the rooms declare its entries (alerts/kinds)."""

from functools import cache
from pkgutil import resolve_name

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alerts.kinds.collected import collected
from alerts.kinds.declared import Entry
from pages.waiting import Waiting

GROUPS: dict[str, Promise] = {
    "duties": _("Duties"),
    "unit": _("My unit"),
    "supervision": _("Supervision"),
    "tasks": _("Tasks"),
    "messages": _("Messages"),
    "settings": _("Settings"),
}
MOST_TABS = 5  # of the phone's bar; where not all pages fit, its last tab opens the others


def menu() -> list[tuple[Promise, list[Entry]]]:
    """All entries, group by group."""
    entries = collected().menu
    return [
        (label, [entry for entry in entries if entry.group == code])
        for code, label in GROUPS.items()
    ]


@cache
def waiting() -> dict[str, Waiting]:
    """What waits behind the entries, by their names; counted in one statement."""
    return {entry.name: resolve_name(entry.waiting) for entry in collected().menu if entry.waiting}
