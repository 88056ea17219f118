"""Who objects, who states facts, who decides: the one place that says it (edge case 11).

Nobody decides who decided before, who is concerned, or who works at the desk or in the unit
concerned. Where the body that would decide made what is contested, another one decides.
"""

from collections.abc import Iterable
from datetime import datetime

from pages.days import day_of
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Grant, Membership, Post
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.relations.deciders import OWN_ROLES
from responsibility.organisation.standing import Standing, standing_of
from supervision.objections.about.base import Contested
from supervision.objections.models import Objection
from supervision.objections.states import Side, Why
from supervision.problems.assign import bodies_over


def concerns(user, contested: Contested, *, at: datetime) -> bool:
    """Whether it is the person's to contest: who may log for the post, leads the unit, or was in
    the post on the day that decides."""
    standing = standing_of(user, at=at)
    if contested.post.pk in standing.log_posts or contested.unit.pk in standing.led_units:
        return True
    return user.pk in contested.people(now=at)


def bars(contested: Contested, *, objector: int, now: datetime) -> dict[int, Why]:
    """Who may not decide on an objection to it, by id, each with the first reason there is."""
    reasons = [
        (Why.MADE, contested.makers()),
        (Why.DECIDED, contested.deciders()),
        (Why.CONCERNED, contested.people(now=now)),
        (Why.OBJECTED, {objector}),
    ]
    return {person: why for why, people in reversed(reasons) for person in people}


def deciding_post(
    contested: Contested, *, barred: Iterable[int], earlier: Objection | None, at: datetime
) -> Post | None:
    """The post that decides: the body that supervises the unit, then the commission office; a
    review goes to the office first. One that made what is contested, or decided before, comes last,
    and only with others. None where nobody is left.
    """
    bodies = list(bodies_over(contested.unit, at=at))
    candidates = [*_offices(contested, at), *bodies] if earlier else [
        *bodies, *_offices(contested, at)
    ]  # fmt: skip
    used = contested.maker_posts() | ({earlier.post_id} if earlier else set())
    candidates.sort(key=lambda post: post.pk in used)
    return next((post for post in candidates if _has_decider(post, contested, barred, at)), None)


def may_decide(user, objection: Objection, *, at: datetime) -> bool:
    """Whether the person decides on it."""
    standing = standing_of(user, at=at)
    if objection.post_id not in standing.office_posts | urging_posts(standing):
        return False
    if _is_near(standing, objection.concerned_unit_id, objection.concerned_post_id):
        return False
    return not objection.bars.filter(person=user.pk).exists()


def may_withdraw(user, objection: Objection, *, at: datetime) -> bool:
    """Who made it, or may log for the post concerned."""
    own = objection.concerned_post_id in standing_of(user, at=at).log_posts
    return own or objection.made_by_id == user.pk


def side_of(user, objection: Objection, *, at: datetime) -> Side | None:
    """For which side the person may state facts."""
    standing = standing_of(user, at=at)
    if may_withdraw(user, objection, at=at) or objection.concerned_unit_id in standing.led_units:
        return Side.OBJECTOR
    made = objection.bars.filter(person=user.pk, why__in=[Why.MADE, Why.DECIDED])
    return Side.AUTHOR if made.exists() else None


def _is_near(standing: Standing, unit_id: int, post_id: int) -> bool:
    """Of the unit concerned, or at the desk concerned."""
    return unit_id in standing.own_units or post_id in standing.desk_posts | standing.log_posts


def _offices(contested: Contested, at: datetime) -> list[Post]:
    county = contested.deadline.county_id
    posts = Post.objects.filter(role_kind__keeps_office=True, unit__county=county)
    return list(posts.standing_on(day_of(at)).select_related("unit").order_by("pk"))


def _has_decider(post: Post, contested: Contested, barred: Iterable[int], at: datetime) -> bool:
    """Whether somebody in the post may decide: who is none of the barred nor of the unit."""
    if post.unit_id == contested.unit.pk:
        return False
    there = in_force(at)
    members = Membership.objects.filter(there, post=post, role__in=OWN_ROLES, user__is_active=True)
    if post.role_kind.supervises and not post.role_kind.keeps_office:
        members = members.filter(grants__contains=[Grant.URGE])
    people = set(members.values_list("user", flat=True))
    if post.role_kind.keeps_office:
        holders = Appointment.objects.filter(there, post=post, user__is_active=True)
        people |= set(holders.values_list("user", flat=True))
    return bool(people - set(barred) - _of_unit(contested, at))


def _of_unit(contested: Contested, at: datetime) -> set[int]:
    """Who has a place in the unit concerned."""
    there = in_force(at)
    return {
        person
        for places in (Appointment.objects, Membership.objects)
        for person in places.filter(there, post__unit=contested.unit).values_list("user", flat=True)
    }
