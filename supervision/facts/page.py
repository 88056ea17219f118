"""All that the page of a person's facts shows: facts only, no sum, no share, no rank."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from alerts.lamps.summary import Summary, summarise
from alerts.reminders.models import Reminder
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice, Term, names
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from supervision.facts.counts import Counts
from supervision.facts.lookers import Look, looks_at
from supervision.facts.models import Suggestion
from supervision.facts.noted import Noted, noted_about
from supervision.facts.read import posts_shown
from supervision.objections.contestable import lamps_to_contest

QUARTERS = 4
MOST_LATE = 12  # overdue and late ones shown with their notices


class Column(NamedTuple):
    """A quarter; `before` names who was in the person's post then, where that is another."""

    quarter: Quarter
    before: str


class Late(NamedTuple):
    """A red or orange lamp of the person's own time, with the notices to the person."""

    task: Task
    notices: Sequence[Reminder]
    may_object: bool


class InPost(NamedTuple):
    """A post in which the person was, and when."""

    post: Post
    term: Term


@dataclass
class FactsPage:
    """`rows` are the lamps by category, a cell for each of `columns`; `late` are the newest, and
    `more` how many others there are; `left` what predecessors left red, each with `in_time_of`."""

    person: User
    columns: list[Column]
    rows: list[tuple[str, list[Summary | None]]]
    late: list[Late]
    more: int
    counts: Counts
    left: list[Task]
    noted: list[Noted]
    looks: list[Look]
    posts: list[InPost]
    suggestions: Sequence[Suggestion] = field(default_factory=list)

    @classmethod
    def of(cls, person: User, *, user, now: datetime, most: int | None = MOST_LATE) -> Self:
        """The facts of `person` as `user` may see them at `now`, with at most so many late."""
        ids = posts_shown(person, to=user, at=now)
        in_office, today = InOffice.of(ids), day_of(now)
        quarters = [Quarter.of(today).shifted(by) for by in range(1 - QUARTERS, 1)]
        tasks = _tasks(ids, quarters, now=now)
        own = [task for task in tasks if _is_own(task, person, in_office, now)]
        mine = {task.pk for task in own}
        others = [task for task in tasks if task.pk not in mine and task.lamp_now == Lamp.RED]
        for task in others:
            on = task.answered_on(now=now)
            task.in_time_of = in_office.in_time_of(task.post_id, on, today=today)
        late = [task for task in own if task.lamp_now in (Lamp.RED, Lamp.ORANGE)]
        late.sort(key=lambda task: task.late_at, reverse=True)
        made = Suggestion.objects.filter(made_by=person) if person.pk == user.pk else ()
        return cls(
            person=person,
            columns=[_column(quarter, person, in_office, ids) for quarter in quarters],
            rows=_rows(own, quarters),
            late=_late(late[:most], person, user, now),
            more=len(late) - len(late[:most]),
            counts=Counts.of(person, ids, in_office, since=quarters[0].start, user=user, now=now),
            left=[task for task in others if task.in_time_of],
            noted=noted_about(person, in_office, user=user, now=now),
            looks=looks_at(person, ids, now=now),
            posts=_posts(person, in_office, ids),
            suggestions=made and made.for_rows(now=now),
        )


def _tasks(ids: Sequence[int], quarters: Sequence[Quarter], *, now: datetime) -> list[Task]:
    """The opened tasks of the posts since the first of the quarters."""
    first, last = quarters[0].start, quarters[-1].end
    rows = Task.objects.filter(post__in=ids, due_on__gte=first, due_on__lt=last)
    return list(rows.opened(now=now).for_rows(now=now).select_related("category", "post"))


def _is_own(task: Task, person: User, in_office: InOffice, now: datetime) -> bool:
    terms = in_office.on(task.post_id, task.answered_on(now=now))
    return any(term.user_id == person.pk for term in terms)


def _column(quarter: Quarter, person: User, in_office: InOffice, ids: Sequence[int]) -> Column:
    """A column is a predecessor's where the person was in none of the posts in that quarter."""
    days = (quarter.start, quarter.end - timedelta(days=1))
    terms = [term for post in ids for term in in_office.within(post, *days)]
    if not terms or any(term.user_id == person.pk for term in terms):
        return Column(quarter, "")
    return Column(quarter, names(terms))


def _rows(
    own: Sequence[Task], quarters: Sequence[Quarter]
) -> list[tuple[str, list[Summary | None]]]:
    counts: dict[tuple, Counter] = defaultdict(Counter)
    for task in own:
        quarter = Quarter.of(task.due_on)
        counts[task.category, quarter][task.lamp_now] += 1
    categories = {category for category, _quarter in counts}
    return [
        (str(category), [_cell(counts.get((category, quarter))) for quarter in quarters])
        for category in sorted(categories, key=lambda category: (category.position, category.pk))
    ]


def _cell(lamps: Counter | None) -> Summary | None:
    return summarise(lamps) if lamps else None


def _late(late: Sequence[Task], person: User, user, now: datetime) -> list[Late]:
    """For the person with the way to object."""
    reminders = Reminder.objects.filter(
        kind=Task.matter_kind, deadline_id__in=[task.pk for task in late], recipient=person
    )
    notices = defaultdict(list)
    for reminder in reminders.select_related("message", "text").order_by("owed_at", "pk"):
        notices[reminder.deadline_id].append(reminder)
    to_contest = lamps_to_contest(late, now=now) if user.pk == person.pk else set()
    return [Late(task, notices[task.pk], task.pk in to_contest) for task in late]


def _posts(person: User, in_office: InOffice, ids: Sequence[int]) -> list[InPost]:
    posts = Post.objects.filter(pk__in=ids).select_related("unit").in_bulk()
    terms = [
        InPost(posts[post], term)
        for post in ids
        for term in in_office.terms.get(post, ())
        if term.user_id == person.pk
    ]
    return sorted(terms, key=lambda row: row.term.period.lower or date.min, reverse=True)
