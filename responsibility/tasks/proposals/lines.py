"""What a task's page says where a unit proposed it."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.line import Line
from responsibility.tasks.models import Task
from responsibility.tasks.proposals.models import ItemProposal


def proposal_of_task(*, task: Task, user, now: datetime) -> list[Line]:
    """From which unit it comes and what it follows from, where the person may read that."""
    if not task.dispatch_id:
        return []
    proposals = ItemProposal.objects.visible_to(user, at=now).filter(dispatch=task.dispatch_id)
    return [
        Line(
            icon="user-check",
            text=_("Proposed by %(unit)s as an individual item.") % {"unit": proposal.unit},
            address=proposal.get_absolute_url(),
            detail=f"{proposal.get_ground_kind_display()}: {proposal.ground}",
        )
        for proposal in proposals.select_related("unit")
    ]
