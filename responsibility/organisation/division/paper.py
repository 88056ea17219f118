"""The division of responsibility on paper: grouped by leader or by unit, as of a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import day
from responsibility.organisation.division.listing import Division
from responsibility.organisation.links.models import Charge


@dataclass(frozen=True)
class Paper:
    """What a `Division` shows, all of it: one group a line, `by_unit` or by leader."""

    listing: Division

    @property
    def by_unit(self) -> bool:
        return self.listing.by.removeprefix("-") == "unit"

    @property
    def title(self) -> str:
        return _("Division of responsibility")

    @property
    def as_of(self) -> str:
        """The day in words, with what else the rows are chosen by."""
        chosen = [word for word in self.listing.words if word]
        words = [_("as of %(day)s") % {"day": day(self.listing.on)}, *chosen]
        return pgettext("between items", ", ").join(words)

    @property
    def heads(self) -> list[str]:
        of = _("Unit") if self.by_unit else _("Leader")
        return [of, *(str(label) for label in Charge.Kind.labels)]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """The leader with units, or the unit with leaders: in charge of, linked with."""
        rows = list(self.listing.everything())
        key: Callable = _unit_of if self.by_unit else _leader_of
        other = _leader_of if self.by_unit else _unit_of
        lines = []
        for name, group in groupby(rows, key=key):
            some = list(group)
            of_kind = [
                "\n".join(other(row) for row in some if row.kind == kind)
                for kind in (Charge.Kind.IN_CHARGE, Charge.Kind.LINKED)
            ]
            lines.append((name, *of_kind))
        return lines


def _leader_of(row: Any) -> str:
    return f"{row.leader} {row.holder}"


def _unit_of(row: Any) -> str:
    return row.unit_name


def division_document(paper: Paper, *, by: str, now: datetime) -> bytes:
    """The document of `paper`, written for the person called `by`."""
    document = OfficialDocument(paper.title, now=now)
    document.facts([(_("State"), paper.as_of)])
    document.table(paper.heads, paper.lines, widths=[34, 40, 26])
    document.note(_("Written for %(name)s.") % {"name": by})
    document.signed(on=day_of(now))
    return document.content()
