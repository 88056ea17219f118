"""Writing the draft of a summary, confirming it, and taking it back."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.turn import turn_lamp
from pages.refused import Refused
from pages.words import fitting
from responsibility.cards.figure import whole_figure
from responsibility.cards.summaries.kind import CONFIRMED, TAKEN_BACK
from responsibility.cards.summaries.locked import refuse_closed, summary_to_write
from responsibility.cards.summaries.models import CardSummary, Outcome, SummaryConfirmation
from responsibility.cards.summaries.rights import may_confirm


@transaction.atomic
def write_summary(
    *, by: Actor, now: datetime, summary_id: int, edition: int, **content
) -> CardSummary:
    """Write the draft: its recipient, or a clerk who prepares it; `edition` is the one the writer
    saw. The same words twice are written once.

    Raises:
        CardSummary.DoesNotExist, PermissionDenied: as `summary_to_write`.
        Refused: it is confirmed or not owed, the words do not fit, or another wrote meanwhile.
    """
    summary = summary_to_write(summary_id, by=by, now=now)
    refuse_closed(summary)
    if _write(summary, edition, by=by, now=now, **content):
        _note("card_summary.write", summary, by, now)
    return summary


@transaction.atomic
def confirm_summary(
    *, by: Actor, now: datetime, summary_id: int, edition: int, **content
) -> SummaryConfirmation:
    """Confirm the summary as it is written here: from now on it is the recipient's word, and what
    is owed is met. A second tap confirms nothing more.

    Raises:
        CardSummary.DoesNotExist: there is none, or `by` does not see it.
        PermissionDenied: the card is another's; whoever clerks prepares only.
        Refused: as `write_summary`, or it says nothing.
    """
    summary = _own(summary_id, by=by, now=now)
    if summary.fulfilled_at and _unchanged(summary, _fitting(**content)):
        return summary.confirmations.get(taken_back_at=None)
    refuse_closed(summary)
    _write(summary, edition, by=by, now=now, **content)
    if not summary.text:
        raise Refused(_("Write the summary."), field="text")
    confirmation = summary.confirmations.create(
        confirmed_by=by.user, confirmed_at=now,
        **{name: getattr(summary, name) for name in Outcome.columns()},
    )  # fmt: skip
    turn_lamp(deadline=summary, now=now, cause=CONFIRMED, done=1, fulfilled_at=now)
    _note("card_summary.confirm", summary, by, now, lamp=summary.lamp)
    return confirmation


@transaction.atomic
def take_back_summary(
    *, by: Actor, now: datetime, summary_id: int, reason: str
) -> SummaryConfirmation:
    """Take a confirmed summary back: it is owed again by the same day, its words are a draft.

    Raises:
        CardSummary.DoesNotExist: there is none, or `by` does not see it.
        PermissionDenied: the card is another's.
        Refused: it is not confirmed, or no longer owed, or the reason is missing or too long.
    """
    summary = _own(summary_id, by=by, now=now)
    if refusal := why_not_take_back(summary):
        raise Refused(refusal)
    because = {"of": SummaryConfirmation, "field": "taken_back_because", "at": "reason"}
    reason = fitting(reason, missing=_("Give a reason."), **because)
    confirmation = summary.confirmations.select_for_update().get(taken_back_at=None)
    confirmation.taken_back_at, confirmation.taken_back_because = now, reason
    confirmation.save(update_fields=["taken_back_at", "taken_back_because"])
    turn_lamp(deadline=summary, now=now, cause=TAKEN_BACK, done=0, fulfilled_at=None)
    _note("card_summary.take_back", summary, by, now, lamp=summary.lamp, reason=reason)
    return confirmation


def why_not_take_back(summary: CardSummary) -> str:
    """Why there is nothing to take back; "" where there is."""
    if summary.exempt or not summary.fulfilled_at:
        return _("The summary is not confirmed.")
    return ""


def _own(summary_id: int, *, by: Actor, now: datetime) -> CardSummary:
    summary = CardSummary.objects.lock_visible(summary_id, to=by.user, at=now)
    if not may_confirm(by.user, summary):
        raise PermissionDenied(_("The recipient of the card alone confirms its summary."))
    return summary


def _write(summary: CardSummary, edition: int, *, by: Actor, now: datetime, **content) -> bool:
    """Whether anything was other than it is."""
    content = _fitting(**content)
    if _unchanged(summary, content):
        return False
    if summary.edition != edition:
        raise Refused(_("Somebody else changed this draft meanwhile. Look at it again."))
    written = {**content, "edition": edition + 1, "written_by": by.user, "written_at": now}
    for name, value in written.items():
        setattr(summary, name, value)
    summary.save(update_fields=list(written))
    return True


def _fitting(
    *,
    text: str,
    rule_made: str = "",
    outcome: str = "",
    figure: str = "",
    figure_before: Decimal | None = None,
    figure_after: Decimal | None = None,
) -> dict:
    texts = {"text": text, "rule_made": rule_made, "outcome": outcome}
    fitted = {name: fitting(value, of=Outcome, field=name) for name, value in texts.items()}
    return fitted | whole_figure(Outcome, figure, figure_before, figure_after)


def _unchanged(summary: CardSummary, content: dict) -> bool:
    return all(getattr(summary, name) == value for name, value in content.items())


def _note(action: str, summary: CardSummary, by: Actor, now: datetime, **after) -> None:
    about = {"about": summary, "post_id": summary.post_id}
    record_audit(by=by, now=now, action=action, after=after, **about)
