"""A problem that who was talked to brought up becomes one of the ledger, by its own verb."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.standing import standing_of
from supervision.problems.enter import enter_problem
from supervision.problems.models import Problem
from supervision.problems.rights import post_over
from supervision.talks.log import note
from supervision.talks.models import TalkClaim
from supervision.talks.rights import Case, lock_for
from supervision.talks.states import Act, State


def may_enter(user, case: Case, *, at: datetime) -> bool:
    """Whether the person enters problems of the unit: also among who talks not everybody."""
    return post_over(standing_of(user, at=at), case.talk.unit) is not None


@transaction.atomic
def enter_claim(
    *,
    by: Actor,
    now: datetime,
    talk_id: int,
    claim_id: int,
    nonce: UUID,
    title: str,
    text: str,
    source_id: int,
    type_id: int,
    severity_id: int,
) -> Problem:
    """Enter what somebody brought up as a problem of the unit, found on the day of the talk.

    Raises: as `lock_for` and `enter_problem`; TalkClaim.DoesNotExist: it is none of the talk;
        Refused also where it is a problem already.
    """
    case, post = lock_for(Act.ENTER, talk_id, by=by, now=now)
    if not may_enter(by.user, case, at=now):
        raise PermissionDenied(_("Only who supervises the unit enters its problems."))
    claims = TalkClaim.objects.select_for_update(of=("self",))
    claim = claims.get(pk=claim_id, person__talk=case.talk)
    if claim.problem_id:
        raise Refused(_("It is a problem already."))
    problem = enter_problem(
        by=by, now=now, nonce=nonce, unit_id=case.talk.unit_id, title=title, text=text,
        source_id=source_id, type_id=type_id, severity_id=severity_id, found_on=day_of(now),
        found_by=case.talk.made_in.unit.name[:80],
    )  # fmt: skip
    claim.problem = problem
    claim.save(update_fields=["problem"])
    about = {"by": by, "now": now, "post_id": post, "problem": problem.pk}
    note(case.talk, Act.ENTER, to=State(case.talk.state), text=problem.called, **about)
    return problem
