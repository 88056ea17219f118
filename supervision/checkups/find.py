"""Writing down what is found about a question, and taking it back (M000-23)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.checkups.findings import CheckupFinding
from supervision.checkups.log import note
from supervision.checkups.rights import lock_for
from supervision.checkups.states import Act


@transaction.atomic
def write_finding(
    *, by: Actor, now: datetime, checkup_id: int, question_id: int, nonce: UUID, text: str
) -> CheckupFinding:
    """Write a finding about a question down. The same nonce writes it once. The unit reads it once
    the checkup is concluded, or once it is a problem assigned to it.

    Raises: as `lock_for`; TemplateQuestion.DoesNotExist: it is not asked; Refused also where
        nothing is said.
    """
    case, post = lock_for(Act.FIND, checkup_id, by=by, now=now)
    checkup = case.checkup
    if first := CheckupFinding.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    question = checkup.version.questions.get(pk=question_id)
    text = fitting(text, of=CheckupFinding, field="text", missing=_("Write what is found."))
    number = max((finding.number for finding in case.findings), default=0) + 1
    finding = CheckupFinding.objects.create(
        checkup=checkup, question=question, number=number, text=text, made_by=by.user,
        made_in_id=post, made_at=now, nonce=nonce,
    )  # fmt: skip
    note(checkup, Act.FIND, by=by, now=now, post_id=post, finding=number)
    return finding


@transaction.atomic
def drop_finding(
    *, by: Actor, now: datetime, checkup_id: int, finding_id: int, reason: str
) -> CheckupFinding:
    """Take a finding back with a reason: it stays readable for who checks, and counts no more.

    Raises: as `lock_for`; CheckupFinding.DoesNotExist: there is none; Refused also without a
        reason, or where it is a problem that stands.
    """
    case, post = lock_for(Act.DROP, checkup_id, by=by, now=now)
    finding = case.checkup.findings.select_for_update().get(pk=finding_id)
    if finding.pk not in {row.pk for row in case.droppable}:
        raise Refused(_("It is taken back, or it is a problem: withdraw the problem first."))
    reason = fitting(
        reason, of=CheckupFinding, field="dropped_because", missing=_("Give a reason."),
        at="reason",
    )  # fmt: skip
    finding.dropped_by, finding.dropped_at, finding.dropped_because = by.user, now, reason
    finding.save(update_fields=["dropped_by", "dropped_at", "dropped_because"])
    about = {"finding": finding.number, "text": reason}
    note(case.checkup, Act.DROP, by=by, now=now, post_id=post, **about)
    return finding
