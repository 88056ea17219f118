"""The report as a .docx, in the layout of an official document."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.documents.official import OfficialDocument
from pages.templatetags.look import day, word
from supervision.hearings.report import Figures, Past, Report

RED_SHARES, PAST_SHARES, ITEM_SHARES = [24, 28, 14, 34], [44, 20, 14, 22], [70, 30]


def report_document(report: Report, *, number: str, now: datetime) -> bytes:
    document = OfficialDocument(report.title, now=now, number=number)
    document.facts(_figures(report))
    if report.reds:
        document.heading(_("Still red"))
        heads = [
            _("Unit, person responsible"),
            _("Matter"),
            pgettext("red", "Since"),
            _("Why, as verified"),
        ]
        rows = [
            [f"{red.unit} {red.holder}", red.called, day(red.since_on), red.in_words]
            for red in report.reds
        ]
        document.table(heads, rows, widths=RED_SHARES)
        if report.more_reds:
            document.note(_("and %(n)d more") % {"n": report.more_reds})
    if report.late_items:
        document.heading(_("Items late in most units"))
        heads = [_("Matter"), _("Units late")]
        rows = [[item.title, f"{item.late} / {item.units}"] for item in report.late_items]
        document.table(heads, rows, widths=ITEM_SHARES)
    _numbered(document, pgettext("hearing", "Findings"), report.findings)
    if report.past:
        document.heading(_("What became of the last decisions"))
        heads = [_("Decision"), _("Unit"), _("Lamp"), _("Answer")]
        rows = [[row.text, row.unit, _lamp(row), _answer(row)] for row in report.past]
        document.table(heads, rows, widths=PAST_SHARES)
    _numbered(document, _("Decisions asked for"), report.requests)
    document.note(source_of(report))
    document.signed(on=report.meeting_on or report.as_of_day)
    return document.content()


def source_of(report: Report) -> str:
    """Whence the figures are, and what the page does not do."""
    if report.now.frozen:
        words = {"number": report.now.frozen, "digest": report.digest}
        frozen = _(
            "Figures frozen in %(number)s, SHA-256 %(digest)s. Units stand in the order of the"
            " organisation, without rank. Persons are those in the post on the day."
        )
        return frozen % words
    words = {"day": day(report.as_of_day)}
    running = _(
        "Figures as of %(day)s, not frozen. Units stand in the order of the organisation,"
        " without rank. Persons are those in the post on the day."
    )
    return running % words


def _figures(report: Report) -> list[tuple[str, str]]:
    now, before = report.now, report.before

    def beside(value, old) -> str:
        words = {"value": value, "quarter": before.short, "old": old}
        return _("%(value)s (%(quarter)s: %(old)s)") % words

    return [
        (_("Done in time"), beside(_share(now), _share(before))),
        (_("Still not done"), beside(now.red, before.red)),
        (_("Entered late"), beside(now.orange, before.orange)),
        (_("Problems closed out"), beside(_closed(now), _closed(before))),
    ]


def _share(figures: Figures) -> str:
    return f"{figures.share} % ({figures.green} / {figures.settled})"


def _closed(figures: Figures) -> str:
    return f"{figures.problems_closed} / {figures.problems}"


def _numbered(document: OfficialDocument, heading: str, lines: list[str]) -> None:
    if lines:
        document.heading(heading)
    for place, line in enumerate(lines, start=1):
        document.paragraph(f"{place}. {line}")


def _lamp(row: Past) -> str:
    return str(word(row.lamp)) if row.lamp else ""


def _answer(row: Past) -> str:
    return row.reply or (_("due on %(day)s") % {"day": day(row.due_on)} if row.unit else "")
