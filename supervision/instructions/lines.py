"""What instructions have to say on the desk, and the way to give one about something owed."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from pages.line import Line
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost
from responsibility.tasks.models import Task
from supervision.instructions.models import Instruction
from supervision.instructions.rights import may_instruct, sees_unit
from supervision.problems.models import Assignment

ANSWERED = ngettext_lazy(
    "%(count)d instruction is answered", "%(count)d instructions are answered", "count"
)


def instructions_on_desk(*, user, now: datetime) -> list[Line]:
    """Answers to look at, for the leader and the office; in one query."""
    if not may_instruct(user, at=now):
        return []
    rows = Instruction.objects.visible_to(user, at=now).filter(ended_at=None).with_state()
    waiting = list(rows.filter(answered=True).order_by("pk"))
    if not waiting:
        return []
    several = reverse("instruction-list")
    address = waiting[0].get_absolute_url() if len(waiting) == 1 else several
    return [Line("flag", ANSWERED % {"count": len(waiting)}, address)]


def way_to_instruct(*, owed: OwedByPost, user, now: datetime) -> list[Line]:
    """From a task, or what is owed of a problem, for who instructs there or records it."""
    standing = standing_of(user, at=now)
    if not may_instruct(user, at=now) or not sees_unit(standing, owed.unit):
        return []
    if isinstance(owed, Task):
        query = f"task={owed.pk}"
    elif isinstance(owed, Assignment):
        query = f"problem={owed.problem_id}"
    else:
        return []
    return [Line("flag", _("Give an instruction"), f"{reverse('instruction-new')}?{query}")]
