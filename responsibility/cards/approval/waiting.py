"""Which drafts of cards wait for somebody: to be approved, or to be mended after their return."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from pages.line import Line
from pages.templatetags.look import day
from responsibility.cards.approval.approvers import approvers_among, granted_in
from responsibility.cards.issues import CardIssue
from responsibility.organisation.standing import standing_of

SUBMITTED = Q(submitted_at__isnull=False, approved_at=None, issued_at=None)
RETURNED = Q(returned_at__isnull=False, submitted_at=None, discarded_at=None, issued_at=None)


def issues_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person, the newest quarter first."""
    if not standing_of(user, at=now).office_counties:
        return []
    mine = RETURNED & Q(written_by=user.pk)
    waiting = CardIssue.objects.managed_by(user, at=now).filter(SUBMITTED | mine)
    named = list(waiting.select_related("audience", "submitted_by", "returned_by"))
    counties = {issue.county_id for issue in named if issue.submitted_at}
    granted = {county: granted_in(county, now=now) for county in counties}
    return [
        _line(issue, now)
        for issue in named
        if issue.returned_at or user.pk in approvers_among(granted[issue.county_id], issue)
    ]


def _line(issue: CardIssue, now: datetime) -> Line:
    if issue.submitted_by:
        icon, words = "clipboard-check", _("To approve: %(cards)s")
        detail = f"{issue.submitted_by.name} · {day(issue.submitted_at, now)}"
    else:
        icon, words = "arrow-back-up", _("Returned: %(cards)s")
        detail = f"{issue.returned_by.name} · {issue.returned_reason}"
    text = words % {"cards": issue.called}
    return Line(icon=icon, text=text, address=issue.get_absolute_url(), detail=detail)


def still_submitted(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the issues `ids` still wait for their approval."""
    return CardIssue.objects.filter(SUBMITTED, pk__in=ids).values_list("pk", flat=True)


def still_returned(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the issues `ids` are still to be mended."""
    return CardIssue.objects.filter(RETURNED, pk__in=ids).values_list("pk", flat=True)
