"""What stands in the list of a post: its items by category, each with its tasks of the year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch, Q

from pages.days import day_of
from pages.lamp import Lamp
from responsibility.lists.models import Category, DutyItem, DutyList
from responsibility.lists.revisions import Revision
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task
from responsibility.tasks.own_list.kinds import Counted, records_by_kind
from responsibility.tasks.own_list.year import tasks_of_year

SHOWN = [Lamp.GREEN, Lamp.YELLOW, Lamp.ORANGE, Lamp.RED, Lamp.UNLIT]


@dataclass(frozen=True)
class Duty:
    """One item, or one dispatched task, with its opened tasks of the year in the order of their
    days. `item` is that of the version in force, where it still has it."""

    item: DutyItem | None
    tasks: Sequence[Task] = ()

    def __str__(self) -> str:
        return str(self.item or self.tasks[0].title)

    @property
    def category(self) -> Category:
        return self.item.category if self.item else self.tasks[0].category

    @property
    def code(self) -> str:
        return self.item.code if self.item else self.tasks[0].item_code

    @property
    def counted(self) -> list[Task]:
        return [task for task in self.tasks if not task.exempt]

    @property
    def required(self) -> int:
        """How many records, or counterparts, the opened tasks ask for."""
        return sum(task.required for task in self.counted)

    @property
    def done(self) -> int:
        """How many of these are there."""
        return sum(
            task.required if task.fulfilled_at else min(task.done, task.required)
            for task in self.counted
        )

    @property
    def lamps(self) -> list[tuple[str, int]]:
        """How many tasks have each lamp."""
        counts = Counter(task.lamp_now for task in self.counted)
        return [(lamp, counts[lamp]) for lamp in SHOWN if counts[lamp]]


@dataclass
class OwnList:
    """`duties` are owed this year, under their categories; `given` are dispatched; `idle` are items
    of the list that ask nothing this year. `kinds` says how many records of each kind were lodged
    for it. `versions` of the list, the newest first, and the
    `revisions` by which they took, or will take, effect within a year."""

    post: Post
    year: int
    holder: str = ""
    versions: list[DutyList] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    duties: list[tuple[Category, list[Duty]]] = field(default_factory=list)
    given: list[Duty] = field(default_factory=list)
    idle: list[tuple[Category, list[Duty]]] = field(default_factory=list)
    kinds: Counted = field(default_factory=list)

    @property
    def in_force(self) -> DutyList | None:
        """The version that holds today, or held at the end of the year."""
        return _in_force(self.versions, self.year)

    @property
    def all_duties(self) -> list[Duty]:
        return [duty for _category, group in self.duties for duty in group] + self.given

    @property
    def idle_count(self) -> int:
        return sum(len(group) for _category, group in self.idle)

    @property
    def total(self) -> int:
        """How many tasks the year has asked so far, without exempt ones."""
        return sum(len(duty.counted) for duty in self.all_duties)

    @property
    def fulfilled(self) -> int:
        """How many of these are done, late ones too."""
        return sum(bool(task.fulfilled_at) for d in self.all_duties for task in d.counted)

    @property
    def five(self) -> list[tuple[str, int]]:
        counts = Counter(task.lamp_now for duty in self.all_duties for task in duty.counted)
        return [(lamp, counts[lamp]) for lamp in SHOWN]


def posts_on_desk(user, *, now: datetime) -> list[Post]:
    """The posts `user` holds, belongs to or clerks for, in the order of the organisation."""
    posts = Post.objects.filter(pk__in=standing_of(user, at=now).desk_posts)
    rows = posts.select_related("unit", "role_kind")
    return list(rows.order_by("unit__order_key", "position", "pk"))


def own_lists(*, user, posts: Sequence[Post], year: int, now: datetime) -> list[OwnList]:
    """The lists of `posts`, which are on the desk of `user`; of each what was opened by `now`. The
    same number of queries for any number of posts."""
    versions = _versions(user, posts, now)
    items = _items(filter(None, (_in_force(some, year) for some in versions.values())))
    tasks = _tasks(user, posts, year, now)
    kinds = records_by_kind(posts, year=year)
    in_office, today = InOffice.of({post.pk for post in posts}), day_of(now)
    lists = []
    for post in posts:
        of_role = versions[_bears(post)]
        own = OwnList(post, year, names(in_office.on(post.pk, today)), of_role)
        own.kinds = kinds.get(post.pk, [])
        own.revisions = [each for version in of_role for each in version.revisions.all()]
        of_list = items.get(own.in_force.pk, []) if own.in_force else []
        _fill(own, [item for item in of_list if _applies(item, post)], tasks[post.pk])
        lists.append(own)
    return lists


def _in_force(versions: Sequence[DutyList], year: int) -> DutyList | None:
    """The newest that is not closed, not meant for a later year, and does not wait for its day."""
    return next((v for v in versions if not v.closed_at and not _is_ahead(v, year)), None)


def _is_ahead(version: DutyList, year: int) -> bool:
    if version.year and version.year > year:
        return True
    return any(revision.waits for revision in version.revisions.all())


def _bears(post: Post) -> tuple[int, int]:
    return post.unit.the_county_id, post.role_kind_id


def _versions(user, posts, now) -> dict[tuple[int, int], list[DutyList]]:
    """The published versions of the lists the posts bear, the newest first."""
    wanted = Q(pk__in=[])
    for county, role in {_bears(post) for post in posts}:
        wanted |= Q(county=county, role_kind=role)
    lists = DutyList.objects.visible_to(user, at=now).filter(wanted, published_at__isnull=False)
    found: dict[tuple[int, int], list[DutyList]] = {_bears(post): [] for post in posts}
    lists = lists.select_related("role_kind", "county").prefetch_related(
        Prefetch("revisions", Revision.objects.standing())
    )
    for one in lists.order_by("-version"):
        found[one.county_id, one.role_kind_id].append(one)
    return found


def _items(lists: Iterable[DutyList]) -> dict[int, list[DutyItem]]:
    """By list."""
    items = DutyItem.objects.filter(duty_list__in=[one.pk for one in lists])
    found = defaultdict(list)
    for item in items.select_related("category").prefetch_related("evidence"):
        found[item.duty_list_id].append(item)
    return found


def _applies(item: DutyItem, post: Post) -> bool:
    return not item.applies_to or post.unit_id in item.applies_to


def _tasks(user, posts, year, now) -> dict[int, dict[str, list[Task]]]:
    """By post and item."""
    tasks = Task.objects.visible_to(user, at=now).on_desk_of(user, at=now)
    tasks = tasks.filter(tasks_of_year(year), post__in=[post.pk for post in posts])
    found: dict[int, dict[str, list[Task]]] = defaultdict(lambda: defaultdict(list))
    rows = tasks.for_rows(now=now).select_related("item__category").order_by("due_on", "pk")
    for task in rows:
        found[task.post_id][task.item_code].append(task)
    return found


def _fill(own: OwnList, items: list[DutyItem], tasks: dict[str, list[Task]]) -> None:
    """Where the version in force no longer has an item, its tasks stand under the former one."""
    current = {item.code: item for item in items}
    owed = [Duty(item, tasks[code]) for code, item in current.items() if code in tasks]
    others = [(code, rows) for code, rows in tasks.items() if code not in current]
    owed += [Duty(rows[0].item, rows) for _code, rows in others if rows[0].item_id]
    own.given = [Duty(None, rows) for _code, rows in others if not rows[0].item_id]
    own.duties = _by_category(owed)
    own.idle = _by_category(Duty(item) for code, item in current.items() if code not in tasks)


def _by_category(duties: Iterable[Duty]) -> list[tuple[Category, list[Duty]]]:
    rows = sorted(duties, key=lambda d: (d.category.position, d.item.position, d.code))
    return [(category, list(group)) for category, group in groupby(rows, key=lambda d: d.category)]
