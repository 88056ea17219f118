"""Who instructs, and whom: the party leader in the county, a leader in charge in the units of the
charge (责任分工); the office records it for either, never for itself."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from pages.days import day_of, midnight
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit, UnitQuerySet

LEADS = Q(role_kind__leads_county=True) | Q(role_kind__leads_charges=True)


def may_instruct(user, *, at: datetime) -> bool:
    """Whether the person instructs, or records for who does."""
    standing = standing_of(user, at=at)
    return bool(standing.office_counties or standing.leader_counties or standing.charged_units)


def leads(user, *, at: datetime) -> bool:
    """Whether the person instructs as a leader, not in the office for one."""
    standing = standing_of(user, at=at)
    return bool(standing.leader_counties | standing.charged_units)


def leader_posts(user, *, at: datetime) -> PostQuerySet:
    """The posts in which `user` instructs; for the office those of all leaders of the county, but
    none of its own people's."""
    standing = standing_of(user, at=at)
    posts = Post.objects.filter(LEADS).standing_on(day_of(at)).select_related("unit", "role_kind")
    if standing.office_counties:
        counties = standing.office_counties
        within = Q(unit__in=counties) | Q(unit__county__in=counties)
        return posts.filter(within).exclude(pk__in=standing.own_posts)
    return posts.filter(pk__in=standing.own_posts)


def leader_in(post: Post, *, on: date) -> User | None:
    """Who was in the leader's post on that day."""
    terms = InOffice.of([post.pk]).on(post.pk, on)
    return User.objects.filter(pk=terms[0].user_id, is_active=True).first() if terms else None


def units_instructed(leader, *, county_id: int, on: date) -> UnitQuerySet:
    """The units to which the leader could give an instruction on that day, in order; never the
    own ones."""
    standing = standing_of(leader, at=midnight(on))
    units = Unit.objects.filter(county=county_id).standing_on(on).in_order()
    units = units.exclude(pk__in=standing.own_units)
    if county_id in standing.leader_counties:
        return units
    return units.filter(pk__in=standing.charged_units)


def posts_above(leader_post: Post, *, county_id: int, at: datetime) -> PostQuerySet:
    """The other leaders of the county, who see to it overall or push it on."""
    within = Q(unit=county_id) | Q(unit__county=county_id)
    posts = Post.objects.filter(LEADS, within).exclude(pk=leader_post.pk)
    return posts.standing_on(day_of(at)).select_related("unit", "role_kind")


def leaders_of(counties: Collection[int], *, at: datetime) -> PostQuerySet:
    """The posts of leaders in the counties, to be chosen from."""
    within = Q(unit__in=counties) | Q(unit__county__in=counties)
    posts = Post.objects.filter(LEADS, within).standing_on(day_of(at))
    return posts.select_related("unit")


def sees_unit(standing: Standing, unit: Unit) -> bool:
    """Whether the person looks at the unit as a leader, or for one."""
    if unit.the_county_id in standing.office_counties | standing.leader_counties:
        return True
    return unit.pk in standing.charged_units
