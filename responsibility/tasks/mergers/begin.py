"""Who goes along: people, clerks, charges and supervision links of the posts and units that go."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alerts.audit.actor import Actor
from responsibility.organisation.links.charge import put_in_charge
from responsibility.organisation.links.link_supervision import link_supervision
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.join import join
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.usual import USUAL
from responsibility.organisation.units.models import Unit
from responsibility.tasks.appointing.appoint import appoint

HEAD, DEPUTY = Membership.Role.HEAD, Membership.Role.DEPUTY


@dataclass(frozen=True)
class Before:
    """What is in force on the day, read before anything ends."""

    appointments: list[Appointment]
    memberships: list[Membership]
    charges: list[Charge]
    links: list[SupervisionLink]


def in_force_on(first_on: date, *, posts: Iterable[Post], units: Iterable[Unit]) -> Before:
    """What the `posts` and `units` have on the day `first_on`, if nothing ended."""
    on = {"period__contains": first_on}
    posts, units = list(posts), list(units)
    of_posts = {"post__in": posts, "user__is_active": True, **on}
    charges = Charge.objects.filter(**on).select_related("post")
    links = SupervisionLink.objects.filter(**on).select_related("body", "unit")
    memberships = Membership.objects.filter(**of_posts).head_first()
    return Before(
        appointments=list(Appointment.objects.filter(**of_posts).order_by("pk")),
        memberships=list(memberships),
        charges=list(charges.filter(post__in=posts) | charges.filter(unit__in=units)),
        links=list(links.filter(body__in=units) | links.filter(unit__in=units)),
    )


@dataclass(frozen=True)
class GoAlong:
    """What begins on `first_on` in the posts and units that take over: `posts` by the post before,
    `units` by the unit before."""

    posts: Mapping[int, Post]
    units: Mapping[int, Sequence[Unit]]
    first_on: date
    basis: str
    by: Actor
    now: datetime

    @property
    def _act(self) -> dict[str, Any]:
        return {
            "first_on": self.first_on, "basis": self.basis, "by": self.by, "now": self.now,
        }  # fmt: skip

    def people(self, before: Before, posts: Collection[int]) -> None:
        """Whoever holds, belongs to or clerks for one of the `posts` goes with it. Where another
        heads the post already, the second head becomes its deputy head."""
        for appointment in before.appointments:
            if appointment.post_id in posts:
                appoint(
                    post_id=self.posts[appointment.post_id].pk,
                    user_id=appointment.user_id,
                    acting=appointment.acting,
                    last_on=last_day(appointment.period),
                    **self._act,
                )
        for seat in before.memberships:
            if seat.post_id in posts:
                self._join(seat, self.posts[seat.post_id])

    def _join(self, seat: Membership, post: Post) -> None:
        there = post.memberships.filter(period__contains=self.first_on)
        if there.filter(user=seat.user_id).exists():
            return
        role, grants = seat.role, seat.grants
        if role == HEAD and there.filter(role=HEAD).exists():
            role, grants = DEPUTY, USUAL[DEPUTY]
        join(
            post_id=post.pk,
            user_id=seat.user_id,
            role=role,
            grants=grants,
            last_on=last_day(seat.period),
            **self._act,
        )

    def charges(self, rows: Iterable[Charge]) -> None:
        """Charges of the posts and over the units, each once."""
        for row in rows:
            post = self.posts.get(row.post_id, row.post)
            for unit in self.units.get(row.unit_id, [row.unit]):
                if not self._in_charge(post, unit):
                    put_in_charge(
                        post_id=post.pk,
                        unit_id=unit.pk,
                        kind=row.kind,
                        last_on=last_day(row.period),
                        **self._act,
                    )

    def _in_charge(self, post: Post, unit: Unit) -> bool:
        """Whether there is nothing to enter: the post has the unit, or is in it."""
        at_home = unit.pk == post.unit_id and unit.kind != Unit.Kind.COUNTY
        return at_home or post.charges.filter(unit=unit, period__contains=self.first_on).exists()

    def links(self, rows: Iterable[SupervisionLink]) -> None:
        """Supervision of the units and by them, each once."""
        for row in rows:
            for body in self.units.get(row.body_id, [row.body]):
                for unit in self.units.get(row.unit_id, [row.unit]):
                    if body != unit and not self._supervised(body, unit):
                        link_supervision(
                            body_id=body.pk,
                            unit_id=unit.pk,
                            how=row.how,
                            last_on=last_day(row.period),
                            **self._act,
                        )

    def _supervised(self, body: Unit, unit: Unit) -> bool:
        return body.supervises.filter(unit=unit, period__contains=self.first_on).exists()
