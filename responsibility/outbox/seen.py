"""Which messages a person may see: one's own, and the commission office those of its county."""

from datetime import datetime

from alerts.outbox.models import Message, MessageQuerySet
from responsibility.organisation.standing import standing_of


def texts_of_office(user, *, at: datetime) -> MessageQuerySet:
    """The texts of the counties whose commission office `user` works in, the newest first."""
    return Message.objects.of_counties(standing_of(user, at=at).office_counties).texts()


def texts_seen_by(user, *, at: datetime) -> MessageQuerySet:
    """The office's texts, for everybody else the own ones."""
    if standing_of(user, at=at).office_counties:
        return texts_of_office(user, at=at)
    return Message.objects.visible_to(user, at=at).texts()
