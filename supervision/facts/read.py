"""Whose facts a person may look at, and the trace that each look leaves (domain 2.8)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.words import fitting
from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.in_office import posts_once_held
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import urged_units, urging_posts
from responsibility.organisation.standing import standing_of
from supervision.facts.models import FactsReading

LASTS = timedelta(minutes=30)  # then the purpose is asked again


def persons_seen_by(user, *, at: datetime) -> UserQuerySet:
    """Those in posts of the units that the person supervises, or of the office's county; not
    oneself."""
    there = Q()
    for place in ("appointments__", "memberships__"):
        there |= in_force(at, place) & in_reach(user, at=at, unit=f"{place}post__unit")
    return User.objects.filter(there, is_active=True).exclude(pk=user.pk).distinct()


def in_reach(user, *, at: datetime, unit: str = "post__unit") -> Q:
    """What has at `unit` a unit whose people's facts the person may look at."""
    standing = standing_of(user, at=at)
    units, counties = urged_units(standing), standing.office_counties
    return Q(**{f"{unit}__in": units}) | Q(**{f"{unit}__county__in": counties})


def posts_shown(person: User, *, to, at: datetime) -> list[int]:
    """The posts in which the person ever was: to oneself all of them, to whoever else looks those
    within reach. What was elsewhere is not theirs to read."""
    ids = posts_once_held(person.pk)
    if person.pk == to.pk:
        return ids
    reach = in_reach(to, at=at, unit="unit")
    return list(Post.objects.filter(reach, pk__in=ids).order_by("pk").values_list("pk", flat=True))


def is_open(person: User, *, to, at: datetime) -> bool:
    """Whether a purpose was stated lately."""
    lately = FactsReading.objects.filter(person=person, read_by=to.pk, read_at__lte=at)
    return lately.filter(read_at__gt=at - LASTS).exists()


@transaction.atomic
def read_facts(*, by: Actor, now: datetime, person_id: int, purpose: str) -> FactsReading:
    """Open the page of another person's facts, for LASTS from `now`; the person sees who and why.

    Raises:
        User.DoesNotExist: there is none, or it is nobody whose facts one may look at.
        Refused: no purpose is stated, or a too long one.
    """
    person = persons_seen_by(by.user, at=now).get(pk=person_id)
    standing = standing_of(by.user, at=now)
    posts = standing.office_posts | urging_posts(standing)
    reading = FactsReading.objects.create(
        person=person,
        purpose=fitting(purpose, of=FactsReading, field="purpose", missing=_("State the purpose.")),
        read_by=by.user,
        read_in_id=min(posts, default=None),
        read_at=now,
    )
    after = {"purpose": reading.purpose}
    record_audit(
        by=by, now=now, action="facts.read", about=person, post_id=reading.read_in_id, after=after
    )
    return reading
