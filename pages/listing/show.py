"""What the template of a list is given."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.listing import draw
from pages.listing.export import FORMATS
from pages.listing.listing import Listing

FORM = "list-filter"


@dataclass(frozen=True)
class ShownTab:
    """A tab with its number and where it leads."""

    label: str
    css: str
    count: int | None
    address: str
    current: bool


class Shown:
    """A list as its template reads it."""

    def __init__(self, listing: Listing):
        self.listing = listing

    @property
    def tabs(self) -> list[ShownTab]:
        listing = self.listing
        return [
            ShownTab(
                label=tab.label,
                css=tab.css,
                count=None if listing.most else listing.counts[tab.name],
                address=listing.address(show=tab.name),
                current=tab == listing.tab,
            )
            for tab in listing.tabs
        ]

    @property
    def heads(self) -> SafeString:
        return draw.heads(self.listing)

    @property
    def rows(self) -> SafeString:
        return draw.rows(self.listing)

    @property
    def search(self):
        """The field to type in."""
        return self.listing.filter.search

    @cached_property
    def fields(self) -> list[SafeString]:
        """The other fields of the filter."""
        fields = [bound for bound in self.listing.filter.form if bound != self.search]
        return [draw.field(bound, FORM) for bound in fields]

    @property
    def set_beside_search(self) -> bool:
        """Whether a filter is set that a phone does not show at once."""
        search = self.search.name if self.search else ""
        return bool(self.listing.filter.chosen.keys() - {search})

    @property
    def css(self) -> str:
        """Classes of the table: which places of a phone's row there are."""
        places = {column.phone for column in self.listing.page_columns}
        return " ".join(
            ["ls--ck"] * bool(self.listing.tick)
            + ["ls--lamp"] * ("lamp" in places)
            + ["ls--act"] * bool(self.listing.row_acts)
        )

    @property
    def caption(self) -> str:
        """What the table is, for the ear: "People, by name, upwards"."""
        for order, label in self.orders:
            if order == self.listing.by:
                return _("%(list)s, by %(order)s") % {"list": self.listing.title, "order": label}
        return str(self.listing.title)

    @cached_property
    def orders(self) -> list[tuple[str, str]]:
        """The orders there are, for a phone: ("-name", "Name ↓")."""
        return [
            (f"{sign}{column.name}", f"{column.label} {arrow}")
            for column in self.listing.columns
            if column.order
            for sign, arrow in (("", "↑"), ("-", "↓"))
        ]

    @property
    def pages(self) -> list[tuple[int | None, str]]:
        """The pages as the pager lists them with their addresses; no number: some are left out."""
        page, left_out = self.listing.page, self.listing.page.paginator.ELLIPSIS
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return [
            (None, "") if number == left_out else (number, self.listing.address(page=number))
            for number in numbers
        ]

    @property
    def before(self) -> str:
        """The address of the page before, if there is one."""
        page = self.listing.page
        return self.listing.address(page=page.number - 1) if page.has_previous() else ""

    @property
    def after(self) -> str:
        page = self.listing.page
        return self.listing.address(page=page.number + 1) if page.has_next() else ""

    @property
    def address(self) -> str:
        """This page of the list."""
        return self.listing.address(page=self.listing.page.number)

    @property
    def query(self) -> str:
        """What the list was asked for, to be sent along with what is ticked."""
        return self.listing.query()

    @property
    def nothing(self) -> str:
        """What nothing was found for."""
        words = pgettext("between items", ", ").join(self.listing.words)
        return _("Chosen: %(words)s.") % {"words": words}

    @property
    def all_address(self) -> str:
        """The list without its filter, in its widest tab."""
        widest, chosen = self.listing.widest, self.listing.filter.chosen
        return self.listing.address(**dict.fromkeys(chosen), show=widest and widest.name)

    @property
    def without_filter(self) -> str:
        """The list without its filter, in the same tab."""
        return self.listing.address(**dict.fromkeys(self.listing.filter.chosen))

    @property
    def exports(self) -> list[tuple[str, str]]:
        """The files there are: name and address."""
        return [(name, self.listing.address(export=name)) for name in FORMATS]
