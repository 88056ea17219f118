"""What somebody finds who takes up a post (到任清单): what is taken over, what was left red by
whom, what is the own. Days, counts and lamps stay as they are (decision 0016)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of, midnight
from pages.lamp import Lamp
from pages.line import Line
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.span import span
from responsibility.organisation.standing import standing_of
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost
from responsibility.owed.whose import name_holders
from responsibility.records.record.own import own_records
from responsibility.tasks.models import Task

NEWS = timedelta(days=30)  # so long the desk leads there
DONE = (Lamp.GREEN, Lamp.ORANGE)
Term = Appointment | Membership


class Tenure(NamedTuple):
    """Who was in the post, when, and on the basis of which document; acting ones act for it."""

    name: str
    acting: bool
    span: str
    basis: str


@dataclass(frozen=True)
class StartList:
    """`tenures` are of all who held or headed the post, the newest first; `term` of who is in it.

    `left` fell due and is red from the time of somebody else; `taken_over` was opened before the
    first day and can still be done, `own` since. `done` of `total` are of the tasks due since the
    first day that nobody had fulfilled before it: the own count begins from zero.
    """

    post: Post
    term: Term
    tenures: Sequence[Tenure]
    taken_over: Sequence[OwedByPost]
    left: Sequence[OwedByPost]
    own: Sequence[OwedByPost]
    done: int
    total: int
    records_before: int

    @property
    def first_on(self) -> date:
        return self.term.period.lower

    @property
    def nearest(self) -> date | None:
        """The nearest last day of what can still be done in time."""
        open_rows = [*self.taken_over, *self.own]
        return min((row.due_on for row in open_rows if row.lamp_now != Lamp.RED), default=None)

    @property
    def left_by(self) -> str:
        """In whose time it was left red, the newest first."""
        return pgettext("between items", ", ").join(
            dict.fromkeys(row.in_time_of for row in self.left)
        )

    @classmethod
    def of(cls, user, *, post: Post, now: datetime) -> Self | None:
        """That of a post on the desk of `user`; None where nobody is in it today."""
        terms = terms_of(post)
        today = day_of(now)
        term = next((each for each in terms if today in each.period), None)
        if term is None:
            return None
        start = midnight(term.period.lower)
        owed = Owed.on_desk_of(user, at=now, post=post.pk).of_each(lambda each: each.open_still())
        rows = name_holders(owed.rows(), now=now)
        left = [row for row in rows if row.lamp_now == Lamp.RED and row.in_time_of]
        others = [row for row in rows if row not in left]
        counts = _own_counts(user, post, start, now)
        before = own_records(user, at=now).in_force().filter(post=post, lodged_at__lt=start)
        return cls(
            post=post,
            term=term,
            tenures=[_tenure(each, now) for each in terms],
            taken_over=[row for row in others if row.opens_at < start],
            left=left,
            own=[row for row in others if row.opens_at >= start],
            done=sum(counts.get(lamp, 0) for lamp in DONE),
            total=sum(n for lamp, n in counts.items() if lamp != Lamp.EXEMPT),
            records_before=before.count(),
        )


def _tenure(term: Term, now: datetime) -> Tenure:
    acting = isinstance(term, Appointment) and term.acting
    return Tenure(term.user.name, acting, span(term.period, now), term.basis)


def terms_of(post: Post) -> list[Term]:
    """Who held a personal post, or headed a collective one, the newest first; in one query."""
    rows = Appointment.objects.kept()
    if post.role_kind.collective:
        rows = Membership.objects.kept().filter(role=Membership.Role.HEAD)
    terms = list(rows.filter(post=post).select_related("user"))
    return sorted(terms, key=lambda term: (term.period.lower, term.pk), reverse=True)


def _own_counts(user, post: Post, start: datetime, now: datetime) -> dict[str, int]:
    tasks = Task.objects.visible_to(user, at=now).on_desk_of(user, at=now).filter(post=post)
    since = Q(fulfilled_at=None) | Q(fulfilled_at__gte=start)
    counted = tasks.filter(since, due_on__gte=day_of(start)).lamp_counts(now=now)
    return {lamp: n for (lamp,), n in counted.items()}


def start_on_desk(*, user, now: datetime) -> list[Line]:
    """The way to the list of each post that the person took up in the last days: holds it, or
    heads a collective one."""
    own = standing_of(user, at=now).own_posts
    today = day_of(now)
    recent = {"period__startswith__lte": today, "period__startswith__gt": today - NEWS}
    posts: dict[int, Post] = {}
    for terms in (Appointment.objects, Membership.objects.filter(role=Membership.Role.HEAD)):
        begun = terms.in_force(at=now).filter(post__in=own, user=user.pk, **recent)
        posts |= {term.post_id: term.post for term in begun.select_related("post")}
    return [_way(posts[pk]) for pk in sorted(posts)]


def _way(post: Post) -> Line:
    return Line(
        icon="clipboard-list",
        text=_("Start list"),
        address=reverse("start-list", args=[post.pk]),
        detail=post.title,
    )
