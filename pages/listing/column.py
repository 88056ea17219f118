"""A column of a list: what it says of a row on a screen, on a phone and in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from pages.templatetags.look import day, instant

Place = Literal["title", "sub", "lamp", "end", "below", "meta", "hidden"]


@dataclass(frozen=True)
class Column:
    """One column.

    `value` is an attribute or a method of the row ("unit.name"), or a function of it; without it
    the attribute `name`. Texts, numbers, days and instants are written as what they are, on the
    page and in files.
    `cell(row, now)` writes the cell of the page where that is not enough; what is no safe HTML is
    escaped. `export(row)` is the value in a file where it is another than `value`. `only` is "page"
    or "file" for a column that the other does not have.
    `order` is what `order_by` takes; without it nobody orders by the column.
    `link` leads from the cell: a URL name that takes the row's `pk`, or a function of the row.
    `phone` is the place on a phone: the title, the line below it (`sub`), the lamp at the left, the
    right end (`end`) and the line below it (`below`), a line of its own (`meta`), or none.
    `css` are classes of the cell: "r" right, "nw" in one line, "num".
    """

    name: str
    label: str | Promise
    value: str | Callable = ""
    cell: Callable | None = None
    export: Callable | None = None
    only: Literal["", "page", "file"] = ""
    order: tuple[str, ...] = ()
    link: str | Callable = ""
    phone: Place = "meta"
    css: str = ""

    @cached_property
    def value_of(self) -> Callable:
        """The value of a row."""
        if callable(self.value):
            return self.value
        read = attrgetter(self.value or self.name)
        return lambda row: value() if callable(value := read(row)) else value

    def exported(self, row):
        """The value of a row in a file."""
        return self.export(row) if self.export else self.value_of(row)

    def shown(self, row, now: datetime) -> SafeString:
        """What stands in the cell of a row."""
        content = self.cell(row, now) if self.cell else in_words(self.value_of(row), now)
        if self.link and content != "":
            kind = "tb__t" if self.phone == "title" else ""
            return format_html('<a class="{}" href="{}">{}</a>', kind, self.address(row), content)
        return conditional_escape(content)

    def address(self, row) -> str:
        """Where the cell of a row leads."""
        return self.link(row) if callable(self.link) else reverse(self.link, args=[row.pk])


def in_words(value, now: datetime):
    """A value as pages write it; nothing at all for None."""
    if isinstance(value, datetime):
        return instant(timezone.localtime(value), now)
    if isinstance(value, date):
        return day(value, now)
    return "" if value is None else value
