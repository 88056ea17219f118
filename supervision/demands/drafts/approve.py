"""Approving a drafted demand, which sends it, or sending the draft back (审批、签发)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from supervision.demands.asks import Ask, ask_again, checked
from supervision.demands.demand import issue
from supervision.demands.drafts.draft import lock_draft
from supervision.demands.drafts.kind import RETURNED, SENT
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.states import Act, DraftState, State
from supervision.demands.steps import DemandStep
from supervision.oversight.owe import end_decision
from supervision.papers.approval import approving_post
from supervision.papers.steps import write_step


@transaction.atomic
def decide_draft(
    *, by: Actor, now: datetime, draft_id: int, accepted: bool, reason: str = ""
) -> DemandDraft:
    """Approve the draft, and it is sent as a demand under the next number; or send it back to who
    drafted it with a `reason`. Who drafted it is told of either.

    What is done by now, or demanded of otherwise, is left out of it.

    Raises:
        DemandDraft.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: it is the own draft, or not for the person to approve.
        Refused: it does not wait for an approval; nothing is left to demand, nobody could answer,
            its day has passed; or it is sent back without a reason.
    """
    draft = lock_draft(draft_id, by=by, now=now)
    post = approving_post(by.user, draft, at=now)
    if post is None:
        raise PermissionDenied(_("Another person approves it: nobody the own draft."))
    if draft.state != DraftState.WAITS:
        raise Refused(_("It does not wait for an approval."))
    missing = "" if accepted else _("Give a reason.")
    reason = fitting(reason, of=DemandStep, field="text", missing=missing, at="reason")
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    (_send if accepted else _return)(draft, act)
    end_decision(about=draft, by=by, now=now)
    stage = SENT if accepted else RETURNED
    slot = str(draft.steps.latest("pk").pk)
    owe_reminders(model=DemandDraft, ids=[draft.pk], stage=stage, now=now, slot=slot,
                  to=[draft.made_by_id])  # fmt: skip
    return draft


def _return(draft: DemandDraft, act: dict) -> None:
    draft.state = DraftState.RETURNED
    draft.save(update_fields=["state"])
    write_step(draft, Act.RETURN_DRAFT, state=draft.state, **act)


def _send(draft: DemandDraft, act: dict) -> None:
    now = act["now"]
    text = checked(draft.text, draft.reply_by, now)
    ask = Ask(draft.post, draft.made_in_id, list(draft.tasks.all()), draft.whole_unit)
    (demand,) = issue(
        [ask_again(ask, now=now)], author=draft.made_by, now=now, nonce=draft.nonce, text=text,
        reply_by=draft.reply_by, approver=act["by"].user,
    )  # fmt: skip
    draft.state, draft.demand = DraftState.APPROVED, demand
    draft.save(update_fields=["state", "demand"])
    about = {"post": demand.post_id, "due_on": demand.due_on, "tasks": len(demand.asked)}
    write_step(draft, Act.APPROVE, state=State.AWAITED, **act, after=about)
    draft.steps.update(demand=demand)
