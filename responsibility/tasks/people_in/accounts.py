"""Registering or changing who stands in a row."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.rows_in.models import Upload
from pages.rows_in.sheet import Done, Row
from responsibility.organisation.first_passwords.give import not_signed_in
from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.people.register import change_person, register_person


def waiting_accounts(upload: Upload, *, by: Actor, now: datetime) -> UserQuerySet:
    """The accounts that `upload` opened and nobody has signed in with yet."""
    new = upload.result.kept.get("accounts", []) if upload.imported_at else []
    return not_signed_in(by.user, at=now).filter(pk__in=new)


def account_of(
    row: Row,
    account: User | None,
    *,
    county_id: int,
    by: Actor,
    now: datetime,
    changing: Callable[[User], None],
) -> tuple[User, Done]:
    """The account of a row's staff number, registered or changed as the row says; an empty phone
    changes nothing, and so does one of an account that another office keeps: nobody finds out by
    guessing whether a number is right. `changing` is told of the account as it was.

    Raises Refused: the account is closed, or another office keeps it; and what the verbs raise.
    """
    acts = {"by": by, "now": now, "name": row.name, "staff_number": row.staff_number}
    if account is None:
        account, _password = register_person(county_id=county_id, phone=row.phone or "", **acts)
        return account, Done.MADE
    phone = account.phone
    if row.phone and User.objects.managed_by(by.user, at=now).filter(pk=account.pk).exists():
        phone = row.phone
    same = (account.name, account.phone) == (row.name, phone)
    if not account.is_active:
        raise Refused(
            _("This account is closed. Open it again first, or leave the row."),
            field="staff_number",
        )
    if same:
        return account, Done.UNCHANGED
    try:
        pinyin = account.pinyin if account.name == row.name else ""
        changed = change_person(user_id=account.pk, phone=phone, pinyin=pinyin, **acts)
    except User.DoesNotExist:
        raise Refused(
            _("Another office keeps this account. Leave its name and number as they are."),
            field="staff_number",
        ) from None
    changing(account)
    return changed, Done.CHANGED
