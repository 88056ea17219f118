"""The menu in its places: at the side, as tabs, in their sheet, under the account.

A page shows some twenty entries three or four times; each is drawn once a process for each state
it can have, not by nodes of a template.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.templatetags.look import icon


class Item(NamedTuple):
    """A menu entry as one request shows it; `current` is the value of aria-current, or empty;
    `count` says how much there waits for the person; `tab` is its place among the tabs, 0 where
    it has none; `raised`: the tab that stands out."""

    name: str
    label: str
    short: str
    icon: str
    address: str
    current: str
    count: int
    raised: bool = False
    tab: int = 0


Groups = Sequence[tuple[str, Sequence[Item]]]


def side(groups: Groups, foot: str) -> SafeString:
    """The menu at the side, with `foot` below it."""
    if not groups:
        return mark_safe("")
    drawn = _grouped(groups, "\n <div><h2>{}</h2>{}</div>", _at_side)
    note = f'\n <p class="side__foot">{escape(foot)}</p>' if foot else ""
    name = escape(_("Main menu"))
    return mark_safe(f'<nav class="side" aria-label="{name}">{drawn}{note}\n</nav>')


def whole(groups: Groups) -> SafeString:
    """The menu under the account, for phones."""
    if not groups:
        return mark_safe("")
    drawn = _grouped(groups, "<h2>{}</h2>{}", _in_list)
    name = escape(_("All pages"))
    return mark_safe(f'<nav class="menu__nav" aria-label="{name}">{drawn}\n<hr></nav>')


def tabbar(tabs: Sequence[Item], more: Groups) -> SafeString:
    """The tabs at the foot of a phone; the last one opens what has no room."""
    if not tabs:
        return mark_safe("")
    name, drawn = escape(_("Tabs")), "".join(map(_tab, tabs))
    return mark_safe(f'<nav class="tabbar" aria-label="{name}">\n{drawn}{_more(more)}</nav>')


def _more(groups: Groups) -> str:
    if not groups:
        return ""
    items = [item for _label, items in groups for item in items]
    on = ' class="on"' if any(item.current for item in items) else ""
    word = escape(pgettext("tab", "More"))
    waiting = _dot(sum(item.count for item in items))
    drawn = _grouped(groups, "<h2>{}</h2>{}", _in_list)
    return (
        f'<details class="tabmore" data-menu>\n<summary{on}>{icon("dots")}'
        f'<span class="t">{word}</span>{waiting}</summary>\n'
        f'<div class="sheet">{drawn}</div></details>'
    )


def _grouped(groups: Groups, pattern: str, draw: Callable[[Item], str]) -> str:
    return "".join(_group(pattern, label, map(draw, items)) for label, items in groups)


def _group(pattern: str, label: str, items: Iterable[str]) -> str:
    return pattern.format(escape(label), "".join(items))


@lru_cache(maxsize=4096)
def _at_side(item: Item) -> SafeString:
    return format_html(
        '\n  <a href="{}" title="{}"{}>{}<span>{}</span>{}</a>',
        item.address, item.label, _current(item), icon(item.icon), item.label,
        format_html('<span class="n n--late">{}</span>', item.count) if item.count else "",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _in_list(item: Item) -> SafeString:
    return format_html(
        '\n<a href="{}"{}>{}{}{}</a>',
        item.address, _current(item), icon(item.icon), item.label,
        format_html('<b class="rt t-late">{}</b>', item.count) if item.count else "",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _tab(item: Item) -> SafeString:
    sign = icon(item.icon)
    if item.raised:
        sign = format_html("<span>{}</span>", icon("plus", "i--l"))
    return format_html(
        '<a{} href="{}"{}>{}<span class="t">{}</span>{}</a>\n',
        mark_safe(' class="fab"' if item.raised else ""), item.address, _current(item), sign,
        item.short, mark_safe(_dot(item.count)),
    )  # fmt: skip


def _current(item: Item) -> SafeString:
    return format_html(' aria-current="{}"', item.current) if item.current else mark_safe("")


def _dot(count: int) -> str:
    return f'<span class="dotn">{count}</span>' if count else ""
