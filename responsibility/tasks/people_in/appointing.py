"""Appointing who stands in a row to the post that stands there."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.rows_in.sheet import Row
from pages.templatetags.look import day
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.take_seats import seats_offered
from responsibility.organisation.units.models import Unit
from responsibility.tasks.appointing.appoint import appoint
from responsibility.tasks.people_in.names import posts_named


@dataclass
class Given:
    """What appointing came to: whether it was new, the tasks it brought, who ends by it, and
    whether another document number stands there already; `held` is what was there."""

    made: bool
    post: Post
    held: Appointment | None = None
    tasks: int = 0
    ended: list[str] = field(default_factory=list)
    other_basis: bool = False


class Appointing:
    """Appoints by the verb; of several posts with one title it takes the person's own, else a
    vacant one."""

    def __init__(self, *, by: Actor, now: datetime, closed_too: bool = False):
        self.by, self.now = by, now
        self.posts: dict[int, list[Post]] = defaultdict(list)  # by unit
        posts = Post.objects.managed_by(by.user, at=now)
        if not closed_too:
            posts = posts.standing_on(day_of(now))
        holding = Prefetch("appointments", _kept(), to_attr="holding")
        posts = posts.select_related("unit", "role_kind")
        for post in posts.prefetch_related(holding):  # type: ignore[no-redef]
            self.posts[post.unit_id].append(post)
        self.touched: set[int] = set()  # posts whose holders have to be read anew

    def appoint(
        self, person: User, unit: Unit, row: Row, *, last_on: date | None = None, acting=False
    ) -> Given:
        """Appoint from the row's first day, or find that it was done.

        Raises Refused: no such post, held from another day, or no telling which post is meant;
        and what responsibility.tasks.appointing.appoint raises.
        """
        posts = posts_named(unit, self.posts[unit.pk], row.post, on=day_of(self.now))
        self._read_anew(posts)
        for post in posts:
            if given := self._already(post, person, row):
                return given
        vacant = [post for post in posts if not _holders(post, row.first_on)]
        if not vacant and len(posts) > 1:
            raise Refused(
                _("The unit has %(count)d posts of this title, all of them held. Appoint by hand.")
                % {"count": len(posts)},
                field="post",
            )
        post = (vacant or posts)[0]
        ending = [
            f"{held.user.name} ({post.unit.name} · {post.title})"
            for held in _holders(post, row.first_on)
            if held.period.lower < row.first_on
        ]
        self.touched.add(post.pk)
        _appointment, tasks = appoint(
            post_id=post.pk, user_id=person.pk, first_on=row.first_on, last_on=last_on,
            acting=acting, ends_running=True, basis=row.basis or "", by=self.by, now=self.now,
            seats=self._seats_followed(post, row.first_on),
        )  # fmt: skip
        return Given(True, post, None, tasks, ending)

    def _seats_followed(self, post: Post, first_on: date) -> list[int]:
        """The collective posts in which a successor takes the seat of who held the post before, as
        by hand. Who is the first in the post has none: a sheet of its own says who belongs."""
        before = [held.user_id for held in post.holding if held.period.lower < first_on]
        if not before:
            return []
        seats = [seat.post.pk for seat in seats_offered(post, now=self.now)]
        had = Membership.objects.kept().filter(user=before[-1], post__in=seats)
        return list(had.exclude(role=Membership.Role.CLERK).values_list("post", flat=True))

    def _read_anew(self, posts: list[Post]) -> None:
        """The holders of those posts that a row before this one has filled, or tried to."""
        for post in posts:
            if post.pk in self.touched:
                post.holding = list(_kept().filter(post=post))

    def _already(self, post: Post, person: User, row: Row) -> Given | None:
        for held in post.holding:
            if held.user_id != person.pk:
                continue
            if held.period.lower == row.first_on:
                other = bool(row.basis) and row.basis != held.basis
                return Given(False, post, held, other_basis=other)
            if _lasts_to(held, row.first_on):
                raise Refused(
                    _("%(person)s has this post from %(day)s on. Write that day.")
                    % {"person": person, "day": day(held.period.lower)},
                    field="first_on",
                )
        return None


def _kept():
    return Appointment.objects.kept().select_related("user").order_by("period")


def _lasts_to(held: Appointment, on: date) -> bool:
    last = last_day(held.period)
    return last is None or last >= on


def _holders(post: Post, on: date) -> list[Appointment]:
    """Whose time in the post goes on at that day, or begins later."""
    return [held for held in post.holding if _lasts_to(held, on)]
