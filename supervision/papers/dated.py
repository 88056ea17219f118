"""What the office sets anew from a day on, and takes back before it: also from two windows."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.models import AuditEntry
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.standing import standing_of

Row = TypeVar("Row", bound=Model)


def lock_newest(rows: QuerySet[Row]) -> Row:
    """The newest of `rows`, all of which are locked: whoever sets one waits for who was first.

    Raises `DoesNotExist` where there is none.
    """
    list(rows.select_for_update(no_key=True))
    return rows.latest("first_on")


def sent_before(rows: QuerySet[Row], **values: Any) -> Row | None:
    """What was set so already: a second tap sets nothing."""
    return rows.filter(**values).first()


def refuse_unset(rows: QuerySet, newest: Any, *, first_on: date, seen: int | None, now: datetime):
    """`seen` is the newest row that the page showed which was sent.

    Raises:
        Refused: the day has begun, it changes on it already, or it was changed since it was shown.
    """
    if first_on <= day_of(now):
        raise Refused(_("It begins tomorrow at the earliest."), field="first_on")
    if rows.filter(first_on=first_on).exists():
        raise Refused(_("It changes on that day already."), field="first_on")
    if seen is not None and seen != newest.pk:
        raise Refused(_("It was changed meanwhile, in another window or by a colleague. Go back "
                        "and look at it again."))  # fmt: skip


def lock_ahead(rows: QuerySet[Row], pk: int, *, act: str, by: Actor, now: datetime) -> Row:
    """A row that `act` is to take back, locked.

    Raises:
        ObjectDoesNotExist: there never was one in the person's county.
        Refused: it is taken back already, which the audit alone still knows; or its day has come.
    """
    row: Any = rows.select_for_update().filter(pk=pk).first()
    if row is None:
        posts = standing_of(by.user, at=now).office_posts
        done = AuditEntry.objects.filter(action=act, object_id=str(pk), post_id__in=posts)
        if not done.exists():
            raise ObjectDoesNotExist
        raise Refused(_("It is taken back already. Nothing more is to be done."))
    if row.first_on <= day_of(now):
        raise Refused(_("It is in force. Set another one from a day on."))
    return row
