"""Whose lamp a change would turn, as a list: the first rows on a page, all of them in a file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.discovery import deadline_model
from alerts.whatif.foresight import Change, Foresight
from pages.lamp import Lamp
from pages.listing.column import Column
from pages.listing.listing import CHUNK, Listing
from pages.templatetags.look import day, instant, tag, word
from responsibility.owed.models import OwedByPost
from responsibility.owed.whose import name_holders

SHOWN = 20  # rows of the page


class Row(NamedTuple):
    """What becomes of one thing that is owed, with its face."""

    owed: OwedByPost
    change: Change

    @property
    def pk(self) -> int:
        return self.owed.pk

    @property
    def becomes(self) -> Lamp:
        """The lamp that a turn brings that comes with the change or earlier than without it, else
        the one it has then."""
        sooner = [
            turn
            for turn in self.change.turns
            if turn.at is None or not turn.instead_of or turn.at < turn.instead_of
        ]
        return sooner[-1].becomes if sooner else self.change.becomes.lamp


def _unit(row: Row, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a> <span class="mut">{}</span>',
        row.owed.get_absolute_url(), row.owed.unit, row.owed.whose,
    )  # fmt: skip


def _from_to(was, becomes, shown, now: datetime):
    """A value as it becomes, what it was struck through where it is another."""
    if was == becomes:
        return shown(becomes, now) if becomes else "—"
    old = format_html("<del>{}</del> ", shown(was, now)) if was else ""
    return format_html("{}{}", old, shown(becomes, now) if becomes else "—")


def _local(value: datetime, now: datetime) -> str:
    return instant(value, now)


def _between(name: str, shown):
    def cell(row: Row, now: datetime):
        was, becomes = getattr(row.change.was, name), getattr(row.change.becomes, name)
        return _from_to(was, becomes, shown, now)

    return cell


def _columns(name: str, label, label_before, shown, phone="meta") -> list[Column]:
    """A column of the page, and two of the file: before and after."""
    return [
        Column(name, label, f"change.becomes.{name}", _between(name, shown), css="nw", phone=phone),
        Column(f"{name}_was", label_before, f"change.was.{name}", only="file"),
    ]


class ForeseenListing(Listing):
    """The changes of a foresight that turn a lamp, else all of them; `name` is the URL name of the
    page that shows it."""

    title = _("What a change brings")
    columns = [
        Column("unit", _("Unit"), "owed.unit.name", _unit, phone="title"),
        Column("post", _("Post"), "owed.post.title", only="file"),
        Column("whose", _("Who"), "owed.whose", only="file"),
        Column("what", _("What is owed"), "owed.title", phone="sub"),
        *_columns("due_on", _("Deadline"), _("Deadline before"), day),
        Column("lamp", _("Before"), lambda row: word(row.change.was.lamp),
               lambda row, now: tag(row.change.was.lamp), css="nw"),
        Column("becomes", _("After"), lambda row: word(row.becomes),
               lambda row, now: tag(row.becomes), css="nw"),
        *_columns("yellow_at", _("Turns yellow"), _("Turned yellow before"), _local),
        *_columns("red_at", _("Turns red"), _("Turned red before"), _local),
        *_columns("closes_at", _("Late entry until"), _("Late entry until, before"), _local,
                  phone="hidden"),
    ]  # fmt: skip

    def __init__(self, request, foresight: Foresight, *, name: str):
        super().__init__(request)
        self.name, self.foresight = name, foresight

    @property
    def words(self) -> list[str]:
        return []

    @property
    def changes(self) -> Sequence[Change]:
        return self.foresight.turning or self.foresight.changes

    @property
    def page_columns(self) -> list[Column]:
        """Without the instants that are the same for all."""
        return [column for column in super().page_columns if self._says_something(column.name)]

    def _says_something(self, name: str) -> bool:
        if name not in ("yellow_at", "red_at", "closes_at"):
            return True
        return any(
            getattr(one.was, name) != getattr(one.becomes, name) for one in self.changes[:SHOWN]
        )

    @property
    def page(self) -> list[Row]:
        return list(self._rows(self.changes[:SHOWN]))

    def everything(self) -> Iterator[Row]:
        left = iter(self.changes)
        while part := list(islice(left, CHUNK)):
            yield from self._rows(part)

    def _rows(self, changes: Iterable[Change]) -> Iterator[Row]:
        """Those whose face the person may see."""
        changes, found = list(changes), {}
        for kind in {change.kind for change in changes}:
            owed: Any = deadline_model(kind, OwedByPost).objects
            visible = owed.visible_to(self.user, at=self.now).for_rows(now=self.now)
            ids = [change.deadline_id for change in changes if change.kind == kind]
            found |= {(kind, pk): row for pk, row in visible.in_bulk(ids).items()}
        name_holders(list(found.values()), now=self.now)
        return (Row(found[one.name], one) for one in changes if one.name in found)
