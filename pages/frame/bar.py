"""The bar at the top: the platform's name, the search, the bell, the account."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from pages.frame.size import LARGE
from pages.templatetags.look import icon, mark


class Link(NamedTuple):
    """A page under the account; `phone`: shown on a phone alone."""

    address: str
    label: str
    icon: str
    phone: bool


def brand(home: str, county: str) -> str:
    """The platform's name, leading to the first page."""
    named = f"<small>{escape(county)}</small>" if county else ""
    name = escape(_("Two Responsibilities"))
    return f'<a class="brand" href="{escape(home)}">{mark()}{name}{named}</a>'


@cache
def search(address: str, _language: str) -> str:
    """The field of the search."""
    return format_html(
        '<form method="get" action="{}" role="search"><label class="find">{}'
        '<span class="vh">{}</span><input type="search" name="q"'
        ' autocomplete="off" placeholder="{}"></label></form>',
        address, icon("search", "i--s"), _("Search"), _("Unit, person or task"),
    )  # fmt: skip


def bell(address: str, unread: int) -> str:
    """The way to the messages, with how many are unread."""
    dot = ""
    if unread:
        number = "99+" if unread > 99 else unread
        word = escape(_("unread:"))
        dot = f'<span class="dotn"><span class="vh">{word} </span>{number}</span>'
    return (
        f'<a class="btn btn--q btn--icon bell" href="{address}">{icon("bell")}'
        f'<span class="vh">{escape(_("Messages"))}</span>{dot}</a>'
    )


def who(name: str, identity: str) -> str:
    """Who acts and in whose name, on the button that opens the account."""
    name, identity = escape(name), escape(identity)
    return (
        f'<summary class="who"><span class="vh">{escape(_("Account"))}</span>'
        f'<span class="ava" aria-hidden="true">{name[:1].upper()}</span>'
        f"<span><b>{name}</b><small>{identity}</small></span>"
        f"{icon('chevron-down', 'i--s only-d')}</summary>"
    )


def posts_to_choose(address: str, posts: Sequence, chosen, sent_along: str) -> str:
    """The switch between the person's posts; `sent_along`: see Frame.sent_along."""
    if not posts:
        return ""
    words = escape(_("Show the duties of"))
    all_of_them = _post("", "users", escape(_("All my posts")), chosen is None)
    each = (
        _post(post.pk, "id", _title(post), post == chosen)
        for post in posts
    )  # fmt: skip
    return (
        f'<form class="menu__as" method="post" action="{address}"'
        f' aria-label="{words}">{sent_along}\n<h2 aria-hidden="true">{words}</h2>\n'
        f"{all_of_them}{''.join(each)}\n<hr></form>"
    )


def _title(post) -> str:
    """The post, and whether the person only clerks for it."""
    title = _("clerk for %(post)s") % {"post": post.title} if post.clerked else post.title
    return f"{escape(title)}<small>{escape(post.unit.name)}</small>"


def _post(value, sign: str, words: str, chosen: bool) -> str:
    tick = icon("check", "i--s rt") if chosen else ""
    return (
        f'<button type="submit" name="post" value="{value}"'
        f' aria-pressed="{"true" if chosen else "false"}">{icon(sign)}'
        f"<span>{words}</span>{tick}</button>"
    )


def languages(address: str, css: str, sent_along: str) -> SafeString:
    """The languages as buttons, each in its own tongue."""
    spoken = get_language()
    buttons = "".join(
        f'\n<button type="submit" name="language" value="{code}" lang="{code}"'
        f' aria-pressed="{"true" if code == spoken else "false"}">'
        f"{get_language_info(code)['name_local']}</button>"
        for code, _name in settings.LANGUAGES
    )
    return mark_safe(
        f'<form class="{css}" method="post" action="{address}"'
        f' aria-label="{escape(_("Language"))}">{sent_along}{buttons}\n</form>'
    )


def text_size(address: str, css: str, sent_along: str, *, large: bool) -> SafeString:
    """The switch between large and normal type."""
    tick = icon("check", "i--s rt") if large else ""
    return mark_safe(
        f'<form class="{css}" method="post" action="{address}">{sent_along}'
        f'<button type="submit" name="size" value="{"" if large else LARGE}"'
        f' aria-pressed="{"true" if large else "false"}">{icon("eye")}'
        f"<span>{escape(_('Large type'))}</span>{tick}</button></form>"
    )


@cache
def own_pages(links: Sequence[Link]) -> str:
    """The pages everybody has about themselves."""
    return "".join(
        format_html(
            '<a{} href="{}">{}{}</a>\n',
            mark_safe(' class="only-m"' if link.phone else ""),
            link.address,
            icon(link.icon),
            link.label,
        )
        for link in links
    )


def sign_out(address: str, token: str) -> str:
    """The button that ends the session; `token` as a hidden field."""
    return (
        f'<form method="post" action="{address}" data-sign-out>{token}'
        f'<button type="submit">{icon("logout")}{escape(_("Sign out"))}</button></form>'
    )
