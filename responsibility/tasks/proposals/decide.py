"""Deciding on a proposed item: another person of the office approves it, or returns it."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.rooms import decision_ended
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.lists.models import DutyItem
from responsibility.organisation.office import audit_office
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.proposals.kind import DECIDED
from responsibility.tasks.proposals.models import ItemProposal

# The nonce of what is given out follows from the proposal: approved twice, it is given out once.
NONCES = UUID("5a3c1c1e-53cf-4d0d-8a77-1f2b76a1c9d4")


@transaction.atomic
def approve(*, proposal_id: int, by: Actor, now: datetime) -> ItemProposal:
    """Approve an item: it is given out to its posts as an individual task, as any dispatch is
    (ten minutes to take it back), and who proposed it hears of it.

    Raises:
        ItemProposal.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: it does not wait any more, `by` proposed it, or its day will not do any more.
    """
    proposal = _waiting(proposal_id, by, now)
    with translation.override(settings.LANGUAGE_CODE):  # it is read by others
        ground = f"{proposal.get_ground_kind_display()}: {proposal.ground}"
    try:
        proposal.dispatch = dispatch(
            by=by,
            now=now,
            nonce=uuid5(NONCES, str(proposal.pk)),
            county_id=proposal.county_id,
            title=proposal.text,
            text="\n".join(filter(None, [proposal.measure, ground])),
            category=proposal.category,
            due_on=proposal.due_on,
            required=proposal.required,
            basis="",
            posts=list(proposal.posts.all()),
            task_kind=DutyItem.TaskKind.INDIVIDUAL,
        )
    except Refused as refusal:  # its day, which no field here asks for
        raise Refused(str(refusal)) from refusal
    return _decided(proposal, "proposal.approve", {"dispatch": proposal.dispatch.pk}, by, now)


@transaction.atomic
def send_back_proposal(*, proposal_id: int, reason: str, by: Actor, now: datetime) -> ItemProposal:
    """Return a proposed item with a reason, which who proposed it reads. Raises as `approve`."""
    proposal = _waiting(proposal_id, by, now)
    proposal.reason = fitting(reason, of=ItemProposal, field="reason", missing=_("Give a reason."))
    return _decided(proposal, "proposal.send_back", {"reason": proposal.reason}, by, now)


def why_not_decided(proposal: ItemProposal, user) -> str:
    """Why `user` may not decide on it; "" where he may."""
    if proposal.proposed_by_id == user.pk:
        return _("Somebody else of the office decides: you have proposed it.")
    return ""


def _waiting(proposal_id: int, by: Actor, now: datetime) -> ItemProposal:
    managed = ItemProposal.objects.managed_by(by.user, at=now).select_related("category")
    proposal = managed.select_for_update(of=("self",), no_key=True).get(pk=proposal_id)
    if not proposal.waits:
        raise Refused(_("It does not wait any more."))
    if sentence := why_not_decided(proposal, by.user):
        raise Refused(sentence)
    return proposal


def _decided(proposal: ItemProposal, action: str, after: dict, by: Actor, now: datetime):
    proposal.decided_by, proposal.decided_at = by.user, now
    proposal.save(update_fields=["decided_by", "decided_at", "dispatch", "reason"])
    decision_ended(about=proposal, by=by, now=now)
    audit_office(action=action, about=proposal, by=by, now=now, after=after)
    owe_reminders(
        model=ItemProposal, ids=[proposal.pk], stage=DECIDED, now=now,
        to=[proposal.proposed_by_id], asked_by_id=by.user.pk,
    )  # fmt: skip
    return proposal
