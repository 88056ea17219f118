"""The language of the access table, and the names it covers.

A row is one line: the page's URL name, and a letter for each kind of user in the order of
`cast.KINDS`. Blanks are for the eye.

    2  it opens, or is done and answered with a page       >  to the door, to sign in
    3  it is done, and leads on                            .  404: not there for this person
    4  it is understood and refused, with a sentence       x  403: seen, but not allowed

    show("unit", "> . ... .. .. 2 .. .. ...", lambda c: [c.bureau.pk])
    act("person-reopen", "> . ... .. .. 3 .. 3. ...", lambda c: [c.gone.pk])
    form("unit-close", "> . ... .. .. 2 .. .. ...", lambda c: [c.section.pk], data=...)

`form` is a page that shows (GET) and does (POST): whoever may open it may also send it; its
`data` are valid. What does something is also run by tests/laws/test_audit.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from tests.pages.cast import KINDS

GROUPS = [1, 1, 3, 2, 2, 1, 2, 2, 3]  # where the blanks stand
# Whole parts that are guarded in one place: the admin with the pages of the queues.
PREFIXES = ["admin/"]


@dataclass(frozen=True)
class Row:
    """One URL by one method."""

    name: str
    method: str
    letters: str
    args: Callable = lambda cast: []
    data: Callable = lambda cast: {}
    query: Callable = lambda cast: ""

    def __post_init__(self):
        assert len(self.expected) == len(KINDS), f"{self.name}: one letter for each kind"

    @property
    def expected(self) -> str:
        return self.letters.replace(" ", "")

    def path(self, cast) -> str:
        return reverse(self.name, args=self.args(cast)) + self.query(cast)

    def by_kind(self) -> Iterator[tuple[str, str]]:
        """Each kind of user, and the letter that stands for it."""
        return zip(KINDS, self.expected, strict=True)

    def kind_that(self, *letters: str) -> str:
        """The first kind of user for whom one of `letters` stands."""
        return next(kind for kind, letter in self.by_kind() if letter in letters)


def show(name: str, letters: str, args=Row.args, query=Row.query) -> list[Row]:
    return [Row(name, "get", letters, args, query=query)]


def act(name: str, letters: str, args=Row.args, data=Row.data, query=Row.query) -> list[Row]:
    return [Row(name, "post", letters, args, data, query)]


def form(name: str, letters: str, args=Row.args, *, data, sent: str = "") -> list[Row]:
    """`sent` are the letters of sending it, where they are not those of opening it with 3 for 2."""
    return [
        Row(name, "get", letters, args),
        Row(name, "post", sent or letters.replace("2", "3"), args, data),
    ]


def letter_of(response) -> str:
    """What an answer is in the table's language."""
    status = response.status_code
    if status in (301, 302, 303):
        return ">" if response["Location"].startswith("/sign-in/") else "3"
    return {200: "2", 204: "2", 401: ">", 404: ".", 403: "x", 422: "4"}.get(status, str(status))


def spaced(letters: list[str]) -> str:
    """Letters with the blanks of a row."""
    groups, rest = [], list(letters)
    for size in GROUPS:
        groups.append("".join(rest[:size]))
        del rest[:size]
    return " ".join(groups)


def url_names() -> Iterator[tuple[str, URLPattern]]:
    """Every named address but those under a prefix."""
    for pattern in get_resolver().url_patterns:
        yield from _under(pattern, "")


def _under(pattern, before: str) -> Iterator[tuple[str, URLPattern]]:
    route = before + str(pattern.pattern)
    if route in PREFIXES:
        return
    if isinstance(pattern, URLPattern):
        yield pattern.name, pattern
        return
    for inner in pattern.url_patterns:
        yield from _under(inner, route)
