"""Entries of the audit log as people read them: who did what to what, why, and what changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alerts.audit.models import AuditEntry
from alerts.audit.names import Key, Names, names_of, pages_of
from alerts.audit.values import Said, filled, in_words, named, plain, several
from alerts.audit.words import act_now, category_of, sentence_of
from alerts.kinds.collected import collected
from alerts.kinds.declared import Field

POST = "post"  # the code of what `AuditEntry.post_id` is the id of


class Change(NamedTuple):
    """What was noted as `word`: the value before ("" where none was noted) and after."""

    word: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Sentence:
    """One entry in words.

    `text` says who did what, `html` the same with links; `name` is what the object was called,
    `page` that of the object where the reader may see it, `post` the post in which the person
    acted. `grounds` are the basis and the reason noted, `changes` what the sentence does not say.
    """

    entry: AuditEntry
    text: str
    html: SafeString
    name: str
    page: str
    post: str
    grounds: list[Change]
    changes: list[Change]

    @property
    def pk(self) -> int:
        return self.entry.pk

    @property
    def category(self) -> str:
        return category_of(self.entry.action)


def sentences_of(entries: Sequence[AuditEntry], *, user, at: datetime) -> list[Sentence]:
    """The entries in words for `user`, in some queries for each kind of object they name."""
    objects = defaultdict(set)
    for entry in entries:
        objects[entry.kind].add(entry.object_id)
    pages, names = pages_of(objects, user=user, at=at), names_of(_named(entries))
    return [_sentence(entry, names, pages, at) for entry in entries]


def _named(entries: Iterable[AuditEntry]) -> dict[str, set[Key]]:
    """The ids of all that the entries name with their days, by their codes."""
    wanted = defaultdict(set)
    for entry in entries:
        on = _day(entry)
        wanted[entry.kind].add((entry.object_id, on))
        if entry.post_id:
            wanted[POST].add((str(entry.post_id), on))
        for name, value in [*(entry.before or {}).items(), *(entry.after or {}).items()]:
            if (field := _field(entry, name)).of:
                wanted[field.of] |= {(str(item), on) for item in several(value)}
    return wanted


def _day(entry: AuditEntry) -> date:
    return timezone.localdate(entry.at)


def _field(entry: AuditEntry, name: str) -> Field:
    return collected().field(act_now(entry.action), name) or Field(word=name)


def _sentence(entry: AuditEntry, names: Names, pages: Mapping, now: datetime) -> Sentence:
    """The words of its act, where all they name was noted; else who, what was done, and to what."""
    name = names.get((entry.kind, entry.object_id, _day(entry)), "")
    page = pages.get((entry.kind, entry.object_id), "")
    what = named(entry.kind, entry.object_id, name, page)
    parts = {"who": _who(entry), "act": plain(entry.act), "what": what}
    noted = _noted(entry, names, now)
    words = sentence_of(entry.action)
    values = _Read(parts | noted)
    try:
        text = words % values
    except KeyError:
        words, values = _("%(who)s %(act)s: %(what)s"), _Read(parts)
        text = words % values
    html = filled(words, {part: (parts | noted)[part].html for part in values.read})
    rest = list(_rest(entry, noted, values.read))
    return Sentence(
        entry, text, html, what.text, page,
        names.get((POST, str(entry.post_id), _day(entry)), ""),
        grounds=[change for field, change in rest if field.ground],
        changes=[change for field, change in rest if not field.ground],
    )  # fmt: skip


class _Read(dict):
    """The texts of parts, which notes those that were asked for."""

    def __init__(self, parts: Mapping[str, Said]):
        super().__init__(parts)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        self.read.add(name)
        return value.text


def _who(entry: AuditEntry) -> Said:
    """Who acted, which leads to all that they did."""
    if entry.user is None:
        return plain(_("somebody") if entry.address else _("the platform"))
    name, account = str(entry.user), entry.user.get_username()
    address = f"{reverse('audit')}?{urlencode({'person': account})}"
    return Said(name, format_html('<a href="{}">{}</a>', address, name))


def _noted(entry: AuditEntry, names: Names, now: datetime) -> dict[str, Said]:
    """By name the values noted: those after, where there are such, and before as "was_name"."""
    before, after = entry.before or {}, entry.after or {}

    def said(name: str, value: object) -> Said:
        return in_words(_field(entry, name), value, names, on=_day(entry), now=now)

    return (
        {name: said(name, value) for name, value in (before | after).items()}
        | {f"was_{name}": said(name, value) for name, value in before.items()}
    )  # fmt: skip


def _rest(
    entry: AuditEntry, noted: Mapping[str, Said], read: set[str]
) -> Iterator[tuple[Field, Change]]:
    """What changed or was noted on one side alone, as far as the sentence does not say it."""
    before, after = entry.before or {}, entry.after or {}
    for name in dict.fromkeys([*before, *after]):
        field = _field(entry, name)
        in_sentence = {name, f"was_{name}"} & read
        if in_sentence or not _is_shown(field, before, after, name):
            continue
        was = noted[f"was_{name}"].text if name in before else ""
        becomes = noted[name].text if name in after else ""
        yield field, Change(str(field.word), was, becomes)


def _is_shown(field: Field, before: Mapping, after: Mapping, name: str) -> bool:
    """Whether a value is to be said at all: what stayed is not, nor what is empty."""
    if name in before and name in after:
        return before[name] != after[name] and field.shown != "never"
    value = after.get(name, before.get(name))
    if field.shown == "true":
        return value is True
    return field.shown == "always" and several(value) != []
