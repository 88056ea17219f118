"""Whom a person may talk to, also who left a post of the reach lately, and in which post."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of

LATELY = timedelta(days=90)  # after leaving a post somebody is still talked to about it


def persons_reached(user, *, at: datetime) -> UserQuerySet:
    """Those who are in a post of a unit that the person supervises, keeps the office for or leads,
    or were lately; not oneself."""
    there = Q()
    for place in ("appointments__", "memberships__"):
        there |= _lately(at, place) & _within(user, at=at, unit=f"{place}post__unit")
    return User.objects.filter(there, is_active=True).exclude(pk=user.pk).distinct()


def post_talked_in(person_id: int, *, user, at: datetime) -> Post | None:
    """The post within reach in which the person is, or was last; the personal one first."""
    for model in (Appointment, Membership):
        terms = model.objects.kept().filter(_lately(at), _within(user, at=at), user=person_id)
        term = terms.select_related("post__unit").order_by("-period__startswith", "pk").first()
        if term:
            return term.post
    return None


def post_now(person_id: int, *, county_id: int, at: datetime) -> Post | None:
    """The post of the county in which the person is today."""
    for model in (Appointment, Membership):
        terms = model.objects.in_force(at=at).filter(user=person_id)
        terms = terms.filter(post__unit__county=county_id).select_related("post__unit")
        if term := terms.order_by("pk").first():
            return term.post
    return None


def in_posts(post_ids: Collection[int], *, at: datetime) -> UserQuerySet:
    """Those in one of the posts."""
    in_it = Q(appointments__in=Appointment.objects.in_force(at=at).filter(post__in=post_ids))
    of_it = Q(memberships__in=Membership.objects.in_force(at=at).filter(post__in=post_ids))
    return User.objects.filter(in_it | of_it, is_active=True).distinct()


def _lately(at: datetime, prefix: str = "") -> Q:
    today = day_of(at)
    days = from_day(today - LATELY, today + timedelta(days=1))
    return Q(**{f"{prefix}period__overlap": days})


def _within(user, *, at: datetime, unit: str = "post__unit") -> Q:
    standing = standing_of(user, at=at)
    units = urged_units(standing) | standing.led_units
    return Q(**{f"{unit}__in": units}) | Q(**{f"{unit}__county__in": standing.office_counties})
