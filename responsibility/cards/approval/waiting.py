"""Which drafts of cards wait for somebody: to be approved, or to be mended after their return."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.decisions.submitted import RETURNED, SUBMITTED, line_of
from pages.line import Line
from responsibility.cards.approval.approvers import approvers_among, granted_in
from responsibility.cards.issues import CardIssue
from responsibility.organisation.standing import standing_of

TO_APPROVE = SUBMITTED & Q(approved_at=None, issued_at=None)
TO_MEND = RETURNED & Q(discarded_at=None, issued_at=None)


def issues_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person, the newest quarter first."""
    if not standing_of(user, at=now).office_counties:
        return []
    mine = TO_MEND & Q(written_by=user.pk)
    waiting = CardIssue.objects.managed_by(user, at=now).filter(TO_APPROVE | mine)
    named = list(waiting.select_related("audience", "submitted_by", "returned_by"))
    counties = {issue.county_id for issue in named if issue.submitted_at}
    granted = {county: granted_in(county, now=now) for county in counties}
    return [
        line_of(
            issue,
            decide=_("To approve: %(cards)s") % {"cards": issue.called},
            mend=_("Returned: %(cards)s") % {"cards": issue.called},
            address=issue.get_absolute_url(),
            now=now,
        )
        for issue in named
        if not issue.submitted_at or user.pk in approvers_among(granted[issue.county_id], issue)
    ]


def still_submitted(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the issues `ids` still wait for their approval."""
    return CardIssue.objects.filter(TO_APPROVE, pk__in=ids).values_list("pk", flat=True)


def still_returned(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the issues `ids` are still to be mended."""
    return CardIssue.objects.filter(TO_MEND, pk__in=ids).values_list("pk", flat=True)
