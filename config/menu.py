"""The menu: the order of its groups. The rooms declare its entries (alerts/kinds)."""

from collections.abc import Mapping
from functools import cache
from pkgutil import resolve_name

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alerts.kinds.collected import collected
from alerts.kinds.declared import Entry
from config.reader import Reader
from pages.waiting import Waiting

# The groups in their order; each entry names its own (alerts/kinds/declared.py).
GROUPS: dict[str, Promise] = {
    "duties": _("Duties"),
    "unit": _("My unit"),
    "supervision": _("Supervision"),
    "tasks": _("Tasks"),
    "messages": _("Messages"),
    "settings": _("Settings"),
}
# The phone's tab bar holds so many of those that have a place there; where not all pages fit, its
# last tab opens the others.
MOST_TABS = 5


@cache
def waiting() -> Mapping[str, Waiting]:
    """What is counted behind the entries, by the entry's name."""
    return {entry.name: resolve_name(entry.count) for entry in collected().menu if entry.count}


def menu_of(reader: Reader) -> list[tuple[Promise, list[Entry]]]:
    """What is open to the reader, group by group; groups of which nothing is are left out."""
    groups: dict[str, list[Entry]] = {code: [] for code in GROUPS}
    for entry in collected().menu:
        if entry.open_to(reader):
            groups[entry.group].append(entry)
    return [(GROUPS[code], entries) for code, entries in groups.items() if entries]
