"""What a revision brings, as the page shows it: by kind, by item, by post; all tasks as a file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.column import Column
from pages.listing.listing import Listing
from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.posts.models import Post
from responsibility.owed.whatif.shown import Shown
from responsibility.tasks.revising.enter import Foreseen
from responsibility.tasks.revising.fate import HOWS, Fate, counts_of

MOST = 20  # posts of the page
WORDS: dict[str, Promise] = {
    "made": pgettext_lazy("task of a revised list", "new"),
    "changed": pgettext_lazy("task of a revised list", "changed"),
    "withdrawn": pgettext_lazy("task of a revised list", "withdrawn"),
    "running": pgettext_lazy("task of a revised list", "runs to its end"),
    "touched": pgettext_lazy("task of a revised list", "stays, begun already"),
}
MEANS: dict[str, Promise] = {
    "made": _("tasks of new items, of a running period the share that is left"),
    "changed": _("tasks not begun yet, under the new words and rules"),
    "withdrawn": _("tasks of items taken out: owed no longer, none turns red"),
    "running": _("tasks under way end under the former version"),
    "touched": _("something was done about them: they stay as they are"),
}


class Sum(NamedTuple):
    """The tasks of an item or a post: how many of each fate there is."""

    what: object
    counts: Counter[str]

    @property
    def words(self) -> list[tuple[Promise, int]]:
        """The fates there are, in the order of HOWS, with their number."""
        return [(WORDS[how], self.counts[how]) for how in HOWS if self.counts[how]]


class Row(NamedTuple):
    """What becomes of one task, with the names of a file."""

    post: Post
    who: str
    fate: Fate
    item: DutyItem

    @property
    def word(self) -> str:
        return str(WORDS[self.fate.how])


class FateListing(Listing):
    """What a revision brings to each task of each post, as a file."""

    title = _("What a revision brings")
    columns = [
        Column("unit", _("Unit"), "post.unit.name"),
        Column("post", _("Post"), lambda row: row.post.title),
        Column("who", _("Who"), "who"),
        Column("code", _("Number"), "fate.code"),
        Column("item", _("Item"), "item.text"),
        Column("how", _("What becomes of it"), "word"),
        Column("period", _("Period from"), "fate.period_start"),
        Column("was_due_on", _("Deadline before"), "fate.was_due_on"),
        Column("due_on", _("Deadline"), "fate.due_on"),
        Column("was_required", _("Records asked for before"), "fate.was_required"),
        Column("required", _("Records asked for"), "fate.required"),
    ]

    def __init__(self, request, rows: Sequence[Row]):
        super().__init__(request)
        self.name, self._rows = "list-revise-try", rows

    @property
    def words(self) -> list[str]:
        return []

    def everything(self) -> Iterator[Row]:
        return iter(self._rows)


@dataclass
class ShownRevision:
    """`foreseen` as the page shows it to the person of `request`; `duty_list` is the new version,
    `first_on` its day."""

    request: Any
    foreseen: Foreseen
    duty_list: DutyList
    first_on: date

    @property
    def mark(self) -> str:
        return self.foreseen.mark

    @property
    def people(self) -> int:
        """How many hear of it at once."""
        return self.foreseen.people

    @cached_property
    def lamps(self) -> Shown:
        """The lamps and the messages, as any what-if shows them."""
        return Shown(self.request, self.foreseen.foresight, "list-revise-try")

    @property
    def kinds(self) -> list[tuple[str, int, Promise, Promise]]:
        """Each fate with its number and its words."""
        counts = counts_of(self.foreseen.fates)
        return [(how, counts[how], WORDS[how], MEANS[how]) for how in HOWS]

    @property
    def changing(self) -> int:
        """How many tasks change."""
        return sum(not fate.stays for fate in self.foreseen.fates)

    @cached_property
    def items(self) -> list[Sum]:
        """By item, in the order of the list."""
        sums = _sums((fate.code, fate) for fate in self.foreseen.fates)
        ordered = sorted(sums, key=lambda code: (self._items[code].position, code))
        return [Sum(self._items[code], sums[code]) for code in ordered]

    @cached_property
    def _of_posts(self) -> list[Sum]:
        sums = _sums((fate.post_id, fate) for fate in self.foreseen.fates)
        posts = sorted(self._posts.values(), key=lambda post: (post.unit.order_key, post.position))
        return [Sum(post, sums[post.pk]) for post in posts]

    @property
    def posts(self) -> list[Sum]:
        """The first posts, in the order of the organisation."""
        return self._of_posts[:MOST]

    @property
    def posts_count(self) -> int:
        return len(self._of_posts)

    @property
    def listing(self) -> FateListing:
        """All of it, for a file."""
        in_office = InOffice.of(set(self._posts))
        who = {pk: names(in_office.on(pk, self.first_on)) for pk in self._posts}
        fates = sorted(
            self.foreseen.fates,
            key=lambda fate: (
                self._posts[fate.post_id].unit.order_key,
                self._posts[fate.post_id].position,
                fate,
            ),
        )
        rows = [
            Row(self._posts[fate.post_id], who[fate.post_id], fate, self._items[fate.code])
            for fate in fates
        ]
        return FateListing(self.request, rows)

    @cached_property
    def _posts(self) -> dict[int, Post]:
        posts = Post.objects.visible_to(self.request.user, at=self.request.now)
        ids = {fate.post_id for fate in self.foreseen.fates}
        return posts.select_related("unit").in_bulk(ids)

    @cached_property
    def _items(self) -> dict[str, DutyItem]:
        """By code the newest version's."""
        lists = DutyList.objects.visible_to(self.request.user, at=self.request.now).filter(
            county=self.duty_list.county_id,
            role_kind=self.duty_list.role_kind_id,
            version__lte=self.duty_list.version,
        )
        versions = lists.prefetch_related("items").order_by("version")
        return {item.code: item for version in versions for item in version.items.all()}


def _sums(pairs: Iterable[tuple]) -> dict:
    counts: dict = defaultdict(Counter)
    for key, fate in pairs:
        counts[key][fate.how] += 1
    return counts
