"""What of messages waits for a person: the numbers on the bell, in the menu and on the desk."""

from datetime import datetime

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from alerts.outbox.models import Message
from alerts.outbox.trouble import in_trouble
from pages.line import Line
from pages.waiting import Waiting
from responsibility.organisation.standing import Standing


def _unread(*, user, now):
    return Message.objects.received_by(user).unread()


def _open_exceptions(*, user, now, counties):
    return in_trouble(Message.objects.of_counties(counties), now=now)


def _counties_of_office(standing: Standing):
    return {"counties": standing.office_counties} if standing.office_counties else None


# Inbox entries the person has not opened.
UNREAD = Waiting(_unread, lambda standing: {})
# Messages that the person's commission office must look at.
EXCEPTIONS = Waiting(_open_exceptions, _counties_of_office)


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
