"""The holder's answer to what a clerk, or another post's event, logged for the post."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.records.models import Credit


class NothingToConfirm(Exception):
    """The credit awaits nobody, or was answered before; the text is fit for a user."""


def confirm(*, by: Actor, now: datetime, credit_id: int) -> Credit:
    """Confirm that the record counts; one that did not count yet counts from `now`.

    Raises:
        Credit.DoesNotExist: there is none, or the person may not confirm for its post.
        NothingToConfirm, AlreadyEnded.
    """
    raise NotImplementedError


def decline(*, by: Actor, now: datetime, credit_id: int) -> Credit:
    """Refuse: the credit ends at `now`, and the lamp follows.

    Raises: as `confirm`.
    """
    raise NotImplementedError
