"""Who answers for a post or a unit, and for which units a body answers."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from pages.days import day_of
from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import of_post
from responsibility.organisation.units.models import Unit


def answerers(rows: QuerySet, *, at: datetime) -> QuerySet:
    """Pairs (row, person) of who answers for the rows' posts at `at`."""
    first, second = of_post(rows, at=at)
    return first.union(second)


def principal_post(unit: Unit, *, at: datetime) -> Post | None:
    """The post that leads the unit: its principal officer's."""
    posts = Post.objects.filter(unit=unit, role_kind__leads_unit=True)
    return posts.standing_on(day_of(at)).select_related("unit").order_by("position", "pk").first()


def units_answered_for(units: Collection[Unit], *, at: datetime) -> dict[int, set[int]]:
    """The ids of the units each answers for: those it supervises, else itself, and all below."""
    roots = {unit.pk: [] if unit.kind == Unit.Kind.DISCIPLINE else [unit.path] for unit in units}
    links = SupervisionLink.objects.filter(in_force(at), body__in=roots)
    for body, path in links.values_list("body", "unit__path"):
        roots[body].append(path)
    counties = {unit.the_county_id for unit in units}
    paths = Unit.objects.filter(Q(county__in=counties) | Q(pk__in=counties))
    known = list(paths.values_list("pk", "path"))
    return {
        unit: {pk for pk, path in known if path.startswith(tuple(tops))}
        for unit, tops in roots.items()
    }
