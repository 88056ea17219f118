"""What one file is imported as: its sheets, the words of its pages, what it changes for people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from pages.rows_in.sheet import Consequence, Row, Sheet


class Book:
    """The sheets of one workbook, carried out in their order, all rows or none.

    One object serves one run and may collect in it what it tells afterwards.
    """

    code: ClassVar[str]  # of the audit and of what is kept between the steps
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""  # what the import does, in a sentence
    back: ClassVar[str]  # the URL name of the page it is reached from
    done_part: ClassVar[str] = ""  # a template part for what is still to do once it is imported
    exports: ClassVar[bool] = False  # whether what is there is given as the same workbook
    of: ClassVar[list[type[Sheet]]] = []
    sheets: list[Sheet]

    def __init__(self, *, by: Any, now: datetime):
        self.by, self.now = by, now
        self.sheets = [sheet(by=by, now=now, book=self) for sheet in self.of]

    @property
    def is_one_sheet(self) -> bool:
        """Whether it is one table, which then may have any name and be a text file."""
        return len(self.sheets) == 1

    @property
    def most_rows(self) -> int:
        """Of any sheet."""
        return max(sheet.most_rows for sheet in self.sheets)

    @property
    def choose_url(self) -> str:
        return f"{self.code}-import"

    @property
    def template_url(self) -> str:
        return f"{self.code}-import-template"

    @property
    def export_url(self) -> str:
        return f"{self.code}-import-export"

    @property
    def check_url(self) -> str:
        return f"{self.code}-import-check"

    @property
    def marked_url(self) -> str:
        return f"{self.code}-import-marked"

    def may_import(self) -> bool:
        """Whether `by` may bring in rows of this kind; the verbs check each row beside it."""
        raise NotImplementedError

    def read(self, rows: Sequence[Sequence[Row]]) -> None:
        """Look at the rows of all sheets before the first is carried out."""

    def consequences(self) -> list[Consequence]:
        """What changed for people, once all rows are carried out."""
        return []

    def remarks(self) -> list[str]:
        """What is worth a look and hinders nothing."""
        return []

    def keep(self) -> dict:
        """What is needed later, as JSON: ids of what was made."""
        return {}

    def still_to_do(self, upload) -> dict:
        """What `done_part` shows of an import that is done."""
        return {}

    def note(self, *, upload, counts: dict) -> None:
        """Audit that the file of `upload` was imported; in the same transaction."""
        raise NotImplementedError

    def note_export(self, *, rows: int) -> None:
        """Audit that what is there was given as a workbook."""
        raise NotImplementedError


class OneSheet(Book, Sheet):
    """A book of one table, which says both what its rows do and what its pages tell."""

    most_rows = 1000

    def __init__(self, *, by: Any, now: datetime):
        self.by, self.now, self.book, self.sheets = by, now, self, [self]
