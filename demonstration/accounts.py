"""The demonstration's accounts: one for each kind of user, all with the same password."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from demonstration.county import County
from demonstration.roles import Role
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Membership, Post

PASSWORD = "liangze-demo"
SHOWN_UNIT = 40  # the body whose people have accounts: housing and construction
SHOWN_TOWN = 8


@dataclass(frozen=True)
class Account:
    staff_number: str
    what: Promise


ACCOUNTS = [
    Account("official", _("Principal officer")),
    Account("member", _("Team member")),
    Account("clerk", _("Clerk")),
    Account("group", _("Head of a stationed discipline group")),
    Account("township", _("Head of a township commission")),
    Account("office", _("Commission office")),
    Account("office2", _("Commission office, a second person")),
    Account("leader", _("Party leader")),
    Account("incharge", _("Leader in charge of units")),
    Account("system", _("System administrator")),
    Account("auditor", _("Auditor")),
    Account("nobody", _("Without appointment")),
]


def open_accounts(county: County) -> dict[str, User]:
    """Give one person of each kind a readable account name and the shared password."""
    body = county.bodies[SHOWN_UNIT]
    group = county.discipline[(SHOWN_UNIT - 14) % 8]
    commission = county.discipline[8 + SHOWN_TOWN]
    office = Post.objects.get(role_kind__code=Role.COMMISSION_OFFICE)
    people = {
        "official": _holder(body, Role.PRINCIPAL_OFFICER),
        "member": _holder(body, Role.TEAM_MEMBER),
        "clerk": county.clerks[body.pk],
        "group": _head(Post.objects.get(unit=group)),
        "township": _head(Post.objects.get(unit=commission)),
        "office": _head(office),
        "office2": _members(office).first().user,
        "leader": _appointed(Post.objects.get(role_kind__code=Role.PARTY_LEADER)),
        "incharge": _appointed(
            Post.objects.get(role_kind__code=Role.COUNTY_LEADER, charges__unit=body)
        ),
        "system": county.person(),
        "auditor": county.person(),
        "nobody": county.person(),
    }
    people["system"].is_system_administrator = True
    people["auditor"].is_auditor = True
    shared = make_password(PASSWORD)
    for name, user in people.items():
        user.staff_number, user.password = name, shared
        user.save()
    return people


def _holder(unit, role: str) -> User:
    return _appointed(Post.objects.filter(unit=unit, role_kind__code=role).first())


def _appointed(post: Post) -> User:
    return Appointment.objects.get(post=post, period__endswith=None).user


def _members(post: Post) -> QuerySet[Membership]:
    return Membership.objects.filter(post=post, role=Membership.Role.MEMBER).order_by("pk")


def _head(post: Post) -> User:
    return Membership.objects.get(post=post, role=Membership.Role.HEAD).user
