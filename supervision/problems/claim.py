"""Claiming a problem as one's own, with a statement (主动认领; M001-14)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.problems.log import note
from supervision.problems.rectification import ProblemClaim
from supervision.problems.rights import lock_for
from supervision.problems.states import Act


@transaction.atomic
def claim(*, by: Actor, now: datetime, problem_id: int, text: str) -> ProblemClaim:
    """Take the problem up as the own one, in own words; it changes no lamp and no deadline.

    Raises: as `lock_for`; Refused also where it is claimed already, or says nothing.
    """
    case, post = lock_for(Act.CLAIM, problem_id, by=by, now=now)
    if case.problem.claims.filter(claimed_by=by.user).exists():
        raise Refused(_("You have claimed it already."))
    text = fitting(text, of=ProblemClaim, field="text", missing=_("Say it in your own words."))
    made = ProblemClaim.objects.create(
        problem=case.problem, text=text, claimed_by=by.user, claimed_at=now
    )
    note(case.problem, Act.CLAIM, by=by, now=now, post_id=post, text=text)
    return made
