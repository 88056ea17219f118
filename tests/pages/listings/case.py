"""What a list says of itself to its tests: one line, and a function that makes rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import get_resolver, reverse

from pages.listing.listing import Listing


@dataclass(frozen=True)
class Case:
    """One list.

    `make(cast, count, word)` makes `count` rows that `kind` sees in the open tab, each of which
    shows `word` somewhere; `blind` is who may open the list too and must not see them ("" where
    nobody else may). `queries` is what its page costs.
    """

    listing: type[Listing]
    kind: str
    make: Callable
    queries: int
    blind: str = ""
    query: dict = field(default_factory=dict)

    @property
    def path(self) -> str:
        return reverse(self.listing.name)

    @property
    def usual(self) -> int:
        """Rows a page."""
        return self.listing.sizes[0]

    @property
    def most(self) -> int:
        """Rows a page at most."""
        return self.listing.sizes[-1]


def listings() -> Iterator[type[Listing]]:
    """Every list there is."""
    get_resolver().url_patterns  # noqa: B018 - imports the pages
    yield from _below(Listing)


def _below(kind: type[Listing]) -> Iterator[type[Listing]]:
    for below in kind.__subclasses__():
        if below.name and not below.__module__.startswith("tests."):
            yield below
        yield from _below(below)
