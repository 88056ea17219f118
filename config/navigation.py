"""What stands round every page: who acts, as what, in which county, and what may be opened."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alerts.kinds.collected import collected
from alerts.kinds.declared import Entry
from config.menu import MOST_TABS, menu, waiting
from config.reader import Reader, county_names
from pages.frame.bar import Link
from pages.frame.frame import Frame
from pages.frame.menu import Item
from pages.frame.places import Place
from responsibility.organisation.acting import chosen_post, posts_to_choose
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import Standing


@dataclass(frozen=True)
class Navigation:
    """Who acts (`name`), as what (`identity`), where (`county`), and what may be opened.

    `posts` are there to choose from where there are several; `chosen` is the one the desk is
    narrowed to. `more` are the groups that the tab bar has no room for. `unread` counts the
    person's messages that were not opened. `keeper`: one of those who
    keep the platform running, to be told where it stands still. `frame` has the addresses behind
    places of the frame, `own_pages` what everybody has about themselves. `counties`: those the
    person acts in; None for who acts in no post, and so for the whole platform.
    """

    home: str
    frame: Mapping[Place, str]
    name: str
    identity: str
    county: str
    groups: list[tuple[str, list[Item]]]
    tabs: list[Item]
    more: list[tuple[str, list[Item]]]
    posts: list[Post]
    chosen: Post | None
    unread: int = 0
    keeper: bool = False
    own_pages: Sequence[Link] = ()
    counties: frozenset[int] | None = frozenset()


@cache
def address_of(name: str) -> str:
    """The address of a page by its URL name."""
    return reverse(name)


def navigation(request) -> dict:
    """Context processor; costs nothing where a template (a fragment) does not look at it."""
    about = SimpleLazyObject(partial(_navigation, request))
    return {"navigation": about, "frame": Frame(request, about)}


def _navigation(request) -> Navigation:
    home, user = address_of("home"), getattr(request, "user", None)
    frame = {place: address_of(name) for place, name in collected().frame.items()}
    if user is None or not user.is_authenticated:
        return Navigation(home, frame, "", "", _only_county(), [], [], [], [], None)
    reader = Reader.of(user, waiting=waiting(), at=request.now)
    posts = posts_to_choose(reader.posts)
    chosen = chosen_post(request.session, posts)
    groups = _groups(reader, request.path)
    tabs, more = _tabs(groups)
    return Navigation(
        home=home,
        frame=frame,
        name=user.name,
        identity=_identity(reader, chosen),
        county=_county(reader, chosen),
        groups=groups,
        tabs=tabs,
        more=more,
        posts=posts,
        chosen=chosen,
        unread=reader.waiting["inbox"],
        counties=_counties(reader.posts),
        keeper=bool(reader.standing.office_counties) or reader.standing.is_system_administrator,
        own_pages=_own_pages(get_language()),
    )


@cache
def _own_pages(_language: str) -> tuple[Link, ...]:
    return tuple(
        Link(address_of(page.name), str(page.label), page.icon, page.phone)
        for page in collected().own_pages
    )


def _counties(posts: list[Post]) -> frozenset[int] | None:
    return frozenset(post.unit.the_county_id for post in posts) if posts else None


def _identity(reader: Reader, chosen: Post | None) -> str:
    """In whose name the person acts: the post chosen, else the foremost of how many."""
    if not reader.posts:
        return _office_without_post(reader.standing)
    post = chosen or reader.posts[0]
    name = f"{post.unit.name} · {post.title}"
    if post.clerked:
        name = _("clerk for %(post)s") % {"post": name}
    if chosen or len(reader.posts) == 1:
        return name
    return _("%(post)s (of %(count)d posts)") % {"post": name, "count": len(reader.posts)}


def _county(reader: Reader, chosen: Post | None) -> str:
    if not reader.posts:
        return _only(reader.counties)
    unit = (chosen or reader.posts[0]).unit
    return (unit.county or unit).name


def _groups(reader: Reader, path: str) -> list[tuple[str, list[Item]]]:
    shown = [
        (label, [words for words in group if words.entry.open_to(reader)])
        for label, group in _menu(get_language())
    ]
    addresses = [address_of(words.entry.name) for _label, group in shown for words in group]
    here = _longest(path, addresses)
    return [
        (label, [_item(words, reader, here, path) for words in group])
        for label, group in shown
        if group
    ]


class _Words(NamedTuple):
    entry: Entry
    label: str
    short: str


@cache
def _menu(_language: str) -> list[tuple[str, list[_Words]]]:
    """The whole menu in the language of the page."""
    return [
        (str(label), [_Words(entry, str(entry.label), str(entry.short)) for entry in group])
        for label, group in menu()
    ]


def _item(words: _Words, reader: Reader, here: str, path: str) -> Item:
    entry, label, short = words
    return Item(
        name=entry.name,
        label=label,
        short=short,
        icon=entry.icon,
        address=address_of(entry.name),
        current=_current(entry, here, path),
        count=reader.waiting.get(entry.name, 0),
        raised=entry.raised,
        tab=entry.tab,
    )


def _longest(path: str, addresses: list[str]) -> str:
    """The menu address under which `path` lies; "/" is only itself."""
    under = [a for a in addresses if path == a or (a != "/" and path.startswith(a))]
    return max(under, key=len, default="")


def _current(entry: Entry, here: str, path: str) -> str:
    if address_of(entry.name) != here:
        return ""
    return "page" if here == path else "true"


def _tabs(groups: list[tuple[str, list[Item]]]):
    """The tabs, and the groups of what has no room among them."""
    items = {item.name: item for _label, group in groups for item in group}
    wanted = sorted(items.values(), key=lambda item: item.tab or math.inf)
    chosen = wanted if len(wanted) <= MOST_TABS else wanted[: MOST_TABS - 1]
    rest = [(label, [item for item in group if item not in chosen]) for label, group in groups]
    plain = [item for item in chosen if not item.raised]
    middle = 2 if len(wanted) > MOST_TABS else len(plain) // 2
    tabs = plain[:middle] + [item for item in chosen if item.raised] + plain[middle:]
    return tabs, [(label, group) for label, group in rest if group]


def _office_without_post(standing: Standing) -> str:
    if standing.is_system_administrator:
        return _("System administrator")
    return _("Auditor") if standing.is_auditor else _("No appointment")


def _only_county() -> str:
    """The county's name where the installation serves one; several have no common name."""
    return _only(list(county_names()))


def _only(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""
