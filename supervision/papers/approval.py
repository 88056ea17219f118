"""Who approves a paper before it is sent: somebody else than who drafted it (domain 3.2 c).

In the body in whose name it goes whoever may approve there, and the commission office of the
county; nobody what concerns the own unit or the own post (edge case 11).
"""

from datetime import datetime
from typing import Any

from django.db.models import Q

from responsibility.organisation.people.models import User
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Grant, Membership
from responsibility.organisation.relations.deciders import OWN_ROLES, people_of_offices
from responsibility.organisation.standing import standing_of


def approving_post(user, draft: Any, *, at: datetime) -> int | None:
    """The post in which `user` approves a draft, None where it is not for them.

    A draft has `made_by`, `made_in` (the post it goes out of), `post` and `unit` (to whom), and a
    `county_id`.
    """
    standing = standing_of(user, at=at)
    if draft.made_by_id == user.pk or draft.unit_id in standing.own_units:
        return None
    if draft.post_id in standing.desk_posts | standing.log_posts:
        return None
    if draft.made_in_id in standing.confirm_posts:
        return draft.made_in_id
    if draft.county_id in standing.office_counties:
        return min(standing.office_posts)
    return None


def approvers(draft: Any, *, at: datetime) -> list[User]:
    """Everybody who may approve it at `at`."""
    there = in_force(at) & Q(post=draft.made_in_id)
    members = Membership.objects.filter(there, role__in=OWN_ROLES, grants__contains=[Grant.APPROVE])
    holders = Appointment.objects.filter(there).values_list("user", flat=True)
    candidates = people_of_offices(at)[draft.county_id].union(
        holders, members.values_list("user", flat=True)
    )
    people = User.objects.filter(pk__in=candidates, is_active=True).order_by("pk")
    return [person for person in people if approving_post(person, draft, at=at)]
