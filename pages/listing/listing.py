"""A list page, declared: its rows, columns, filter, tabs, order, acts. One page, one class.

    class PeopleListing(Listing):
        name, title = "people", _("People")
        filters = PeopleFilter
        columns = [Column("name", _("Name"), order=("pinyin",), link="person", phone="title"), ...]
        order = "name"

        def rows(self):
            return User.objects.visible_to(self.user, at=self.now)

The view is `list_page(request, PeopleListing)`. What the address asks for and makes no sense is
ignored; where a person typed it, the filter says so in a sentence.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from urllib.parse import parse_qs, urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from pages.clean import cleaned
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter
from pages.listing.tab import Tab
from pages.numbers import number

CHUNK = 2000  # rows of a file read at a time


class Listing:
    """A list as one request shows it.

    `name` is the URL name of its page, and the name of the list in the audit log.
    `order` names the column the rows come ordered by ("-made": downwards).
    `tick` names the boxes of the rows in what is sent; without it rows have none.
    `most`: so many rows at most are counted and paged through, and the tabs have no numbers, where
    there are too many to count them each time; the filter leads to the rest, a file holds all.
    `refresh`: after how many seconds the rows are asked for anew.
    """

    name: str = ""
    title: str | Promise = ""
    lead: str | Promise = ""
    columns: Sequence[Column] = ()
    filters: type[ListFilter] = ListFilter
    tabs: Sequence[Tab] = ()
    order: str = ""
    sizes: Sequence[int] = (25, 50)  # rows a page; the first unless asked otherwise
    button: Act | None = None
    row_acts: Sequence[Act] = ()
    bulk: Sequence[Act] = ()
    tick: str = ""
    most: int | None = None
    refresh: int | None = None
    empty = Empty()
    template: str = "pages/listing.html"

    def __init__(self, request, asked: MultiValueDict | None = None):
        self.request = request
        self.user = request.user
        self.now = request.now
        self.asked = request.GET if asked is None else asked

    # What a subclass says

    def rows(self) -> QuerySet:
        """All that the person may see here: begins with `visible_to` or `managed_by`."""
        raise NotImplementedError

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """`rows` with what columns read and order by; left out where rows are only counted."""
        return rows

    def with_facts(self, rows: list) -> list:
        """The rows of one page with what their cells need beside them: a few queries for all."""
        return rows

    def first_tab(self) -> str:
        """The tab that is open when none is asked for."""
        return self.tabs[0].name if self.tabs else ""

    def row_css(self, row) -> str:
        """Classes of a row."""
        return ""

    def may_tick(self, row) -> bool:
        """Whether a row has a box to tick."""
        return True

    @property
    def page_columns(self) -> list[Column]:
        return [column for column in self.columns if column.only != "file"]

    @property
    def file_columns(self) -> list[Column]:
        return [column for column in self.columns if column.only != "page"]

    # What the address asks for

    @cached_property
    def filter(self) -> ListFilter:
        return self.filters(self.asked or None, queryset=self.rows(), request=self.request)

    @cached_property
    def tab(self) -> Tab | None:
        names = {tab.name: tab for tab in self.tabs}
        return names.get(self.asked.get("show", ""), names.get(self.first_tab()))

    @cached_property
    def by(self) -> str:
        """The column that orders the rows, "-" before it: downwards. Empty for an order of none."""
        asked = self.asked.get("order", "")
        ordering = {column.name for column in self.columns if column.order}
        return asked if asked.removeprefix("-") in ordering else self.order

    @cached_property
    def size(self) -> int:
        asked = self.asked.get("size", "")
        return int(asked) if asked in map(str, self.sizes) else self.sizes[0]

    # What it shows

    @cached_property
    def found(self) -> QuerySet:
        """All rows that the filter and the tab let through, in order."""
        rows = self.filter.qs
        if self.tab:
            rows = rows.filter(self.tab.condition(self))
        return self.with_columns(rows).order_by(*self._order())

    def _order(self) -> list:
        """What the rows are ordered by; the key decides between equals."""
        if not self.by:
            return ["pk"]
        column = next(c for c in self.columns if c.name == self.by.removeprefix("-"))
        terms = [*column.order, "pk"]
        return [_turned(term) for term in terms] if self.by.startswith("-") else terms

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each tab has under the filter, in one query."""
        numbers = {
            f"tab_{place}": Count("pk", filter=tab.condition(self))
            for place, tab in enumerate(self.tabs)
        }
        found = self.filter.qs.order_by().aggregate(**numbers)
        return {tab.name: found[f"tab_{place}"] for place, tab in enumerate(self.tabs)}

    @cached_property
    def counted(self) -> int:
        """How many rows the filter and the tab let through; one more than `most` for any more."""
        return self.found.order_by()[: self.most + 1].count()

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than are counted and paged through."""
        return bool(self.most) and self.counted > self.most

    @cached_property
    def page(self) -> Page:
        """The rows of the page asked for, with their facts; past the end, the last page."""
        pages = Paginator(self.found, self.size)
        if self.most:
            pages.count = min(self.most, self.counted)
        elif self.tab:
            pages.count = self.counts[self.tab.name]
        page = pages.get_page(self.asked.get("page"))
        page.object_list = self.with_facts(list(page.object_list))
        return page

    def everything(self) -> Iterator:
        """All rows of `found` with their facts, read in chunks."""
        rows = self.found.iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            yield from self.with_facts(chunk)

    @property
    def widest(self) -> Tab | None:
        """The tab with all rows, where there is one; else the first."""
        return next((tab for tab in self.tabs if tab.rows == Q()), next(iter(self.tabs), None))

    @cached_property
    def unfiltered(self) -> int:
        """How many rows the widest tab has without a filter."""
        rows = self.rows().order_by()
        return (rows.filter(self.widest.condition(self)) if self.widest else rows).count()

    @property
    def words(self) -> list[str]:
        """What the rows shown are chosen by, as a person says it."""
        tab = [str(self.tab.label)] if self.tab else []
        return [*tab, *self.filter.words()]

    def query(self, **changes) -> str:
        """What the list was asked for and understood, with `changes`; None takes something away.

        The first tab, the usual order and size and the first page are left unsaid.
        """
        usual = {"show": self.first_tab(), "order": self.order, "size": self.sizes[0], "page": 1}
        shown = {"show": self.tab.name if self.tab else "", "order": self.by, "size": self.size}
        own = {
            name: value
            for name, value in (self.filter.typed() | shown | changes).items()
            if value is not None and value != usual.get(name, "")
        }
        return urlencode(own, doseq=True)

    def address(self, **changes) -> str:
        """The address of the list with `query(**changes)`."""
        query = self.query(**changes)
        return f"{self.request.path}?{query}" if query else self.request.path

    @classmethod
    def chosen(cls, request) -> QuerySet:
        """Of what the person may see: the ticked rows, or all that the filter showed (`all`)."""
        if "all" in request.POST:
            asked = parse_qs(request.POST.get("of", ""), keep_blank_values=True)
            listing = cls(request, cleaned(MultiValueDict(asked)))
            return listing.found.none() if listing.filter.sentences() else listing.found
        ticked = {number(text) for text in request.POST.getlist(cls.tick)} - {None}
        listing = cls(request, MultiValueDict())
        return listing.rows().filter(pk__in=ticked)


def _turned(term: str) -> str:
    return term.removeprefix("-") if term.startswith("-") else f"-{term}"
