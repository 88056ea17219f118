"""The declaration of an import: its columns, and what a row is carried out with."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any, ClassVar, NamedTuple

from django.db.models import TextChoices

from pages.rows_in.columns import Column


class Done(TextChoices):
    """What became of a row."""

    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Consequence(NamedTuple):
    """What an import changes for people: a kind of change, how many, and what it means."""

    change: str
    count: int
    meaning: str


class Row(SimpleNamespace):
    """The values of one row by the attributes of its columns, and its `number` in the file."""

    number: int


class Sheet:
    """One kind of rows from outside. Columns are attributes, in the order of the template.

    One object serves one run and may collect in it what it tells afterwards. `by` and `now` are
    handed to the verbs as they are by hand. A refusal stands at the column its field is called
    after, or which `fields` names for it.
    """

    code: ClassVar[str]  # of the audit and of what is kept between the steps
    title: ClassVar[str]
    lead: ClassVar[str] = ""  # what the import does, in a sentence
    back: ClassVar[str]  # the URL name of the page it is reached from
    fields: ClassVar[dict[str, str]] = {}
    most_rows: ClassVar[int] = 1000
    done_part: ClassVar[str] = ""  # a template part for what is still to do once it is imported
    columns: ClassVar[list[Column]] = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.columns = []
        for name, column in vars(cls).items():
            if isinstance(column, Column):
                column.name = name
                cls.columns.append(column)

    @property
    def choose_url(self) -> str:
        return f"{self.code}-import"

    @property
    def template_url(self) -> str:
        return f"{self.code}-import-template"

    @property
    def check_url(self) -> str:
        return f"{self.code}-import-check"

    @property
    def marked_url(self) -> str:
        return f"{self.code}-import-marked"

    def __init__(self, *, by: Any, now: datetime):
        self.by, self.now = by, now

    def may_import(self) -> bool:
        """Whether `by` may bring in rows of this kind; the verbs check each row beside it."""
        raise NotImplementedError

    def known(self, column: str) -> set[str]:
        """The codes of a `Code` column that are in use: by them lost leading zeros are seen."""
        return set()

    def begin(self, rows: Sequence[Row]) -> None:
        """Look at all rows before the first is carried out: for what is read at once."""

    def check(self, row: Row) -> None:
        """Raise Refused where the row contradicts another one or itself."""

    def carry_out(self, row: Row) -> Done:
        """Do what the row says by the verbs that do it by hand. May raise Refused."""
        raise NotImplementedError

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
