"""A card as a document: its lines, and once there are any what was answered and the summary."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import day
from responsibility.cards.answers.lines import AnsweredLine, answered_lines
from responsibility.cards.answers.words import in_words
from responsibility.cards.face import face_of_card
from responsibility.cards.models import ReminderCard
from responsibility.cards.summaries.models import SummaryConfirmation

SHARES = (1, 8, 3, 8)


def card_document(card: ReminderCard, *, now: datetime) -> bytes:
    """The card as a .docx, with its summary where that stands."""
    face, lines = face_of_card(card), answered_lines(card)
    rows_of_card = SummaryConfirmation.objects.filter(summary__card=card, taken_back_at=None)
    confirmed = rows_of_card.select_related("confirmed_by").first()
    document = OfficialDocument(
        f"{face.title} {face.quarter.name}", now=now, number=face.number,
        addressee=_("Comrade %(name)s,") % {"name": face.addressee},
    )  # fmt: skip
    document.paragraph(face.lead)
    heads = [_("Number"), _("Line"), _("Until"), _("What was done")]
    rows = [[str(row.line.position), _text(row), _until(row), _answer(row)] for row in lines]
    document.table(heads, rows, widths=SHARES)
    document.signed(by=face.issuer, on=face.issued_on or day_of(now))
    if confirmed:
        _write_summary(document, confirmed)
    return document.content()


def _text(row: AnsweredLine) -> str:
    warning = f"\n{_('Duty warning')}" if row.line.is_warning else ""
    return f"{row.line}{warning}"


def _until(row: AnsweredLine) -> str:
    return day(row.line.until_on) if row.line.until_on else "—"


def _answer(row: AnsweredLine) -> str:
    return in_words(row.answer) if row.answer else ""


def _write_summary(document: OfficialDocument, confirmed: SummaryConfirmation) -> None:
    document.heading(_("End-of-quarter summary"))
    for paragraph in confirmed.text.splitlines():
        document.paragraph(paragraph)
    facts = [
        (_("Rule made"), confirmed.rule_made),
        (_("What came of it"), confirmed.outcome),
        (_("Figure"), confirmed.figure_words),
    ]
    if any(value for _name, value in facts):
        document.facts([(name, value) for name, value in facts if value])
    document.signed(by=confirmed.confirmed_by.name, on=day_of(confirmed.confirmed_at))
