"""Which drafted plans wait for somebody: to be issued, or to be mended after their return."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.decisions.submitted import RETURNED, SUBMITTED, line_of
from pages.line import Line
from responsibility.organisation.standing import standing_of
from responsibility.plans.models import WorkPlan

TO_ISSUE, TO_MEND = SUBMITTED & Q(issued_at=None), RETURNED & Q(issued_at=None)


def plans_to_decide(*, user, now: datetime) -> list[Line]:
    """What waits for the person: submitted by others, or returned to the person."""
    if not standing_of(user, at=now).office_counties:
        return []
    wrote = Q(authors__contains=[user.pk])
    others = TO_ISSUE & ~wrote & ~Q(submitted_by=user.pk)
    waiting = WorkPlan.objects.managed_by(user, at=now).filter(others | TO_MEND & wrote)
    return [
        line_of(
            plan,
            decide=_("To issue: %(plan)s") % {"plan": plan.title},
            mend=_("Returned: %(plan)s") % {"plan": plan.title},
            address=plan.get_absolute_url(),
            now=now,
        )
        for plan in waiting.select_related("submitted_by", "returned_by").order_by("pk")
    ]


def still_submitted(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the plans `ids` still wait to be issued or returned."""
    return WorkPlan.objects.filter(TO_ISSUE, pk__in=ids).values_list("pk", flat=True)


def still_returned(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the plans `ids` are still to be mended."""
    return WorkPlan.objects.filter(TO_MEND, pk__in=ids).values_list("pk", flat=True)
