"""What was done with a dispatch, in sentences, the newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.templatetags.look import day_week
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep

Step = DispatchStep.Step


@dataclass(frozen=True)
class Line:
    """`who` did `what` at `at` (aware); `text` what it meant, `before` and `after` the words."""

    who: str
    what: str
    at: datetime
    text: str
    reason: str
    before: str = ""
    after: str = ""


def lines_of(act: Dispatch, *, now: datetime) -> list[Line]:
    steps = act.steps.select_related("by").order_by("-pk")
    return [_line(step, now) for step in steps]


def _line(step: DispatchStep, now: datetime) -> Line:
    words = step.step == Step.TEXT_CHANGED
    return Line(
        who=step.by.name if step.by else _("The platform"),
        what=step.get_step_display(),
        at=step.at,
        text=_text(step, now),
        reason=step.reason,
        before=step.before if words else "",
        after=step.after if words else "",
    )


def _text(step: DispatchStep, now: datetime) -> str:
    if step.step == Step.GIVEN:
        words = ngettext(
            "To %(count)d post, due on %(day)s.", "To %(count)d posts, due on %(day)s.", step.tasks
        )
        return words % {"count": step.tasks, "day": _day(step.after, now)}
    count = {"count": step.tasks}
    if step.step == Step.DAY_MOVED:
        words = ngettext(
            "From %(was)s to %(day)s, for %(count)d task.",
            "From %(was)s to %(day)s, for %(count)d tasks.",
            step.tasks,
        )
        return words % (count | {"was": _day(step.before, now), "day": _day(step.after, now)})
    if not step.tasks:
        return ""
    if step.step == Step.TAKEN_BACK:
        words = ngettext(
            "%(count)d open task is owed no longer.", "%(count)d open tasks are owed no longer.",
            step.tasks,
        )  # fmt: skip
        return words % count
    return ngettext("%(count)d task.", "%(count)d tasks.", step.tasks) % count


def _day(iso: str, now: datetime) -> str:
    return day_week(date.fromisoformat(iso), now)
