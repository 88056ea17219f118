"""Entries of the audit log as people read them: who did what to what, and what changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pkgutil import resolve_name
from typing import NamedTuple

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.audit.models import AuditEntry
from alerts.audit.names import Names, names_of, pages_of
from alerts.audit.words import act_now
from alerts.kinds.collected import collected
from alerts.kinds.declared import Field
from pages.templatetags.look import day, instant

POST = "post"  # the code of what `AuditEntry.post_id` is the id of
MOST_NAMES = 3  # of a list of objects; beyond it says how many there are


class Change(NamedTuple):
    """What was noted as `word`: the value before ("" where none was noted) and after."""

    word: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Sentence:
    """One entry in words. `name` is what its object is called, `page` that of the object where
    the reader may see it, `post` the post in which the person acted."""

    entry: AuditEntry
    name: str
    page: str
    post: str
    changes: list[Change]

    @property
    def pk(self) -> int:
        return self.entry.pk


def sentences_of(entries: Sequence[AuditEntry], *, user, at: datetime) -> list[Sentence]:
    """The entries in words for `user`, in some queries for each kind of object they name."""
    objects = defaultdict(set)
    for entry in entries:
        objects[entry.kind].add(entry.object_id)
    pages, names = pages_of(objects, user=user, at=at), names_of(_named(entries, objects))
    return [
        Sentence(
            entry,
            names.get((entry.kind, entry.object_id), entry.object_id),
            pages.get((entry.kind, entry.object_id), ""),
            names.get((POST, str(entry.post_id)), ""),
            list(_changes(entry, names, at)),
        )
        for entry in entries
    ]


def _named(entries: Iterable[AuditEntry], objects: Mapping[str, set]) -> dict[str, set]:
    """The ids of all that the entries name beside their `objects`, by their codes."""
    wanted = defaultdict(set, {code: set(ids) for code, ids in objects.items()})
    for entry in entries:
        if entry.post_id:
            wanted[POST].add(entry.post_id)
        for name, value in [*(entry.before or {}).items(), *(entry.after or {}).items()]:
            field = collected().field(act_now(entry.action), name)
            if field and field.of:
                wanted[field.of].update(_several(value))
    return wanted


def _changes(entry: AuditEntry, names: Names, now: datetime) -> Iterator[Change]:
    """Only what changed, and what was noted on one side alone."""
    before, after = entry.before or {}, entry.after or {}
    for name in dict.fromkeys([*before, *after]):
        if name in before and name in after and before[name] == after[name]:
            continue
        field = collected().field(act_now(entry.action), name) or Field(word=name)
        was = _in_words(field, before[name], names, now) if name in before else ""
        becomes = _in_words(field, after[name], names, now) if name in after else ""
        yield Change(str(field.word), was, becomes)


def _in_words(field: Field, value: object, names: Names, now: datetime) -> str:
    values = _several(value)
    if not values:
        return "—"
    if field.of:
        texts = [names.get((field.of, str(one)), f"#{one}") for one in values]
        shown = _joined(texts[:MOST_NAMES])
        more = {"shown": shown, "count": len(texts)}
        return _("%(shown)s and others, %(count)d in all") % more if texts[MOST_NAMES:] else shown
    labels = _labels(field.codes)
    return _joined(str(labels.get(one, _plain(one, now))) for one in values)


def _several(value: object) -> list:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _joined(texts: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(texts)


def _labels(path: str) -> dict:
    """The words of the codes that `path` names: a TextChoices, or a function giving choices."""
    if not path:
        return {}
    codes = resolve_name(path)
    return dict(codes.choices if hasattr(codes, "choices") else codes())


def _plain(value: object, now: datetime) -> str:
    """A value that speaks for itself; days and instants as they stand everywhere."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, str):
        return str(value)
    for parse, show in ((parse_date, day), (parse_datetime, instant)):
        if when := _parsed(parse, value):
            return show(when, now)
    return value


def _parsed(parse, text: str) -> date | None:
    try:
        return parse(text)
    except ValueError:
        return None
