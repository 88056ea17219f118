"""Writing a .docx in the layout of an official document."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pages.clean import without_unseen
from pages.documents.layout import SIZE_3, SIZE_4, WIDTH, empty_document
from pages.templatetags.look import day

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SEAL_ROOM = 4  # characters right of the day, for the seal


class OfficialDocument:
    """A document from its title to the day it was made. Text may be anything: what XML cannot hold
    is left out.

        document = OfficialDocument(title, now=now, number="...")
        document.paragraph("...")
        document.signed(by="...", on=today)
        content = document.content()
    """

    def __init__(
        self,
        title: str,
        *,
        now: datetime,
        number: str = "",
        addressee: str = "",
        organ: str = "",
        mark: str = "",
    ):
        """A paper of an `organ` has the red head of one, the `mark` beside its number."""
        self._document = empty_document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = _plain(title), "", ""
        properties.created = properties.modified = now.astimezone(UTC)
        if organ:
            self._add(organ, "Organ")
            self._add("\t".join(filter(None, [number, mark])), "Organ number")
            self._add("", "Addressee")
        elif number:
            self._add(number, "Number")
        self._add(title, "Title")
        self._add("", "Addressee")
        if addressee:
            self._add(addressee, "Addressee")

    def heading(self, text: str, *, level: int = 1) -> None:
        """A heading of level 1 (Heiti) or 2 (Kaiti)."""
        self._add(text, f"Heading {level}")

    def paragraph(self, text: str) -> None:
        """A paragraph of the text."""
        self._add(text, "Normal")

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Names and values beneath each other, without lines."""
        widest = max(len(name) for name, _value in facts)
        label = Length(min(WIDTH // 3, SIZE_4 * (widest + 1)))
        table = self._table(len(facts), [label, Length(WIDTH - label)], lines=False)
        for row, (name, value) in zip(table.rows, facts, strict=True):
            _write(row.cells[0], name, "Fact")
            _write(row.cells[1], value, "Fact")

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int]
    ) -> None:
        """A table with lines; its head stands again on every page, and no row is divided.

        `widths` are shares of the width of the text.
        """
        shares = [Length(WIDTH * width // sum(widths)) for width in widths]
        table = self._table(1 + len(rows), shares, lines=True)
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            _write(cell, text, "Cell head")
        _mark(table.rows[0], "w:tblHeader")
        for row, texts in zip(table.rows[1:], rows, strict=True):
            _mark(row, "w:cantSplit")
            for cell, text in zip(row.cells, texts, strict=True):
                _write(cell, text, "Cell")

    def note(self, text: str) -> None:
        """A small note, such as whence the figures are."""
        self._add(text, "Cell")

    def signed(self, *, on: date, by: str = "", seal: str = "") -> None:
        """Who made the document, where somebody signs, and on which day; with room for a seal, and
        the words that say where it goes."""
        self._add("", "Normal").paragraph_format.keep_with_next = True
        for text in filter(None, [seal, by, day(on)]):
            paragraph = self._add(text, "Signature")
            paragraph.paragraph_format.right_indent = Length(SIZE_3 * SEAL_ROOM)
            paragraph.paragraph_format.keep_with_next = text in (seal, by)

    def content(self) -> bytes:
        """The document as a file."""
        written = BytesIO()
        self._document.save(written)
        return written.getvalue()

    def _add(self, text: str, style: str) -> Paragraph:
        return self._document.add_paragraph(_plain(text), style=style)

    def _table(self, rows: int, widths: Sequence[Length], *, lines: bool) -> Table:
        style = "Table Grid" if lines else "Normal Table"
        table = self._document.add_table(rows=rows, cols=len(widths), style=style)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        return table


def _write(cell: _Cell, text: str, style: str) -> None:
    """A text in a cell; each of its lines is a paragraph."""
    first, *others = _plain(text).split("\n")
    cell.paragraphs[0].text = first
    cell.paragraphs[0].style = style
    for line in others:
        cell.add_paragraph(line, style=style)


def _mark(row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _plain(text: str) -> str:
    """What XML can hold of a text."""
    return "".join(c for c in without_unseen(str(text)) if c not in "\ufffe\uffff")
