"""A reorganisation before it is entered: each post, where it may go, what it owes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.lamp import Lamp
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.mergers.goes import BOTH, CLOSED, NEW, STAYS, TO, WITH
from responsibility.tasks.models import Task, TaskQuerySet

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """One post: who is in it, how many open tasks fall due on the day or later, how many are
    overdue, where it may go, and what is chosen before anybody chooses."""

    post: Post
    people: str
    open: int
    red: int
    choices: Choices
    chosen: str
    people_go: bool


@dataclass(frozen=True)
class Plan:
    """`sources` are merged into `names` (one), or one of them is split into them; `into` is the
    unit that there is already. They end if `ends`."""

    sources: Sequence[Unit]
    names: Sequence[str]
    ends: bool
    first_on: date
    now: datetime
    into: Unit | None = None
    is_split: bool = False

    @property
    def mark(self) -> str:
        """What is planned, to be told from another plan."""
        units = ",".join(str(unit.pk) for unit in self.sources)
        into = self.into.pk if self.into else "|".join(self.names)
        return f"{units}:{into}:{self.ends}:{self.first_on}"

    @cached_property
    def posts(self) -> list[Post]:
        rows = Post.objects.filter(unit__in=self.sources).with_people(at=self.now)
        standing = [post for post in rows if post.stands_on(self.first_on)]
        order = {unit.pk: place for place, unit in enumerate(self.sources)}
        return sorted(standing, key=lambda post: order[post.unit_id])

    @cached_property
    def parts(self) -> list[Unit]:
        """The units beneath."""
        beneath = Unit.objects.filter(parent__in=self.sources).select_related("parent")
        return list(beneath.standing_on(self.first_on).in_order())

    @cached_property
    def rows(self) -> list[Row]:
        owed, red = self._owed, self._red
        rows: list[Row] = []
        for post in self.posts:
            choices = self._choices(post, rows)
            chosen = self._chosen(post, choices, rows)
            taken = [row.chosen for row in rows if row.people_go]
            rows.append(
                Row(
                    post,
                    _people(post),
                    owed.get(post.pk, 0),
                    red.get(post.pk, 0),
                    choices,
                    chosen,
                    self._people_go(post, chosen, taken),
                )  # fmt: skip
            )
        return rows

    @property
    def part_choices(self) -> Choices:
        stays = [] if self.ends else [("", _("Stays"))]
        return stays + [(str(n), _("Goes to %(unit)s") % {"unit": u}) for n, u in self._named]

    @property
    def _named(self) -> list[tuple[int, str]]:
        return list(enumerate([self.into.name] if self.into else self.names))

    @cached_property
    def _there(self) -> list[Post]:
        """The posts of the unit that there is already."""
        if self.into is None:
            return []
        rows = Post.objects.filter(unit=self.into).with_people(at=self.now)
        return [post for post in rows if post.stands_on(self.first_on)]

    def _choices(self, post: Post, before: Sequence[Row]) -> Choices:
        choices: Choices = []
        if not self.ends:
            choices.append((STAYS, _("Stays")))
        for there in self._there:
            if there.role_kind_id == post.role_kind_id:
                choices.append((f"{TO}:{there.pk}", _("To: %(post)s") % {"post": _named(there)}))
        for number, name in self._named:
            choices.append((f"{NEW}:{number}", _("A new post in %(unit)s") % {"unit": name}))
        for row in before:
            if row.post.role_kind_id == post.role_kind_id and self.ends:
                words = _("Together with: %(post)s") % {"post": _named(row.post)}
                choices.append((f"{WITH}:{row.post.pk}", words))
        if not self.ends:
            for number, name in self._named:
                words = _("Stays, and one more is opened in %(unit)s") % {"unit": name}
                choices.append((f"{BOTH}:{number}", words))
        return [*choices, (CLOSED, _("Ends; its open tasks are exempt"))]

    def _chosen(self, post: Post, choices: Choices, before: Sequence[Row]) -> str:
        """A unit has one committee and one who leads it."""
        single = post.role_kind.collective or post.role_kind.leads_unit
        if not self.ends:
            return f"{BOTH}:0" if single else STAYS
        values = [value for value, _words in choices]
        there = [value for value in values if value.startswith((f"{TO}:", f"{WITH}:"))]
        opened = [row.post.pk for row in before if row.chosen.startswith(f"{NEW}:")]
        may = [value for value in there if value.startswith(f"{TO}:") or int(value[5:]) in opened]
        return may[0] if single and may else f"{NEW}:0"

    def _people_go(self, post: Post, chosen: str, taken: Sequence[str]) -> bool:
        """Of a personal post only where nobody is in the way."""
        if chosen.startswith((STAYS, BOTH, CLOSED)):
            return False
        if post.role_kind.collective or chosen.startswith(f"{NEW}:"):
            return True
        there = {f"{TO}:{post.pk}": post for post in self._there}.get(chosen)
        return there is not None and not there.holders and chosen not in taken

    @property
    def _tasks(self) -> TaskQuerySet:
        return Task.objects.open_still().filter(post__in=self.posts)

    @property
    def _owed(self) -> dict[int, int]:
        later = Count("pk", filter=Q(due_on__gte=self.first_on))
        rows = self._tasks.order_by().values("post").annotate(later=later)
        return dict(rows.values_list("post", "later"))

    @property
    def _red(self) -> Counter[int]:
        """Overdue ones that stay where they are."""
        counts = self._tasks.filter(due_on__lt=self.first_on).lamp_counts(
            now=self.now, by=("post",)
        )
        return Counter({post: n for (post, lamp), n in counts.items() if lamp == Lamp.RED})


def _people(post: Post) -> str:
    names = [row.user.name for row in (*post.holders, *post.people)]
    return pgettext("between items", ", ").join(names)


def _named(post: Post) -> str:
    return f"{post.unit.name} · {post.title}"
