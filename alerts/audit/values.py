"""Values noted in the audit log, in words: ids as names, codes as words, days as days."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pkgutil import resolve_name
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.audit.names import Names
from alerts.audit.words import object_in_words
from alerts.kinds.declared import Field
from pages.templatetags.look import day, instant

MOST_NAMES = 3  # of a list of objects; beyond it says how many there are


class Said(NamedTuple):
    """A value in words, and the same for a page."""

    text: str
    html: SafeString


def in_words(field: Field, value: object, names: Names, *, on: date, now: datetime) -> Said:
    """What `value` says as `field`; what it names is called as on the day `on`."""
    values = several(value)
    if not values:
        return plain(str(field.none))
    if field.count and isinstance(value, list):
        return plain(str(len(values)))
    if field.of:
        return _all_named([_one_named(field.of, item, names, on) for item in values])
    labels = _labels(field.codes)
    return plain(_joined(str(labels.get(item, _as_it_stands(item, now))) for item in values))


def plain(text: str) -> Said:
    return Said(text, escape(text))


def named(code: str, key: object, name: str, page: str = "") -> Said:
    """An object by its `name`, which leads to its `page`, else to all about it in the log; where
    it has no name or is gone, what it is."""
    name = name or object_in_words(code)
    address = page or history_of(code, key)
    return Said(name, format_html('<a href="{}">{}</a>', address, name))


def history_of(code: str, key: object) -> str:
    """The address of all entries about an object."""
    about = urlencode({"kind": code, "object_id": key, "automatic": "with"})
    return f"{reverse('audit')}?{about}"


def _one_named(code: str, key: object, names: Names, on: date) -> Said:
    return named(code, key, names.get((code, str(key), on), ""))


def _all_named(said: list[Said]) -> Said:
    between = pgettext("between items", ", ")
    shown = said[:MOST_NAMES]
    text = between.join(one.text for one in shown)
    html = format_html_join(between, "{}", ((one.html,) for one in shown))
    if len(said) <= MOST_NAMES:
        return Said(text, html)
    words = _("%(shown)s and others, %(count)d in all")
    count = {"count": len(said)}
    return Said(words % {"shown": text, **count}, filled(words, {"shown": html, **count}))


def filled(words: str, parts: dict) -> SafeString:
    """`words` with their "%(parts)s"; what is no safe HTML is escaped."""
    return SafeString(
        escape(words)
        % {
            name: part if isinstance(part, int | SafeString) else escape(part)
            for name, part in parts.items()
        }
    )


def several(value: object) -> list:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _joined(texts: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(texts)


def _labels(path: str) -> dict:
    """The words of the codes that `path` names: a mapping, a TextChoices, or a function giving
    choices."""
    if not path:
        return {}
    codes = resolve_name(path)
    if isinstance(codes, Mapping):
        return dict(codes)
    return dict(codes.choices if hasattr(codes, "choices") else codes())


def _as_it_stands(value: object, now: datetime) -> str:
    """A value that speaks for itself; days and instants as they stand everywhere."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, str):
        return str(value)
    if (on := _parsed(parse_date, value)) is not None:
        return day(on, now)
    if (at := _parsed(parse_datetime, value)) is not None:
        return instant(at, now)
    return value


def _parsed(parse, text: str):
    try:
        return parse(text)
    except ValueError:
        return None
