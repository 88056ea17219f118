"""Drafting a demand that another person approves, changing and discarding it (domain 3.2 c)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from supervision.demands.asks import Ask, asks_of_tasks, asks_of_unit, checked
from supervision.demands.demand import in_the_commissions_name
from supervision.demands.drafts.kind import SUBMITTED
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.states import Act, DraftState
from supervision.demands.steps import DemandStep
from supervision.oversight.owe import end_decision, owe_decision
from supervision.papers.approval import approvers
from supervision.papers.steps import write_step


@transaction.atomic
def draft_demand(
    *, by: Actor, now: datetime, nonce: UUID, task_ids: Collection[int], text: str, reply_by: date
) -> list[DemandDraft]:
    """Draft a demand about tasks: one for each post that owes them. Whoever may approve is told.
    The same nonce drafts once.

    Raises: as `asks_of_tasks`; Refused also where nobody else could approve it, the demand goes
    out of no body of the commission, or the text or day will not do.
    """
    if made := _made_before(by, nonce):
        return made
    asks = asks_of_tasks(task_ids, by=by, now=now)
    return _drafted(asks, by=by, now=now, nonce=nonce, text=text, reply_by=reply_by)


@transaction.atomic
def draft_demand_of_unit(
    *, by: Actor, now: datetime, nonce: UUID, unit_id: int, text: str, reply_by: date
) -> list[DemandDraft]:
    """Draft a demand of the unit's principal officer about all that is red in the unit.

    Raises: as `asks_of_unit`, and as `draft_demand`.
    """
    if made := _made_before(by, nonce):
        return made
    asks = asks_of_unit(unit_id, by=by, now=now)
    return _drafted(asks, by=by, now=now, nonce=nonce, text=text, reply_by=reply_by)


@transaction.atomic
def revise_draft(
    *, by: Actor, now: datetime, draft_id: int, text: str, reply_by: date
) -> DemandDraft:
    """Change an own draft and submit it anew.

    Raises:
        DemandDraft.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: another person drafted it.
        Refused: it is sent or discarded, or the text or day will not do.
    """
    draft = _own(draft_id, by, now)
    draft.text, draft.reply_by = checked(text, reply_by, now), reply_by
    draft.state = DraftState.WAITS
    draft.save(update_fields=["text", "reply_by", "state"])
    _submit(draft, Act.REVISE, by=by, now=now, text=draft.text)
    return draft


@transaction.atomic
def discard_draft(*, by: Actor, now: datetime, draft_id: int, reason: str) -> DemandDraft:
    """Discard an own draft, with a reason: it stays readable, and has no number.

    Raises: as `revise_draft`.
    """
    draft = _own(draft_id, by, now)
    missing = _("Give a reason.")
    reason = fitting(reason, of=DemandStep, field="text", missing=missing, at="reason")
    draft.state = DraftState.DISCARDED
    draft.save(update_fields=["state"])
    end_decision(about=draft, by=by, now=now, taken_back=True)
    act = {"by": by, "now": now, "post_id": draft.made_in_id, "text": reason}
    write_step(draft, Act.DISCARD, state=draft.state, **act)
    return draft


def lock_draft(draft_id: int, *, by: Actor, now: datetime) -> DemandDraft:
    """The draft, locked, still to be approved or changed.

    Raises:
        DemandDraft.DoesNotExist: there is none, or it is not visible to the person.
    """
    visible = DemandDraft.objects.visible_to(by.user, at=now)
    rows = visible.select_related("post__unit", "made_in", "made_by")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=draft_id)


def _made_before(by: Actor, nonce: UUID) -> list[DemandDraft]:
    return list(DemandDraft.objects.filter(made_by=by.user, nonce=nonce).order_by("pk"))


def _drafted(
    asks: Sequence[Ask], *, by: Actor, now: datetime, nonce: UUID, text: str, reply_by: date
) -> list[DemandDraft]:
    text = checked(text, reply_by, now)
    if not in_the_commissions_name(asks):
        raise Refused(_("Within the own unit nobody approves it: demand the answer at once."))
    drafts = []
    for ask in asks:
        draft = DemandDraft.objects.create(
            county_id=ask.post.unit.the_county_id, post=ask.post, unit_id=ask.post.unit_id,
            whole_unit=ask.whole_unit, text=text, reply_by=reply_by, made_by=by.user,
            made_in_id=ask.made_in, made_at=now, nonce=nonce,
        )  # fmt: skip
        draft.tasks.set(ask.tasks)
        _submit(draft, Act.DRAFT, by=by, now=now, text=text)
        drafts.append(draft)
    return drafts


def _submit(draft: DemandDraft, act: Act, *, by: Actor, now: datetime, text: str) -> None:
    """Tell who may approve it; each submission is told once.

    Raises:
        Refused: nobody else could approve it.
    """
    people = [person.pk for person in approvers(draft, at=now)]
    if not people:
        raise Refused(_("Nobody else could approve it: name another person of the office first."))
    about = {"post": draft.post_id, "due_on": draft.reply_by}
    done = {"by": by, "now": now, "post_id": draft.made_in_id, "after": about}
    step = write_step(draft, act, state=draft.state, text=text, **done)
    owe_decision(about=draft, now=now)
    owe_reminders(
        model=DemandDraft, ids=[draft.pk], stage=SUBMITTED, now=now, slot=str(step.pk), to=people,
        asked_by_id=by.user.pk,
    )  # fmt: skip


def _own(draft_id: int, by: Actor, now: datetime) -> DemandDraft:
    draft = lock_draft(draft_id, by=by, now=now)
    if draft.made_by_id != by.user.pk:
        raise PermissionDenied(_("Only who drafted it changes it."))
    if not draft.is_open:
        raise Refused(_("It is sent or discarded already."))
    return draft
