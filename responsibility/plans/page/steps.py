"""What was done with a plan or an item of it, in words, the newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pages.templatetags.look import day_week
from responsibility.plans.history import PlanStep

MOST = 30  # of a page


@dataclass(frozen=True)
class Line:
    """`who` did `what` at `at` (aware), to the item `about`; `before` and `after` in words."""

    who: str
    what: str
    at: datetime
    reason: str
    about: str
    address: str
    before: str
    after: str


def lines_of(steps: QuerySet[PlanStep], *, now: datetime) -> list[Line]:
    rows = steps.select_related("by", "item__parent").order_by("-pk")
    return [_line(step, now) for step in rows[:MOST]]


def _line(step: PlanStep, now: datetime) -> Line:
    days = step.step == PlanStep.Step.DAY_MOVED
    before, after = (
        day_week(date.fromisoformat(words), now) if days else words
        for words in (step.before, step.after)
    )
    item = step.item
    return Line(
        who=step.by.name if step.by else _("The platform"),
        what=step.get_step_display(),
        at=step.at,
        reason=step.reason,
        about=f"{item.label} {item.text}" if item else "",
        address=item.get_absolute_url() if item else "",
        before=before,
        after=after,
    )
