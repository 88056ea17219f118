"""What the closing of a quarter has to say on the desk of the office."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.line import Line
from responsibility.organisation.standing import standing_of
from supervision.closings.models import Closing
from supervision.closings.states import State


def closings_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the confirmation of the person; in one query."""
    if not standing_of(user, at=now).office_counties:
        return []
    waiting = Closing.objects.managed_by(user, at=now).filter(state=State.WAITS)
    return [
        Line(
            "lock",
            _("Closing of the quarter %(number)s to confirm") % {"number": closing.name},
            closing.get_absolute_url(),
        )
        for closing in waiting.exclude(submitted_by=user.pk).order_by("pk")
    ]
