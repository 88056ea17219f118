"""What of messages waits for a person: the numbers on the bell and in the menu."""

from alerts.outbox.models import Message
from alerts.outbox.trouble import in_trouble
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
