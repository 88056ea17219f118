"""Beginning to close a quarter, carrying over what is unfinished, submitting to a second person."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.quarter import Quarter
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from supervision.closings.carried import CarriedOver, ClosingStep
from supervision.closings.models import Closing
from supervision.closings.states import Act, State
from supervision.closings.unfinished import unfinished
from supervision.papers.steps import write_step


@transaction.atomic
def open_closing(*, quarter: Quarter, by: Actor, now: datetime) -> Closing:
    """Begin to close a quarter of the county whose office `by` works in; the one there is, where
    somebody has begun.

    Raises:
        PermissionDenied: the person works in no commission office.
        Refused: the quarter is not over.
    """
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office closes a quarter."))
    if day_of(now) < quarter.end:
        raise Refused(_("The quarter is not over yet."), field="quarter")
    closing, new = Closing.objects.get_or_create(
        county_id=min(counties), year=quarter.year, quarter=quarter.number
    )
    if new:
        write(closing, Act.OPEN, by=by, now=now)
    return closing


@transaction.atomic
def carry_over(
    *, closing_id: int, codes: Collection[str], reason: str, by: Actor, now: datetime
) -> list[CarriedOver]:
    """Carry what is unfinished over, with a reason: a dated row each, nothing of it is changed.
    What is decided or carried over by now is left out.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: the closing is submitted or closed, nothing is chosen, or the reason is missing.
    """
    closing = lock_closing(by=by, now=now, pk=closing_id)
    _refuse_unless_open(closing)
    missing = _("Give a reason.")
    reason = fitting(reason, of=CarriedOver, field="reason", missing=missing)
    chosen = [item for item in unfinished(closing, now=now).undecided if item.code in codes]
    if not chosen:
        raise Refused(_("Tick what is to be carried over."), field="codes")
    rows = [
        closing.carried.create(
            **{f"{item.what.value}_id": item.pk}, reason=reason, made_by=by.user, made_at=now
        )
        for item in chosen
    ]
    after = {"items": len(rows)}
    write(closing, Act.CARRY, by=by, now=now, text=reason, after=after)
    return rows


@transaction.atomic
def take_back_carried(*, carried_id: int, by: Actor, now: datetime) -> CarriedOver:
    """Take a carrying-over back, while the closing is in preparation.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is taken back already, or the closing is submitted or closed.
    """
    closing = lock_closing(by=by, now=now, carried=carried_id)
    row = closing.carried.get(pk=carried_id)
    if row.ended_at:
        raise Refused(_("It is taken back already."))
    _refuse_unless_open(closing)
    row.ended_by, row.ended_at = by.user, now
    row.save(update_fields=["ended_by", "ended_at"])
    write(closing, Act.UNCARRY, by=by, now=now, text=row.reason)
    return row


@transaction.atomic
def submit_closing(*, closing_id: int, by: Actor, now: datetime) -> Closing:
    """Submit it to a second person of the office.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is submitted or closed, or something is neither decided nor carried over.
    """
    closing = lock_closing(by=by, now=now, pk=closing_id)
    _refuse_unless_open(closing)
    refuse_undecided(closing, now=now)
    closing.state, closing.submitted_by, closing.submitted_at = State.WAITS, by.user, now
    closing.save(update_fields=["state", "submitted_by", "submitted_at"])
    write(closing, Act.SUBMIT, by=by, now=now)
    return closing


@transaction.atomic
def take_back_submission(*, closing_id: int, reason: str, by: Actor, now: datetime) -> Closing:
    """Take the own submission back, with a reason, before it is confirmed.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        PermissionDenied: another person submitted it.
        Refused: it does not wait, or the reason is missing.
    """
    closing = lock_closing(by=by, now=now, pk=closing_id)
    refuse_unless_waiting(closing)
    if closing.submitted_by_id != by.user.pk:
        raise PermissionDenied(_("Only who submitted it takes it back."))
    reopen(closing, Act.TAKE_BACK, reason=reason, by=by, now=now)
    return closing


def lock_closing(*, by: Actor, now: datetime, **which: int) -> Closing:
    """The closing named by its id or by something of it, locked. Raises DoesNotExist where it is
    not of a county whose office `by` works in."""
    mine = Closing.objects.managed_by(by.user, at=now)
    return mine.select_for_update(no_key=True, of=("self",)).get(**which)


def reopen(closing: Closing, act: Act, *, reason: str, by: Actor, now: datetime) -> None:
    """Back into preparation, with a reason."""
    missing = _("Give a reason.")
    text = fitting(reason, of=ClosingStep, field="text", missing=missing, at="reason")
    closing.state, closing.submitted_by, closing.submitted_at = State.OPEN, None, None
    closing.save(update_fields=["state", "submitted_by", "submitted_at"])
    write(closing, act, by=by, now=now, text=text)


def refuse_undecided(closing: Closing, *, now: datetime) -> None:
    if left := len(unfinished(closing, now=now).undecided):
        text = _("%(count)d matters are neither decided nor carried over.")
        raise Refused(text % {"count": left})


def refuse_unless_waiting(closing: Closing) -> None:
    if closing.state != State.WAITS:
        raise Refused(_("It does not wait for a confirmation."))


def write(
    closing: Closing, act: Act, *, by: Actor, now: datetime, text: str = "", after=None
) -> None:
    """Write an act into the log and the audit, in the post of the office."""
    post_id = min(standing_of(by.user, at=now).office_posts)
    write_step(
        closing, act, by=by, now=now, post_id=post_id, state=closing.state, text=text, after=after
    )


def _refuse_unless_open(closing: Closing) -> None:
    if closing.state != State.OPEN:
        raise Refused(_("It is submitted or closed: nothing of it is prepared any more."))
