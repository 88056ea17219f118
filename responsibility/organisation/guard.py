"""Doors: the commission office's pages, and those of who gives something out, are there for nobody
else (architecture 7)."""

from django.http import Http404, HttpRequest

from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import gives_out, giving_posts
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit, UnitQuerySet


def offices_of(request: HttpRequest) -> frozenset[int]:
    """The ids of the counties whose commission office the person works in.

    Raises Http404 for everybody else: there is no such page.
    """
    if counties := standing_of(request.user, at=request.now).office_counties:
        return counties
    raise Http404


def office_of(request: HttpRequest) -> int:
    """The id of the county whose commission office the person works in. Raises as `offices_of`."""
    return min(offices_of(request))


def units_of_office(request: HttpRequest) -> UnitQuerySet:
    """The units of the office's county that stand today, in order. Raises as `offices_of`."""
    offices_of(request)
    units = Unit.objects.managed_by(request.user, at=request.now)
    return units.standing_on(day_of(request.now)).in_order()


def county_given_out_in(request: HttpRequest) -> int:
    """The id of the county in which the person gives something out to posts.

    Raises Http404 for who may not: there is no such page.
    """
    standing = standing_of(request.user, at=request.now)
    if not gives_out(standing):
        raise Http404
    if standing.office_counties:
        return min(standing.office_counties)
    own = Post.objects.visible_to(request.user, at=request.now).select_related("unit")
    post = own.get(pk=min(giving_posts(standing)))
    return post.unit.the_county_id
