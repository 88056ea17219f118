"""A .docx in the measures of GB/T 9704-2012, whatever the text is."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from pages.documents.official import OfficialDocument
from tests.make import NOW


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def opened(document: OfficialDocument):
    return Document(BytesIO(document.content()))


@pytest.fixture
def document() -> OfficialDocument:
    return OfficialDocument("On the wells", now=NOW, number="No. 8", addressee="To all bodies:")


def near(length, wanted) -> bool:
    return abs(length - wanted) < Mm(0.2)


def test_the_text_area_is_that_of_the_standard(document):
    section = opened(document).sections[0]
    assert near(section.page_width, Mm(210)) and near(section.page_height, Mm(297))
    assert near(section.top_margin, Mm(37)) and near(section.left_margin, Mm(28))
    assert near(section.page_width - section.left_margin - section.right_margin, Mm(156))
    assert near(section.page_height - section.top_margin - section.bottom_margin, Mm(225))


def test_twenty_two_lines_of_twenty_eight_characters_find_room(document):
    written = opened(document)
    style = written.styles["Normal"]
    assert style.paragraph_format.line_spacing * 22 <= Mm(225)
    assert style.paragraph_format.line_spacing * 22 > Mm(224)
    spacing = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    character = style.font.size + Pt(spacing / 20)
    assert Mm(154) < character * 28 <= Mm(156)


@pytest.mark.parametrize(
    "name, size", [("Title", 22), ("Normal", 16), ("Heading 1", 16), ("Heading 2", 16)]
)
def test_each_style_has_its_size_and_a_chinese_font_of_its_own(document, name, size):
    style = opened(document).styles[name]
    assert style.font.size == Pt(size)
    assert style.font.color.rgb is None, "black, not the blue of a template"
    fonts = {
        each: opened(document).styles[each].element.rPr.rFonts.get(qn("w:eastAsia"))
        for each in ("Title", "Normal", "Heading 1", "Heading 2")
    }
    assert len(set(fonts.values())) == 4 and all(fonts.values())


def test_what_is_written_stands_there_in_order(document):
    document.heading("One")
    document.heading("Two", level=2)
    document.paragraph("Text.")
    document.signed(by="The office", on=date(2026, 9, 24))
    lines = [(p.style.name, p.text) for p in opened(document).paragraphs if p.text]
    assert lines == [
        ("Number", "No. 8"), ("Title", "On the wells"), ("Addressee", "To all bodies:"),
        ("Heading 1", "One"), ("Heading 2", "Two"), ("Normal", "Text."),
        ("Signature", "The office"), ("Signature", "24 Sep 2026"),
    ]  # fmt: skip


def test_a_table_repeats_its_head_and_divides_no_row(document):
    document.table(["A", "B"], [["1", "two\nlines"]], widths=[1, 3])
    table = opened(document).tables[0]
    head, row = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [p.text for p in row.cells[1].paragraphs] == ["two", "lines"]
    widths = [cell.width for cell in row.cells]
    assert near(widths[1], widths[0] * 3) and near(sum(widths), Mm(156))


def test_pages_are_numbered_at_their_outer_edge(document):
    written = opened(document)
    assert written.settings.odd_and_even_pages_header_footer
    section = written.sections[0]
    for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
        paragraph = footer.paragraphs[0]
        assert (paragraph.alignment, paragraph.text) == (side, "\u2014  \u2014")
        assert "PAGE" in paragraph._p.xml


def test_no_text_breaks_the_file(document):
    document.paragraph("a\x00b\x07c\u200bd\ufffee\ud800f")
    document.facts([("<b>", "&amp; \x1b")])
    assert opened(document).paragraphs[-1].text == "abcdef"


def test_it_says_nothing_of_who_wrote_the_program(document):
    properties = opened(document).core_properties
    assert (properties.title, properties.author, properties.comments) == ("On the wells", "", "")
    assert properties.created == NOW
