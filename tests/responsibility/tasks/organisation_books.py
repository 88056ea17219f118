"""Workbooks of an organisation as an office fills them in."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook

from responsibility.tasks.organisation_in.book import OrganisationBook

FROM = date(2026, 3, 1)
DOCUMENT = "No. 12"


def book_of(**sheets) -> bytes:
    """A workbook; by the class of a sheet its rows, each a dict by the column's attribute."""
    book = Workbook()
    book.remove(book.active)
    for sheet in OrganisationBook.of:
        rows = sheets.pop(sheet.__name__, None)
        if rows is None:
            continue
        table = book.create_sheet(str(sheet.title))
        names = [column.name for column in sheet.columns]
        table.append([str(column.label) for column in sheet.columns])
        for row in rows:
            assert not row.keys() - set(names), row
            table.append([row.get(name) for name in names])
    assert not sheets, sheets
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def small(**more) -> bytes:
    """A bureau with a committee, a head, a deputy and a section; a group that supervises it."""
    unit = {"unit": "Water bureau"}
    sheets = {
        "Units": [
            {"name": "Planning section", "kind": "section", "parent": "Water bureau"},
            {"name": "Water bureau", "kind": "party committee (group)", "parent": "Departments"},
            {"name": "Departments", "kind": "branch"},
            {"name": "Seventh group", "kind": "discipline body"},
        ],
        "Posts": [
            unit | {"role": "Party committee (group)"},
            unit | {"post": "Head", "role": "Principal officer"},
            unit | {"post": "Deputy", "role": "Member of the leading team"},
            unit | {"post": "Deputy", "role": "Member of the leading team"},
        ],
        "People": [
            {"staff_number": "W1", "name": "Zhou Ming", "phone": "13800002046"},
            {"staff_number": "W2", "name": "Wu Wei"},
            {"staff_number": "W3", "name": "Li Na"},
        ],
        "Appointments": [
            unit | {"post": "Head", "person": "W1", "first_on": FROM, "basis": DOCUMENT},
            unit | {"post": "Deputy", "person": "Wu Wei", "first_on": FROM, "basis": DOCUMENT},
        ],
        "Members": [
            unit | {"post": "党委（党组）", "person": "W1", "role": "head", "first_on": FROM},
            unit | {"post": "Head", "person": "W3", "role": "clerk", "first_on": FROM},
        ],
        "Charges": [
            unit | {"post": "Deputy#1", "of": "Planning section", "kind": "in charge of",
                    "first_on": FROM},
        ],
        "Links": [
            {"body": "Seventh group", "unit": "Water bureau", "how": "stationed in",
             "first_on": FROM},
        ],
    }  # fmt: skip
    return book_of(**sheets | more)


def edited(content: bytes, change) -> bytes:
    """The workbook after `change(book)`, saved anew as a spreadsheet does."""
    book = load_workbook(BytesIO(content))
    change(book)
    again = BytesIO()
    book.save(again)
    return again.getvalue()
