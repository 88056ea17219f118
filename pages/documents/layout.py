"""The measures of an official document (GB/T 9704-2012, sections 5 and 7), as styles of a .docx.

The text area is 156 mm by 225 mm: 22 lines of 28 characters of size 3 (16 pt).
"""

import json
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

FONTS = json.loads(Path(__file__).with_name("fonts.json").read_text(encoding="utf-8"))
PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, LEFT, WIDTH, HEIGHT = Mm(37), Mm(28), Mm(156), Mm(225)
RIGHT, BOTTOM = Length(PAGE_WIDTH - LEFT - WIDTH), Length(PAGE_HEIGHT - TOP - HEIGHT)
LINES, CHARACTERS = 22, 28
LINE = Twips(HEIGHT.twips // LINES)
SIZE_HEAD = Pt(32)
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
# So that 28 characters of 16 pt find room: a grid of characters is shown in too many ways.
TIGHTER = Twips(WIDTH.twips // CHARACTERS - SIZE_3.twips)
NUMBER_BELOW = Mm(7)  # the page number stands so far beneath the text area
# name: font, size, alignment, first line set in by so many characters
STYLES = {
    "Normal": ("body", SIZE_3, WD_ALIGN_PARAGRAPH.JUSTIFY, 2),
    "Title": ("title", SIZE_2, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "Heading 1": ("heading", SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, 2),
    "Heading 2": ("subheading", SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, 2),
    "Organ": ("title", SIZE_HEAD, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "Organ number": ("body", SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, 0),
    "Number": ("body", SIZE_3, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "Addressee": ("body", SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, 0),
    "Signature": ("body", SIZE_3, WD_ALIGN_PARAGRAPH.RIGHT, 0),
    "Cell": ("body", SIZE_5, WD_ALIGN_PARAGRAPH.LEFT, 0),
    "Cell head": ("heading", SIZE_5, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "Fact": ("body", SIZE_4, WD_ALIGN_PARAGRAPH.LEFT, 0),
    "Page number": ("number", SIZE_4, WD_ALIGN_PARAGRAPH.RIGHT, 0),
}
RED = "FF0000"  # of the head and the line beneath it
HIGH = {
    "Organ": Pt(48),
    "Title": Pt(33),
    "Cell": Pt(15),
    "Cell head": Pt(15),
    "Fact": Pt(22),
}  # else `LINE`


def empty_document() -> DocxDocument:
    """A document with page, styles and page numbers, and nothing in it."""
    document = Document()
    for name, style in STYLES.items():
        _style(_named(document, name), *style, height=HIGH.get(name, LINE))
    _red_head(document)
    _page(document)
    _number_pages(document)
    return document


def _named(document: DocxDocument, name: str) -> ParagraphStyle:
    if name in document.styles:
        return document.styles[name]
    return document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)


def _style(style, font: str, size: Length, alignment, set_in: int, *, height: Length) -> None:
    """Everything that a style of the default template might bring along is said anew."""
    properties = style.element.get_or_add_rPr()
    for part in list(properties):
        properties.remove(part)
    style.font.name, style.font.size = FONTS["latin"], size
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), FONTS[font])
    fonts.set(qn("w:cs"), FONTS["latin"])
    if size == SIZE_3:
        _append(properties, "w:spacing", "w:val", str(TIGHTER.twips))
    _append(properties, "w:lang", "w:eastAsia", "zh-CN")
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    form = style.paragraph_format
    form.alignment = alignment
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, height
    form.widow_control = False
    if height != LINE:
        _append(style.element.get_or_add_pPr(), "w:snapToGrid", "w:val", "0")
    form.keep_with_next = style.name.startswith("Heading")
    form.first_line_indent = Length((size + TIGHTER) * set_in)


def _red_head(document: DocxDocument) -> None:
    """The name of the organ in red, and beneath its number a red line as wide as the text."""
    document.styles["Organ"].font.color.rgb = RGBColor.from_string(RED)
    style = document.styles["Organ number"]
    style.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", RED)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:snapToGrid", "w:spacing", "w:ind",
        "w:jc",
    )  # fmt: skip


def _append(parent, name: str, attribute: str, value: str) -> None:
    part = OxmlElement(name)
    part.set(qn(attribute), value)
    parent.append(part)


def _page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = Mm(15)
    section.footer_distance = Length(BOTTOM - NUMBER_BELOW - LINE)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE.twips))


def _number_pages(document: DocxDocument) -> None:
    """At the outer edge, one character in: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, alignment in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = document.styles["Page number"], alignment
        paragraph.paragraph_format.left_indent = SIZE_4
        paragraph.paragraph_format.right_indent = SIZE_4
        paragraph.add_run("\u2014 ")
        _field(paragraph.add_run(), "PAGE")
        paragraph.add_run(" \u2014")


def _field(run: Run, instruction: str) -> None:
    """A field that the program which shows the document fills in."""
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._element.append(part)
