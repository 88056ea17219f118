"""What problems have to say on the desk: what waits for somebody who supervises, or is offered."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from pages.line import Line
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.problems.models import Problem
from supervision.problems.rectification import CloseOut
from supervision.problems.states import State

WAITING = {
    State.FOUND: ngettext_lazy(
        "%(count)d problem to assign", "%(count)d problems to assign", "count"
    ),
    State.APPLIED: ngettext_lazy(
        "%(count)d rectification to verify", "%(count)d rectifications to verify", "count"
    ),
    State.VERIFIED: ngettext_lazy(
        "%(count)d closing to approve", "%(count)d closings to approve", "count"
    ),
}
OFFERED = ngettext_lazy(
    "%(count)d problem to take over or refuse", "%(count)d problems to take over or refuse", "count"
)
TAB = {State.FOUND: "found", State.APPLIED: "check", State.VERIFIED: "check"}


def problems_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person to assign, verify, approve or take over; in one query.

    What somebody applied for or verified does not wait for themselves.
    """
    standing = standing_of(user, at=now)
    if not (standing.office_counties or urging_posts(standing) or standing.led_units):
        return []
    open_ones = CloseOut.objects.filter(approved_at=None, returned_at=None)
    own = open_ones.filter(applied_by=user) | open_ones.filter(verified_by=user)
    seen = Problem.objects.visible_to(user, at=now).filter(state__in=[*WAITING, *OFFERS])
    rows = list(seen.exclude(assignments__close_outs__in=own).order_by("made_at", "pk"))
    over = [
        row for row in rows
        if row.unit_id not in standing.own_units
        and (row.county_id in standing.office_counties or row.unit_id in standing.supervised_units)
    ]  # fmt: skip
    lines = [
        line
        for state, words in WAITING.items()
        for line in _line([row for row in over if row.state == state], words, TAB[state])
    ]
    offered = [row for row in rows if row.offered_to_id in standing.led_units]
    return [*lines, *_line(offered, OFFERED, "open", urgent=True)]


OFFERS = [State.ASSIGNED, State.RECTIFYING]


def _line(problems: Sequence[Problem], text, tab: str, *, urgent: bool = False) -> list[Line]:
    """A line that leads to the one there is, or to their tab; none where there is none."""
    if not problems:
        return []
    several = f"{reverse('problem-list')}?show={tab}"
    address = problems[0].get_absolute_url() if len(problems) == 1 else several
    words = text % {"count": len(problems)}
    return [Line(icon="list-check", text=words, address=address, urgent=urgent)]
