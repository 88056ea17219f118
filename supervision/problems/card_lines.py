"""A unit's open problems as lines of its people's reminder cards."""

from collections.abc import Collection
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pages.days import day_of
from responsibility.cards.ideas import MOST_IDEAS, LineIdea
from responsibility.cards.texts import LONGEST_LINE
from supervision.problems.models import Assignment
from supervision.problems.states import Purpose


def lines_from_problems(*, unit_ids: Collection[int], user, now: datetime) -> list[LineIdea]:
    """One for each problem that a unit has to rectify, the most urgent first; a day that is over
    is no day to name."""
    owed = Assignment.objects.visible_to(user, at=now).open_still()
    owed = owed.filter(unit__in=unit_ids, purpose=Purpose.RECTIFY).select_related("problem", "unit")
    return [_idea(row, now) for row in owed.order_by("late_at", "pk")[: 3 * MOST_IDEAS]]


def _idea(row: Assignment, now: datetime) -> LineIdea:
    words = _("Rectify: %(problem)s") % {"problem": row.problem.title}
    return LineIdea(
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        text=Truncator(words).chars(LONGEST_LINE),
        until_on=row.due_on if row.due_on >= day_of(now) else None,
        of=f"problem {row.problem_id}",
        source=row.problem.called,
        address=row.problem.get_absolute_url(),
    )
