"""A transfer as it is shown before it is entered: lines of time, what changes, what to choose."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from responsibility.organisation.people.models import User
from responsibility.organisation.posts.leaving import Change, Leaving
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.take_seats import seats_offered
from responsibility.tasks.leaving.changes import changes_of
from responsibility.tasks.transfers.vacated import left_open


class Line(NamedTuple):
    """The line of time of one person: the posts until the day before, and from the day on."""

    person: User
    until: list[Post]
    after: list[Post]


class Left(NamedTuple):
    """Who leaves which post, and what changes by it."""

    person: User
    post: Post
    changes: list[Change]


@dataclass(frozen=True)
class Plan:
    """`held` is the appointment that ends, `post` the new one (None: none), `follower` who takes
    the old one (None: nobody), all from `first_on` on."""

    held: Appointment
    post: Post | None
    follower: User | None
    first_on: date
    now: datetime

    @property
    def last_on(self) -> date:
        """The day before."""
        return self.first_on - timedelta(days=1)

    @property
    def mark(self) -> str:
        """What is planned, to be told from another plan."""
        post = self.post.pk if self.post else ""
        return f"{post}:{self.first_on}:{self.follower.pk if self.follower else ''}"

    @cached_property
    def replaced(self) -> Appointment | None:
        """Who makes room in the new post."""
        if self.post is None:
            return None
        rows = self.post.appointments.filter(period__contains=self.first_on)
        return rows.exclude(pk=self.held.pk).select_related("user", "post__unit").first()

    @cached_property
    def follower_holds(self) -> list[Appointment]:
        """What the follower holds on that day, but what ends anyway."""
        if self.follower is None:
            return []
        rows = self.follower.appointments.filter(period__contains=self.first_on)
        rows = rows.exclude(pk=self.replaced.pk if self.replaced else None)
        return list(rows.select_related("post__unit", "user").order_by("period"))

    @property
    def lines(self) -> list[Line]:
        """Of who goes, and of who follows."""
        lines = [Line(self.held.user, [self.held.post], [self.post] if self.post else [])]
        if self.follower:
            until = [one.post for one in self.follower_holds]
            if self.replaced and self.replaced.user == self.follower:
                until.append(self.replaced.post)
            lines.append(Line(self.follower, until, [self.held.post]))
        return lines

    @property
    def left(self) -> list[Left]:
        """What changes at each post that somebody leaves."""
        follower = self.follower.name if self.follower else ""
        leaving = [self._leaving(self.held, follower=follower, goes_to=self.post)]
        if self.replaced:
            leaving.append(self._leaving(self.replaced, follower=self.held.user.name))
        leaving += [self._leaving(one, goes_to=self.held.post) for one in self.follower_holds]
        return [Left(one.person, one.post, changes_of(one)) for one in leaving]

    def _leaving(self, held: Appointment, **over) -> Leaving:
        return Leaving(appointment=held, last_on=self.last_on, now=self.now, **over)

    @cached_property
    def choices(self) -> dict[str, list[tuple[int, str]]]:
        """By the field: what may be ticked."""
        seats = seats_offered(self.post, now=self.now) if self.post else []
        taken = seats_offered(self.held.post, now=self.now) if self.follower else []
        return {
            "ends": [(one.pk, _called(one.post)) for one in self.follower_holds],
            "seats": [(seat.post.pk, str(seat)) for seat in seats],
            "follower_seats": [(seat.post.pk, str(seat)) for seat in taken],
            "clerks": [
                (row.pk, f"{row.user.name} · {_called(row.post)}") for row in self._clerks()
            ],
        }

    @cached_property
    def left_open(self) -> int:
        """How many open tasks of the post nobody takes over."""
        return 0 if self.follower else left_open(self.held.post, self.first_on).count()

    def ticked(self, name: str) -> list[int]:
        """All seats, and the follower's only post; clerks stay, and so do second posts."""
        keys = [pk for pk, _words in self.choices[name]]
        if name == "clerks" or (name == "ends" and len(keys) > 1):
            return []
        return keys

    def _clerks(self) -> list[Membership]:
        posts = [self.held.post_id] if self.post else []
        posts += [one.post_id for one in self.follower_holds]
        rows = Membership.objects.filter(post__in=posts, role=Membership.Role.CLERK)
        rows = rows.filter(period__contains=self.last_on)
        return list(rows.select_related("user", "post__unit").head_first())


def _called(post: Post) -> str:
    return f"{post.unit.name} · {post.title}"
