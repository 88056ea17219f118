"""Two versions of a list side by side: the changes, and what they ask of a post more or less."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.versions.difference import Change, Piece, difference
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.editor.page import items_of, year_of
from responsibility.tasks.publishing.burden import A_RECORD, Burden, burden_of

# How an item differs: its word, and the class of its mark.
HOW: dict[str, tuple[Promise, str]] = {
    "added": (pgettext_lazy("item of a list", "new"), "df__k--add"),
    "gone": (pgettext_lazy("item of a list", "gone"), "df__k--del"),
    "changed": (pgettext_lazy("item of a list", "changed"), ""),
    "moved": (pgettext_lazy("item of a list", "moved"), "df__k--mv"),
}
MARKS = {"same": "{}", "added": "<ins>{}</ins>", "gone": "<del>{}</del>"}


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of text, those that come and go marked; nothing stands between them."""
    return mark_safe("".join(format_html(MARKS[piece.how], piece.text) for piece in pieces))


@dataclass(frozen=True)
class Row:
    """A change, and the records a year more (or, below zero, fewer) that it asks of a post."""

    change: Change
    more: float

    @property
    def word(self) -> Promise:
        return HOW[self.change.how][0]

    @property
    def mark(self) -> str:
        return HOW[self.change.how][1]

    @property
    def title(self) -> SafeString:
        return marked(self.change.title)

    @property
    def words(self) -> list[tuple[Promise, SafeString]]:
        return [(label, marked(pieces)) for label, pieces in self.change.words]

    @property
    def sign(self) -> str:
        """Before a number above zero; below it the number has its own."""
        return "+" if self.more > 0 else ""


@dataclass(frozen=True)
class Sum:
    """What a version asks of a post a year."""

    items: int
    records: float

    @property
    def hours(self) -> float:
        return self.records * A_RECORD.total_seconds() / 3600


@dataclass(frozen=True)
class Comparison:
    """`rows` are what differs; `counts` how many items changed in which way; `was` and `becomes`
    what each version asks of a post on average, or of the one post it is about."""

    old: DutyList
    new: DutyList
    rows: list[Row]
    counts: Counter[str]
    was: Sum
    becomes: Sum
    year: int

    @property
    def changed(self) -> int:
        return len(self.rows)


def compare(old: DutyList, new: DutyList, *, now: datetime, post: Post | None) -> Comparison:
    """The difference of two versions; with `post` only what applies to it."""
    year = year_of(new, now=now)
    was, becomes = _asked(old, post, year, now), _asked(new, post, year, now)
    items = [_of(items_of(one), post) for one in (old, new)]
    named = {unit for some in items for item in some for unit in item.applies_to}
    units = dict(Unit.objects.filter(pk__in=named).values_list("pk", "name"))
    changes = difference(*items, units=units)
    rows = [
        Row(change, _each(becomes, change.item.code) - _each(was, change.item.code))
        for change in changes
        if change.how != "same"
    ]
    counts = Counter(change.how for change in changes)
    sums = [Sum(len(some), asked.mean) for some, asked in zip(items, (was, becomes), strict=True)]
    return Comparison(old, new, rows, counts, *sums, year)


def _of(items: list[DutyItem], post: Post | None) -> list[DutyItem]:
    """Those that apply to the post."""
    if post is None:
        return items
    return [item for item in items if not item.applies_to or post.unit_id in item.applies_to]


def _asked(duty_list: DutyList, post: Post | None, year: int, now: datetime) -> Burden:
    posts = None if post is None else [post.pk]
    items = items_of(duty_list)
    return burden_of(duty_list=duty_list, items=items, year=year, now=now, posts=posts)


def _each(burden: Burden, code: str) -> float:
    return burden.items[code].each if code in burden.items else 0
