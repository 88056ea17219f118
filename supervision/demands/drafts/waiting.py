"""Which drafts wait, for an approval or for their author."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from pages.line import Line
from responsibility.organisation.standing import standing_of
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.states import DraftState

TO_APPROVE = ngettext_lazy("%(count)d demand to approve", "%(count)d demands to approve", "count")
SENT_BACK = ngettext_lazy(
    "%(count)d draft of a demand sent back", "%(count)d drafts of demands sent back", "count"
)


def drafts_on_desk(*, user, now: datetime) -> list[Line]:
    """What the person may approve, and own drafts that were sent back; in one query."""
    standing = standing_of(user, at=now)
    if not standing.office_counties and not standing.supervising_posts:
        return []
    seen = DemandDraft.objects.visible_to(user, at=now)
    own = seen.filter(made_by=user.pk, state=DraftState.RETURNED)
    rows = list((own | seen.approved_by_others(user, at=now)).order_by("pk"))
    return [
        *_line([row for row in rows if row.state == DraftState.WAITS], TO_APPROVE),
        *_line([row for row in rows if row.state == DraftState.RETURNED], SENT_BACK),
    ]


def _line(drafts: Sequence[DemandDraft], words) -> list[Line]:
    """A line that leads to the one there is, or to all; none where there is none."""
    if not drafts:
        return []
    address = drafts[0].get_absolute_url() if len(drafts) == 1 else reverse("demand-drafts")
    return [Line(icon="gavel", text=words % {"count": len(drafts)}, address=address)]


def still_waits(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the drafts `ids` are still to be approved."""
    waiting = DemandDraft.objects.filter(pk__in=ids, state=DraftState.WAITS)
    return waiting.values_list("pk", flat=True)
