"""The declaration of rows from outside: columns, and what a row is carried out with."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any, ClassVar, NamedTuple

from django.db.models import TextChoices

from pages.refused import Refused
from pages.rows_in.columns import Column


class Done(TextChoices):
    """What became of a row."""

    MADE = "made"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"


class Consequence(NamedTuple):
    """What an import changes for people: a kind of change, how many, and what it means."""

    change: str
    count: int
    meaning: str


class HangsOnWrong(Refused):
    """The row hangs on another one that is wrong: what is to be put right is said there alone."""


class Row(SimpleNamespace):
    """The values of one row by the attributes of its columns, and its `number` in the file;
    `columns` are the attributes the file has a column for."""

    number: int
    columns: Collection[str]


class Sheet:
    """One table of rows from outside. Columns are attributes, in the order of the template; those
    of a class it derives from stand behind its own.

    One object serves one run. `by` and `now` are handed to the verbs as they are by hand. A refusal
    stands at the column its field is called after, or which `fields` names for it.
    """

    title: ClassVar[Any]  # of the worksheet
    also: ClassVar[Any] = ""  # other titles of it, divided by "|"
    lead: ClassVar[Any] = ""  # what it holds, in a sentence
    fields: ClassVar[dict[str, str]] = {}
    most_rows: ClassVar[int] = 1000
    columns: ClassVar[list[Column]] = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        own = [column for column in vars(cls).values() if isinstance(column, Column)]
        for name, column in vars(cls).items():
            if isinstance(column, Column):
                column.name = name
        names = {column.name for column in own}
        cls.columns = [
            *own,
            *(inherited for inherited in cls.columns if inherited.name not in names),
        ]

    def __init__(self, *, by: Any, now: datetime, book: Any = None):
        self.by, self.now, self.book = by, now, book

    def known(self, column: str) -> set[str]:
        """The codes of a `Code` column that are in use: by them lost leading zeros are seen."""
        return set()

    def begin(self, rows: Sequence[Row]) -> None:
        """Look at all rows before the first is carried out: for what is read at once."""

    def in_turn(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows in the order in which they are carried out."""
        return rows

    def check(self, row: Row) -> None:
        """Raise Refused where the row contradicts another one or itself."""

    def carry_out(self, row: Row) -> Done:
        """Do what the row says by the verbs that do it by hand. May raise Refused."""
        raise NotImplementedError

    def failed(self, row: Row) -> None:
        """Note that a row is wrong; what could not be read of it is None."""

    def rows_now(self) -> Iterable[Sequence]:
        """What is there now, in the order of the columns: carried out it changes nothing."""
        raise NotImplementedError
