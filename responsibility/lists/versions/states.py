"""In which state a version of a list is, read from its facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from responsibility.lists.models import DutyList


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("under review")
    RETURNED = "returned", _("returned")
    PUBLISHED = "published", _("published")
    CLOSED = "closed", _("closed")


EDITABLE = frozenset({State.DRAFT, State.RETURNED})


def state_of(duty_list: DutyList) -> State:
    """Its state; what is closed was published before, or was given up as a draft."""
    if duty_list.closed_at:
        return State.CLOSED
    if duty_list.published_at:
        return State.PUBLISHED
    if duty_list.submitted_at:
        return State.SUBMITTED
    return State.RETURNED if duty_list.returned_at else State.DRAFT


def needs_review(duty_list: DutyList) -> bool:
    """Whether another person has to review it before anything is made from it: what somebody
    changed since the platform brought it."""
    return bool(duty_list.authors) and not duty_list.published_at
