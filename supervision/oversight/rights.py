"""Who sees how a supervising body keeps its own days: the body, the units it supervises and the
county's office and leaders. Of other units than one's own nobody reads the names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Exists, OuterRef, Q

from pages.days import day_of
from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit


def bodies_seen(user, *, at: datetime) -> PostQuerySet:
    """The posts by which others are supervised, as far as the person may look at their days: all
    of the county for its office and leaders; else the own one, and those that supervise a unit of
    the person, the commission office among them."""
    standing = standing_of(user, at=at)
    ids = standing.own_units | standing.led_units | standing.charged_units
    own = Unit.objects.filter(pk__in=ids)
    beneath = Exists(own.filter(path__startswith=OuterRef("unit__path")))
    links = SupervisionLink.objects.filter(in_force(at), beneath)
    supervising = Q(role_kind__supervises=True)
    seen = (
        Q(unit__county__in=standing.face_counties) & (supervising | Q(role_kind__keeps_office=True))
        | supervising & (Q(pk__in=standing.own_posts) | Q(unit__in=links.values("body")))
        | Q(role_kind__keeps_office=True, unit__county__in=own.values("county"))
    )
    return Post.objects.filter(seen).standing_on(day_of(at)).select_related("unit", "role_kind")


@dataclass(frozen=True)
class Named:
    """Of what a person reads the names: all of `counties` and of the bodies `posts`, and what
    concerns `units`."""

    counties: frozenset[int]
    posts: frozenset[int]
    units: frozenset[int]

    @classmethod
    def to(cls, user, *, at: datetime) -> Self:
        standing = standing_of(user, at=at)
        units = standing.own_units | standing.face_units
        return cls(standing.face_counties, standing.own_posts, units)

    def covers(self, duty) -> bool:
        """Whether the unit that a duty of a supervisor concerns may be named."""
        return (
            duty.county_id in self.counties
            or duty.post_id in self.posts
            or duty.concerned_unit_id in self.units
        )

    @property
    def rows(self) -> Q:
        """The same as a condition."""
        return (
            Q(county_id__in=self.counties)
            | Q(post__in=self.posts)
            | Q(concerned_unit__in=self.units)
        )
