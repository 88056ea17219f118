"""What hearings have to say on the desk of the office and of the county's leaders."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.line import Line
from responsibility.organisation.standing import standing_of
from supervision.hearings.models import Hearing
from supervision.hearings.states import State


def hearings_on_desk(*, user, now: datetime) -> list[Line]:
    """Reports laid before the committee and not heard yet; in one query."""
    if not standing_of(user, at=now).face_counties:
        return []
    laid = Hearing.objects.visible_to(user, at=now).filter(state=State.LAID)
    return [
        Line(
            "report",
            _("Report to the standing committee: %(quarter)s") % {"quarter": row.of_quarter.name},
            row.get_absolute_url(),
        )
        for row in laid.order_by("pk")
    ]
