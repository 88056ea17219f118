"""The way from the desk of who supervises units to what turned there."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.overseen import Watch
from responsibility.organisation.standing import standing_of


def morning_on_desk(*, user, now: datetime) -> list[Watch]:
    """No figure of it: the morning has them, with what turned since the last visit."""
    if not standing_of(user, at=now).supervised_units:
        return []
    return [Watch(_("Supervision today"), reverse("morning"))]
