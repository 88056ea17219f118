"""What a card looks like, before it is issued and after: one face for page, preview and paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from pages.days import day_of
from pages.quarter import Quarter
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.models import ReminderCard
from responsibility.cards.recipients import Recipient
from responsibility.cards.texts import FaceText, LineText
from responsibility.organisation.bilingual import in_language

ROW = 28  # Chinese characters on one row of a line, on paper
ROOMY, DENSE = 9, 17  # rows that fit at the normal and at the smaller size


@dataclass(frozen=True)
class CardFace:
    """Everything that is drawn. `number`, `issued_on` and `qr` are empty before the issue."""

    heading: str
    title: str
    lead: str
    issuer: str
    quarter: Quarter
    lines: Sequence[LineText]
    addressee: str = ""
    number: str = ""
    issued_on: date | None = None
    qr: str = ""

    @property
    def density(self) -> str:
        """How small the text is set, so that every card fits one A5 page: "", dense or tight."""
        rows = sum(_rows(line) for line in self.lines)
        rows += max(0, ceil(_width(self.lead) / ROW) - 2)
        return "" if rows <= ROOMY else "dense" if rows <= DENSE else "tight"


def face_of_card(card: ReminderCard, *, qr: str = "") -> CardFace:
    """The face of an issued card; `qr` is the address of its QR code's picture."""
    return replace(
        _common(card.issue, list(card.lines.all())),
        addressee=card.addressee,
        number=card.number,
        issued_on=day_of(card.issued_at),
        qr=qr,
    )


def face_of_draft(
    issue: CardIssue, lines: Sequence[CardLine], recipient: Recipient | None
) -> CardFace:
    """The face `recipient` would get; for nobody in particular the common lines."""
    if recipient is None:
        return _common(issue, [line for line in lines if not line.is_personal])
    return replace(_common(issue, recipient.lines_of(lines)), addressee=recipient.holder.name)


def _common(issue: CardIssue, lines: Sequence[LineText]) -> CardFace:
    return CardFace(
        heading=_text(issue, "heading"),
        title=_text(issue, "title"),
        lead=_text(issue, "lead"),
        issuer=_text(issue, "issuer"),
        quarter=issue.quarter,
        lines=lines,
    )


def _text(source: FaceText, name: str) -> str:
    return in_language(getattr(source, name), getattr(source, f"{name}_en"))


def _rows(line: LineText) -> int:
    """Rows of its text, and one for the word beneath it."""
    marked = line.is_warning or getattr(line, "is_personal", getattr(line, "personal", False))
    return ceil(_width(str(line)) / ROW) + marked


def _width(text: str) -> float:
    """In Chinese characters: others are about half as wide."""
    return sum(1 if ord(letter) > 0x2E7F else 0.5 for letter in text)
