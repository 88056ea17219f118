"""Who hears of what concerns a post or a unit: pairs (row, person), closed accounts left out.

The rows are of any model that points at a post or a unit: `post` and `unit` are the lookups to
them, "" where the rows are these themselves.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from responsibility.organisation.links.models import Charge
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Grant, Membership
from responsibility.organisation.relations.deciders import OWN_ROLES, deciders
from responsibility.organisation.units.models import Unit
from responsibility.organisation.units.tree import DEEPEST

# The unit itself and whatever may stand above it.
UNITS = ["__".join(["unit", *["parent"] * above]) for above in range(DEEPEST + 1)]
NOBODY = Q(pk__in=[])


def of_post(rows: QuerySet, *, at: datetime, post: str = "post", clerks: bool = True) -> Pairs:
    """Who holds the post; of a collective one its head and who may log; clerks who may log what
    they may see."""
    member = _under(post, "memberships") + "__"
    logs = Q(**{f"{member}grants__contains": [Grant.LOG]})
    sees = _own(member) | Q(**{f"{member}grants__contains": [Grant.VIEW]})
    return _answering(rows, post, at, Q(), logs & (sees if clerks else _own(member)))


def heads_of(rows: QuerySet, *, at: datetime, post: str = "post") -> Pairs:
    """Who holds the post; of a collective one its head."""
    return _answering(rows, post, at, Q())


def principals(
    rows: QuerySet,
    *,
    at: datetime,
    unit: str = "unit",
    but_post: str = "",
    but_person: str = "",
) -> Pairs:
    """Who holds or heads a post that leads the unit; not the post, or the person, that the row
    names in `but_post`, `but_person`."""
    post = _under(unit, "posts")
    leads = Q(**{f"{post}__role_kind__leads_unit": True})
    if but_post:
        leads &= ~Q(**{but_post: F(post)})
    pairs = _answering(rows, post, at, leads)
    if but_person:
        pairs = [some.exclude(**{but_person: F("person")}) for some in pairs]
    return pairs


def leaders_in_charge(rows: QuerySet, *, at: datetime, unit: str = "unit") -> Pairs:
    """The leader in charge of the unit (分管), not one who is only linked with it."""
    charge = _under(unit, "charges")
    runs = in_force(at, f"{charge}__") & Q(**{f"{charge}__kind": Charge.Kind.IN_CHARGE})
    return [_people(rows, f"{charge}__post__appointments", at, runs)]


def supervisors(rows: QuerySet, *, at: datetime, unit: str = "unit") -> Pairs:
    """In the body that supervises the unit its head, and who may remind; no clerks."""
    link = _under(unit, "supervised_by")
    post = f"{link}__body__posts"
    member = f"{post}__memberships__"
    supervises = in_force(at, f"{link}__") & Q(**{f"{post}__role_kind__supervises": True})
    urges = Q(**{f"{member}grants__contains": [Grant.URGE]}) & _own(member)
    return _answering(rows, post, at, supervises, urges)


def heads_of_supervision(rows: QuerySet, *, at: datetime, unit: str = "unit") -> Pairs:
    """Who holds or heads the post by which the unit itself supervises others."""
    post = _under(unit, "posts")
    return _answering(rows, post, at, Q(**{f"{post}__role_kind__supervises": True}))


def told_of_posts(posts: QuerySet, *, at: datetime) -> set[int]:
    """The people who would hear of something owed by the posts themselves: as `HOLDER`, and where
    one is vacant as `STAND_IN`."""
    return {person for _post, person in told_by_post(posts, at=at)}


def told_by_post(posts: QuerySet, *, at: datetime) -> set[tuple[int, int]]:
    """The same as pairs (post, person)."""
    pairs = [*of_post(posts, at=at, post=""), *_stand_ins(posts, at, post="pk")]
    return {pair for some in pairs for pair in some}


def _answering(rows: QuerySet, post: str, at: datetime, which: Q, members: Q = NOBODY) -> Pairs:
    """Who holds the posts at the end of the lookup, of a collective one its head, and `members`."""
    joined = _under(post, "memberships")
    head = Q(**{f"{joined}__role": Membership.Role.HEAD})
    return [
        _people(rows, _under(post, "appointments"), at, which),
        _people(rows, joined, at, which & (head | members)),
    ]


def _people(rows: QuerySet, place: str, at: datetime, which: Q) -> QuerySet:
    """Who has the `place` (appointments or memberships) at `at`."""
    person = f"{place}__user"
    there = in_force(at, f"{place}__") & Q(**{f"{person}__is_active": True})
    found = rows.filter(there & which).annotate(person=F(person))
    return found.values_list("pk", "person")


def _own(member: str) -> Q:
    return Q(**{f"{member}role__in": OWN_ROLES})


def _under(lookup: str, name: str) -> str:
    return f"{lookup}__{name}" if lookup else name


def _principals(owed: QuerySet, at: datetime, post: str = "post") -> Pairs:
    of_sections = owed.filter(unit__kind=Unit.Kind.SECTION)
    return [
        *principals(owed, at=at, but_post=post),
        *principals(of_sections, at=at, unit="unit__parent", but_post=post),
    ]


def _stand_ins(owed: QuerySet, at: datetime, post: str = "post") -> Pairs:
    """Who answers for a post that nobody holds or heads: the unit's principal officer, or where
    that post is vacant too the leader in charge. A clerk of the post is nobody to answer for it.

    Which are vacant is asked first: there are few, mostly none, and what is joined from there on
    must not hang on how many rows the planner takes for vacant.
    """
    of_vacant = owed.exclude(_seated(at, post=OuterRef(post))).values_list("pk", flat=True)
    if not (ids := list(of_vacant.order_by())):
        return []
    vacant = owed.model._base_manager.filter(pk__in=ids)
    leads = {"post__role_kind__leads_unit": True}
    led = Q(_seated(at, post__unit=OuterRef("unit"), **leads))
    led_above = Q(_seated(at, post__unit=OuterRef("unit__parent"), **leads))
    led |= Q(unit__kind=Unit.Kind.SECTION) & led_above
    from_above = _from_above(leaders_in_charge)
    return [*_principals(vacant, at, post), *from_above(vacant.exclude(led), at)]


def _seated(at: datetime, **where) -> Q:
    """Whether somebody with an open account holds such a post, or heads it."""
    there = in_force(at) & Q(user__is_active=True, **where)
    heads = Membership.objects.filter(there, role=Membership.Role.HEAD)
    return Q(Exists(Appointment.objects.filter(there))) | Q(Exists(heads))


def _from_above(ask: Callable[..., Pairs]) -> Callable[[QuerySet, datetime], Pairs]:
    """`ask` about the unit and about every unit above it."""
    return lambda owed, at: [pairs for unit in UNITS for pairs in ask(owed, at=at, unit=unit)]


# Of rows with a `post` and a `unit`. The principal officer of a section's row is the body's as
# well; who is in charge of a unit, or supervises it, is so for all beneath it.
AUDIENCES: dict[Audience, Callable[[QuerySet, datetime], Pairs]] = {
    Audience.HOLDER: lambda owed, at: of_post(owed, at=at),
    Audience.SELF: lambda owed, at: of_post(owed, at=at, clerks=False),
    Audience.STAND_IN: _stand_ins,
    Audience.PRINCIPAL: _principals,
    Audience.IN_CHARGE: _from_above(leaders_in_charge),
    Audience.SUPERVISOR: _from_above(supervisors),
    Audience.DECIDER: deciders,
}
