"""A finding becomes a problem of the ledger, in one act and by the ledger's own verb (M000-23)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from supervision.checkups.log import note
from supervision.checkups.rights import lock_for
from supervision.checkups.states import Act
from supervision.problems.enter import enter_problem
from supervision.problems.models import Problem
from supervision.problems.terms import Term

SOURCE = "political_checkup"  # the code of the word that is offered first


@transaction.atomic
def enter_finding(
    *,
    by: Actor,
    now: datetime,
    checkup_id: int,
    finding_id: int,
    nonce: UUID,
    title: str,
    text: str,
    source_id: int,
    type_id: int,
    severity_id: int,
) -> Problem:
    """Enter a finding as a problem of the checked unit, found by the body on the finding's day. The
    problem bears the finding's number, and each leads to the other.

    Raises: as `lock_for` and `enter_problem`; CheckupFinding.DoesNotExist: there is none; Refused
        also where it is a problem already or taken back.
    """
    case, post = lock_for(Act.ENTER, checkup_id, by=by, now=now)
    checkup = case.checkup
    rows = checkup.findings.select_for_update(of=("self",)).select_related("made_in__unit")
    finding = rows.get(pk=finding_id)
    if finding.pk not in {row.pk for row in case.enterable}:
        raise Refused(_("It is a problem already, or it was taken back."))
    problem = enter_problem(
        by=by, now=now, nonce=nonce, unit_id=checkup.unit_id, title=title, text=text,
        source_id=source_id, type_id=type_id, severity_id=severity_id,
        found_on=day_of(finding.made_at), found_by=finding.made_in.unit.name[:80],
        basis=checkup.version.basis, origin=finding.called,
    )  # fmt: skip
    finding.problem = problem
    finding.save(update_fields=["problem"])
    about = {"finding": finding.number, "problem": problem.pk}
    note(checkup, Act.ENTER, by=by, now=now, post_id=post, text=problem.called, **about)
    return problem


def source_offered(county_id: int) -> Term | None:
    """The source that the form offers first."""
    return Term.objects.of_county(county_id, Term.Kind.SOURCE).filter(code=SOURCE).first()
