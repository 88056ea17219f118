"""What stands round every page: who acts, as what, in which county, and what may be opened.

The menu is one table. An entry is shown to whom its rule lets in, and only once its page
exists: a name that does not resolve is left out, so entries appear as pages land.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.posts import Post
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units import Unit


class Entry(NamedTuple):
    """A line of the menu: `name` is the page's URL name, `short` its word in the tab bar."""

    name: str
    label: Promise
    short: Promise
    icon: str
    open_to: Callable[[Standing], bool]


def _holder(standing: Standing) -> bool:
    return bool(standing.desk_posts)


def _logger(standing: Standing) -> bool:
    return bool(standing.log_posts)


def _head(standing: Standing) -> bool:
    return bool(standing.led_units)


def _watcher(standing: Standing) -> bool:
    return bool(standing.supervised_units | standing.charged_units | standing.face_counties)


def _leader(standing: Standing) -> bool:
    return bool(standing.charged_units | standing.face_counties)


def _office(standing: Standing) -> bool:
    return bool(standing.office_counties)


def _keeper_of_accounts(standing: Standing) -> bool:
    return bool(standing.office_counties) or standing.is_system_administrator


def _administrator(standing: Standing) -> bool:
    return standing.is_system_administrator


def _auditor(standing: Standing) -> bool:
    return standing.is_auditor


MENU: list[tuple[Promise, list[Entry]]] = [
    (
        _("Duties"),
        [
            Entry("desk", _("My duties"), _("Desk"), "home", _holder),
            Entry("record-new", _("Log a duty"), _("Log"), "clipboard-check", _logger),
            Entry("record-list", _("My records"), _("Records"), "history", _holder),
            Entry("calendar", _("Calendar"), _("Calendar"), "calendar", _holder),
            Entry("card-mine", _("Reminder cards"), _("Cards"), "id", _holder),
        ],
    ),
    (_("My unit"), [Entry("team", _("Team duties"), _("Team"), "users", _head)]),
    (
        _("Supervision"),
        [
            Entry("board", _("Supervision board"), _("Board"), "layout-grid", _watcher),
            Entry("overview", _("Overview"), _("Overview"), "chart-bar", _leader),
        ],
    ),
    (
        _("Tasks"),
        [
            Entry("dispatch-new", _("Give out tasks"), _("Give out"), "send", _office),
            Entry("list-index", _("Duty lists"), _("Lists"), "list-details", _office),
            Entry("card-index", _("Issue reminder cards"), _("Issue"), "id", _office),
            Entry("outbox", _("SMS outbox"), _("SMS"), "message", _office),
        ],
    ),
    (
        _("Settings"),
        [
            Entry("units", _("Units"), _("Units"), "sitemap", _office),
            Entry("people", _("People"), _("People"), "users", _keeper_of_accounts),
            Entry("admin:index", _("Accounts and jobs"), _("Manage"), "settings", _administrator),
            Entry("audit", _("Audit log"), _("Audit"), "shield", _auditor),
        ],
    ),
]
# The phone's tab bar holds the first five of these that the person may open.
TABS = [
    "desk", "record-new", "board", "overview", "dispatch-new", "team", "record-list", "card-mine",
    "card-index", "list-index", "outbox", "people", "units", "admin:index", "audit",
]  # fmt: skip
MOST_TABS = 5
RAISED = "record-new"  # the one tab that stands out, in the middle


@dataclass(frozen=True)
class Item:
    """A menu entry as one request shows it; `current` is the value of aria-current, or empty."""

    name: str
    label: Promise
    short: Promise
    icon: str
    address: str
    current: str

    @property
    def raised(self) -> bool:
        return self.name == RAISED


@dataclass(frozen=True)
class Navigation:
    """Who acts (`name`), as what (`identity`), where (`county`), and what may be opened."""

    home: str
    name: str
    identity: str
    county: str
    groups: list[tuple[Promise, list[Item]]]
    tabs: list[Item]


@cache
def address_of(name: str) -> str | None:
    """The address of a page by its URL name, or None where there is no such page (yet)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def navigation(request) -> dict:
    """Context processor; costs nothing where a template (a fragment) does not look at it."""
    return {"navigation": SimpleLazyObject(partial(_navigation, request))}


def _navigation(request) -> Navigation:
    home, user = address_of("home") or "/", getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Navigation(home, "", "", _only_county(), [], [])
    standing = standing_of(user, at=request.now)
    post = _foremost_post(standing)
    if post is None:
        identity, county = _office_without_post(standing), _only_county()
    else:
        identity, county = f"{post.unit.name} · {post.title}", (post.unit.county or post.unit).name
    groups = _groups(standing, request.path)
    return Navigation(home, user.name, identity, county, groups, _tabs(groups))


def _groups(standing: Standing, path: str) -> list[tuple[Promise, list[Item]]]:
    entries = [entry for _label, group in MENU for entry in group if entry.open_to(standing)]
    addresses = {entry.name: address_of(entry.name) for entry in entries}
    here = _longest(path, [address for address in addresses.values() if address])
    groups = []
    for label, group in MENU:
        items = [
            Item(*entry[:4], address=addresses[entry.name], current=_current(entry, here, path))
            for entry in group
            if addresses.get(entry.name)
        ]
        if items:
            groups.append((label, items))
    return groups


def _longest(path: str, addresses: list[str]) -> str:
    """The menu address under which `path` lies; "/" is only itself."""
    under = [a for a in addresses if path == a or (a != "/" and path.startswith(a))]
    return max(under, key=len, default="")


def _current(entry: Entry, here: str, path: str) -> str:
    if address_of(entry.name) != here:
        return ""
    return "page" if here == path else "true"


def _tabs(groups: list[tuple[Promise, list[Item]]]) -> list[Item]:
    items = {item.name: item for _label, group in groups for item in group}
    chosen = [items[name] for name in TABS if name in items][:MOST_TABS]
    plain = [item for item in chosen if not item.raised]
    middle = len(plain) // 2
    return plain[:middle] + [item for item in chosen if item.raised] + plain[middle:]


def _foremost_post(standing: Standing) -> Post | None:
    """The post a person is shown under: personal before collective, own before clerked for."""
    ids = standing.own_posts or standing.clerk_posts
    if not ids:
        return None
    posts = Post.objects.filter(pk__in=ids).select_related("unit__county")
    return posts.order_by("role_kind__collective", "role_kind__position", "pk").first()


def _office_without_post(standing: Standing) -> str:
    if standing.is_system_administrator:
        return _("System administrator")
    return _("Auditor") if standing.is_auditor else _("No appointment")


def _only_county() -> str:
    """The county's name where the installation serves one; several have no common name."""
    names = list(Unit.objects.filter(kind=Unit.Kind.COUNTY).values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""
