"""A paper as it is read, printed and sent: one content for the sheet and the .docx."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.documents.official import OfficialDocument
from pages.templatetags.look import day

SHARES = [8, 52, 20, 20]  # of the width, for the columns of measures


class Line(NamedTuple):
    """One measure on paper."""

    text: str
    person: str
    due_on: date


@dataclass(frozen=True)
class Paper:
    """From its title to the day it was issued; `points` are what it is about, one by one, `reply`
    what was answered to it. Names are those of the day of the fact. `note` says what it is not. A
    paper with a head names the `organ` that issues it and its `mark`, leaves room for a `seal`, and
    says to whom `copies` go."""

    title: str
    number: str
    addressee: str
    text: str
    points: list[str]
    ask: str
    sender: str
    on: date
    replies: list[str] = field(default_factory=list)
    measures: list[Line] = field(default_factory=list)
    note: str = ""
    organ: str = ""
    mark: str = ""
    seal: bool = False
    copies: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """Its text, the points with their numbers, what is asked."""
        numbered = [f"{_numbered(place)}{point}" for place, point in enumerate(self.points, 1)]
        return [*self.text.splitlines(), *numbered, self.ask]


def _numbered(place: int) -> str:
    """The number of a point as official papers have it, the first ten in words."""
    words = pgettext("numbers of points", "1. |2. |3. |4. |5. |6. |7. |8. |9. |10. ").split("|")
    return words[place - 1] if place <= len(words) else f"{place}. "


def paper_document(paper: Paper, *, now: datetime) -> bytes:
    """The paper as a .docx in the layout of an official document."""
    document = OfficialDocument(
        paper.title, now=now, number=paper.number, addressee=paper.addressee, organ=paper.organ,
        mark=paper.mark,
    )  # fmt: skip
    for paragraph in paper.paragraphs:
        document.paragraph(paragraph)
    seal = pgettext("paper", "(seal here)") if paper.seal else ""
    document.signed(by=paper.sender, on=paper.on, seal=seal)
    if paper.copies:
        document.note(paper.copies)
    if paper.replies or paper.measures:
        document.heading(pgettext("paper", "Reply"))
    for text in paper.replies:
        document.paragraph(text)
    if paper.measures:
        heads = [_("Number"), _("Measure"), _("Person responsible"), _("To be done by")]
        rows = [
            [str(place), row.text, row.person, day(row.due_on)]
            for place, row in enumerate(paper.measures, start=1)
        ]
        document.table(heads, rows, widths=SHARES)
    if paper.note:
        document.note(paper.note)
    return document.content()
