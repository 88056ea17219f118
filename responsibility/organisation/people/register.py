"""Registering a person, and what changes about one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.people.one_time_password import hashed, new_password
from responsibility.organisation.people.phone import normal_phone
from responsibility.organisation.people.pinyin import pinyin_of
from responsibility.organisation.units.models import Unit


@transaction.atomic
def register_person(
    *,
    county_id: int,
    staff_number: str,
    name: str,
    by: Actor,
    now: datetime,
    phone: str = "",
    pinyin: str = "",
) -> tuple[User, str]:
    """Open an account for a person; returns it with its first password, which is kept nowhere.

    `pinyin` is worked out where it is not given.

    Raises:
        Unit.DoesNotExist: `by` does not keep the people of that county.
        Refused: with a sentence.
    """
    county = counties_kept(by, now=now).get(pk=county_id)
    password = new_password()
    user = User(
        staff_number=staff_number.strip(),
        name=name.strip(),
        pinyin=pinyin.strip().lower() or pinyin_of(name),
        phone=normal_phone(phone),
        county=county,
    )
    user.password = hashed(password)
    _save(user)
    after = {"staff_number": user.staff_number, "name": user.name, "county": county.pk}
    audit_office(action="person.register", about=user, by=by, now=now, after=after)
    return user, password


@transaction.atomic
def change_person(
    *,
    user_id: int,
    staff_number: str,
    name: str,
    phone: str,
    by: Actor,
    now: datetime,
    pinyin: str = "",
) -> User:
    """Change what is kept about a person. A new number has to be verified anew; the masked one,
    as pages show it, leaves the number as it is.

    The audit says that the number changed, not what it is.

    Raises:
        User.DoesNotExist: `by` does not keep that account.
        Refused: with a sentence.
    """
    user = account_kept(user_id, by=by, now=now)
    before = {"staff_number": user.staff_number, "name": user.name}
    was_phone = user.phone
    user.staff_number, user.name = staff_number.strip(), name.strip()
    user.pinyin = pinyin.strip().lower() or pinyin_of(name)
    if phone.strip() != user.masked_phone:
        user.phone = normal_phone(phone)
    if user.phone != was_phone:
        user.phone_verified_at = None
    _save(user)
    after = {"staff_number": user.staff_number, "name": user.name}
    after["phone_changed"] = user.phone != was_phone
    audit_office(action="person.change", about=user, by=by, now=now, before=before, after=after)
    return user


def counties_kept(by: Actor, *, now: datetime):
    """The counties whose people `by` registers: the office's own, all for an administrator."""
    counties = Unit.objects.filter(kind=Unit.Kind.COUNTY)
    if by.user.is_system_administrator:
        return counties
    return counties.filter(pk__in=Unit.objects.managed_by(by.user, at=now))


def account_kept(user_id: int, *, by: Actor, now: datetime) -> User:
    """The account, locked. Raises User.DoesNotExist where `by` does not keep it."""
    accounts = User.objects.managed_by(by.user, at=now)
    return accounts.select_for_update(no_key=True, of=("self",)).get(pk=user_id)


def _save(user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        if "staff_number" not in (error.__cause__.diag.constraint_name or ""):
            raise
        raise Refused(
            _("Another person has this staff number. Check it, or look that person up."),
            field="staff_number",
        ) from None
