"""The owner's reply with files, and the report that the record is made good."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from supervision.checks.duties import make_duty, meet
from supervision.checks.findings import CheckReply
from supervision.checks.kind import CORRECTED, REPLIED
from supervision.checks.log import note
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.rights import lock_for
from supervision.checks.states import Act, Purpose, State


@transaction.atomic
def reply(
    *,
    by: Actor,
    now: datetime,
    check_id: int,
    nonce: UUID,
    text: str,
    file_ids: Collection[UUID] = (),
) -> CheckReply:
    """Reply to the findings; a second reply adds to the first. The same nonce replies once.

    The owner's lamp turns; the body that checks is told.

    Raises: as `lock_for`; Refused also where it says nothing, or a file is gone.
    """
    if first := CheckReply.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.REPLY, check_id, by=by, now=now)
    text = fitting(text, of=CheckReply, field="text", missing=_("Write a reply."))
    files = files_to_attach(file_ids, by=by)
    made = CheckReply.objects.create(
        spot_check=case.check, text=text, made_by=by.user, made_at=now, nonce=nonce
    )
    made.files.set(files)
    meet(case.duties.get(Purpose.REPLY), now=now, cause=REPLIED)
    step = note(
        case.check, Act.REPLY, by=by, now=now, post_id=post, to=State.REPLIED, text=text,
        files=len(files),
    )  # fmt: skip
    _tell_checker(case.duties.get(Purpose.CONCLUDE), REPLIED, slot=str(step.pk), now=now)
    return made


@transaction.atomic
def report_corrected(*, by: Actor, now: datetime, check_id: int, text: str) -> SpotCheck:
    """Report that the record was corrected after "insufficient"; `text` says what was supplied.

    The owner's lamp turns; the body that checks looks at it again by a day.

    Raises: as `lock_for`; Refused also where the record was not corrected, or nothing is said.
    """
    case, post = lock_for(Act.CORRECT, check_id, by=by, now=now)
    missing = _("Say what was supplied.")
    text = fitting(text, of=CheckReply, field="text", missing=missing)
    meet(case.duties.get(Purpose.CORRECT), now=now, cause=CORRECTED)
    check = case.check
    owed = make_duty(check, Purpose.CONCLUDE, check.made_in, by=by, now=now, made_in=post)
    about = {"by": by, "now": now, "post_id": post, "record": case.newest.pk}
    step = note(check, Act.CORRECT, to=State.CORRECTED, text=text, **about)
    _tell_checker(owed, CORRECTED, slot=str(step.pk), now=now)
    return check


def _tell_checker(owed: CheckDuty | None, stage: str, *, slot: str, now: datetime) -> None:
    """Each act is told once."""
    if owed:
        owe_reminders(model=CheckDuty, ids=[owed.pk], stage=stage, now=now, slot=slot)
