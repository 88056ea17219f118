"""Stating what is asked or found, section by section; the owner replies by a day."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from supervision.checks.duties import make_duty, meet
from supervision.checks.findings import Finding
from supervision.checks.kind import FOUND
from supervision.checks.log import note
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.rights import lock_for
from supervision.checks.states import Act, Purpose, Section, State


@transaction.atomic
def state_finding(
    *, by: Actor, now: datetime, check_id: int, findings: Mapping[str, str]
) -> SpotCheck:
    """State what was found in a drawn record; its owner is to reply.

    Raises: as `lock_for`; Refused also where nothing is asked or a text is too long.
    """
    case, post = lock_for(Act.FIND, check_id, by=by, now=now)
    meet(case.duties.get(Purpose.CONCLUDE), now=now, cause=FOUND)
    return write_findings(case.check, findings, by=by, now=now, post_id=post, act=Act.FIND)


def write_findings(
    check: SpotCheck,
    findings: Mapping[str, str],
    *,
    by: Actor,
    now: datetime,
    post_id: int,
    act: Act,
) -> SpotCheck:
    """Write `findings` down by section, ask the owner for a reply by a day, and let the body that
    checks owe the conclusion after it; rights are the caller's.

    Raises:
        Refused: there is none, or a text is too long.
    """
    rows = [
        Finding(
            spot_check=check,
            section=section,
            text=fitting(findings.get(section, ""), of=Finding, field="text", at=section),
        )
        for section in Section.values
    ]
    rows = [row for row in rows if row.text]
    if not rows:
        raise Refused(_("Say what is to be explained, in one section at least."), field="text")
    Finding.objects.bulk_create(rows)
    act_of = {"by": by, "now": now, "made_in": post_id}
    reply = make_duty(check, Purpose.REPLY, check.post, **act_of)
    make_duty(check, Purpose.CONCLUDE, check.made_in, after=reply.due_on, **act_of)
    about = {"record": check.record_id, "due_on": reply.due_on}
    note(check, act, by=by, now=now, post_id=post_id, to=State.ASKED, **about)
    owe_reminders(model=CheckDuty, ids=[reply.pk], stage=FOUND, now=now)
    return check
