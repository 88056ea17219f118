"""What of messages waits for a person: the numbers on the bell, in the menu and on the desk."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from alerts.outbox.models import Message
from alerts.outbox.trouble import in_trouble
from pages.line import Line
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of


class Waiting(NamedTuple):
    """Inbox entries not opened yet; for the commission office also the open exceptions."""

    unread: int
    exceptions: int


def waiting_for(user, *, at: datetime) -> Waiting:
    """What waits for `user` at `at`: one query, asked once a request."""
    kept = user.__dict__.setdefault("_waiting", {})
    if at not in kept:
        counties = standing_of(user, at=at).office_counties
        mine = Message.objects.visible_to(user, at=at).unread()
        open_ones = in_trouble(Message.objects.of_counties(counties), now=at)
        numbers = [_number(mine)] + [_number(open_ones)] * bool(counties)
        found = User.objects.filter(pk=user.pk).values_list(*numbers).first() or (0, 0)
        kept[at] = Waiting(*found, *[0] * (2 - len(found)))
    return kept[at]


def unread_messages(user, *, at: datetime) -> int:
    """How many inbox entries `user` has not opened."""
    return waiting_for(user, at=at).unread


def open_exceptions(user, *, at: datetime) -> int:
    """How many messages the commission office of `user` must look at."""
    return waiting_for(user, at=at).exceptions


def unread_on_desk(*, user, now: datetime) -> list[Line]:
    """How many messages are not opened yet, and what the newest is about."""
    unread = Message.objects.visible_to(user, at=now).unread().order_by("-made_at", "pk")
    newest = unread.annotate(unread=Window(Count("*"))).first()
    if newest is None:
        return []
    text = ngettext("%(count)d unread message", "%(count)d unread messages", newest.unread)
    return [
        Line(
            icon="inbox",
            text=text % {"count": newest.unread},
            address=reverse("inbox"),
            detail=pgettext("between items", ", ").join(newest.stages),
        )
    ]


def _number(messages: QuerySet) -> Coalesce:
    """How many `messages` there are, as one value of a query."""
    counted = messages.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
