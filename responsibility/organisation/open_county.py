"""The first acts of a county, before anybody can sign in: done by a command, once."""

from datetime import datetime

from django.db import transaction

from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.people.given import give_password
from responsibility.organisation.people.models import User
from responsibility.organisation.people.pinyin import pinyin_of
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Grant, Membership, Post, RoleKind
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.tree import place


@transaction.atomic
def open_county(
    *, name: str, office: str, account: str, person: str, now: datetime, commission: str = ""
) -> tuple[Unit, User, str]:
    """Make the county, its commission office with one post, and the first person in it; with the
    name of a `commission`, the office stands under that.

    Returns the county, the person and a password to sign in with. Needs the role kinds
    (`load_starter_data`).

    Raises:
        Refused
    """
    if Unit.objects.filter(kind=Unit.Kind.COUNTY, name=name).exists():
        raise Refused(f"There is a county named {name} already.")
    if User.objects.of_account(account):
        raise Refused(f"The account {account} is taken.")
    county = _found(name, Unit.Kind.COUNTY, None, now)
    above = _found(commission, Unit.Kind.DISCIPLINE, county, now) if commission else county
    unit = _found(office, Unit.Kind.OFFICE, above, now)
    user = User.objects.create_user(account, name=person, pinyin=pinyin_of(person))
    password = give_password(user, by=None, now=now)
    post = Post.objects.create(
        unit=unit,
        role_kind=RoleKind.objects.filter(keeps_office=True)[0],
        title=office,
        position=1,
        opened_on=day_of(now),
    )
    Membership.objects.create(
        post=post,
        user=user,
        role=Membership.Role.HEAD,
        grants=[Grant.VIEW, Grant.URGE, Grant.DRAFT, Grant.APPROVE],
        period=from_day(day_of(now)),
        entered_at=now,
    )
    record_audit(by=None, now=now, action="county.open", about=county, after={"account": account})
    return county, user, password


def _found(name: str, kind: str, parent: Unit | None, now: datetime) -> Unit:
    county_id = parent.the_county_id if parent else None
    unit = Unit.objects.create(
        kind=kind, county_id=county_id, parent=parent, name=name, position=1 if parent else 0
    )
    place(unit)
    UnitVersion.objects.create(
        unit=unit,
        name=name,
        parent=parent,
        position=unit.position,
        period=from_day(day_of(now)),
    )
    return unit
