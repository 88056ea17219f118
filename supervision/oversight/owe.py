"""That somebody decides by a day: owed with what is asked, met by the decision (asked/table.py)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from responsibility.owed.instants import born_with
from responsibility.owed.models import OwedByPost
from supervision.oversight.asked.base import Asked
from supervision.oversight.asked.requests import AskedForTime
from supervision.oversight.asked.table import asked_by
from supervision.oversight.kind import DECIDED, REQUEST_TAKEN_BACK
from supervision.oversight.models import DecisionDuty
from supervision.problems.starter import last_day_or_usual

LONGEST = DecisionDuty._meta.get_field("subject").max_length


def extension_day(*, deadline: OwedByPost, now: datetime) -> date:
    """By which day a request for an extension is decided: the county's time limit."""
    about = {"county_id": deadline.county_id, "unit_id": deadline.unit_id}
    return last_day_or_usual(AskedForTime.limit, on=day_of(now), **about)


def owe_decision(*, about: Any, now: datetime) -> None:
    """Whoever is to decide on the row `about` owes it; once, however much is added to it, and
    nobody where nobody may decide."""
    matter = asked_by(about)
    if DecisionDuty.objects.filter(**_which(matter)).open_still().exists():
        return
    post, asker = matter.post(now=now), matter.asker
    if post is None or asker is None:
        return
    with translation.override(settings.LANGUAGE_CODE):  # it is read by others
        subject = matter.subject[:LONGEST]
    due_on, county_id = matter.due_on(post, now=now), post.unit.the_county_id
    DecisionDuty.objects.create(
        post=post,
        unit_id=post.unit_id,
        subject=subject,
        asked_by_id=asker,
        asked_at=now,
        **_which(matter),
        **matter.concerned(post),
        **born_with(county_id=county_id, due_on=due_on, now=now),
    )


def end_decision(*, about: Any, by: Actor, now: datetime, taken_back: bool = False) -> None:
    """Decided on, the lamp turns; taken back, nothing is to be decided, and a red stays in the
    ledger."""
    open_ones = DecisionDuty.objects.filter(**_which(asked_by(about))).open_still()
    for duty in DecisionDuty.objects.lock(list(open_ones.values_list("pk", flat=True))):
        if taken_back:
            reason = _("The request is taken back.")
            exempt_locked(deadline=duty, by=by, now=now, reason=reason, cause=REQUEST_TAKEN_BACK)
        else:
            turn_lamp(deadline=duty, now=now, cause=DECIDED, done=1, fulfilled_at=now)


def _which(matter: Asked) -> dict[str, Any]:
    return {matter.column: matter.row}
