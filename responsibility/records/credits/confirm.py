"""The holder's answer to what a clerk, or another post's event, logged for the post."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.readers import readable
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.counting.recount import recount
from responsibility.records.counting.window import counting_instant
from responsibility.records.credits.awaited import slot_of
from responsibility.records.kind import CONFIRMED, DECLINED, RECORD_RETURNED, TAKEN_BACK
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task


@transaction.atomic
def confirm(*, by: Actor, now: datetime, credit_id: int) -> Credit:
    """Confirm that the record counts; one that did not count yet counts from `now`.

    A clerk's record counted from its lodging and goes on to, also where the confirmation comes
    after the deadline (architecture 4, "what counts").

    Raises:
        Credit.DoesNotExist: there is none, or the person may not confirm for its post.
        Refused: it awaits nobody, or was confirmed before.
        AlreadyEnded: it was declined, or its record withdrawn or corrected.
    """
    credit, task = _awaiting(by, now, credit_id)
    credit.confirmed_at, credit.confirmed_by = now, by.user
    if credit.counts_at is None:
        credit.counts_at = counting_instant(task=task, now=now)
    credit.save(update_fields=["confirmed_at", "confirmed_by", "counts_at"])
    recount(task=task, now=now, cause=CONFIRMED)
    _note("credit.confirm", credit, by, now)
    return credit


@transaction.atomic
def decline(*, by: Actor, now: datetime, credit_id: int, reason: str) -> Credit:
    """Refuse: the credit ends at `now`, and the lamp follows. The record stays.

    Who lodged it is told, unless they refuse it themselves, and reads the `reason`.

    Raises: as `confirm`, and
        Refused: no reason, or too long a one.
    """
    missing = _("Say why it is returned.")
    reason = fitting(reason, of=Credit, field="ended_because", missing=missing, at="reason")
    credit, task = _awaiting(by, now, credit_id)
    _end(credit, task, Credit.Ending.DECLINED, by=by, now=now, reason=reason, cause=DECLINED)
    _note("credit.decline", credit, by, now)
    return credit


@transaction.atomic
def take_back(*, by: Actor, now: datetime, credit_id: int, reason: str) -> Credit:
    """Take an own confirmation back: the credit ends at `now`, and the lamp follows.

    Who lodged it is told and reads the `reason`.

    Raises:
        Credit.DoesNotExist: there is none, or the person may not confirm for its post.
        Refused: somebody else confirmed it, or nobody; its record is checked; no reason.
        AlreadyEnded: it ended before.
    """
    missing = _("Say why it is returned.")
    reason = fitting(reason, of=Credit, field="ended_because", missing=missing, at="reason")
    credit, task = _locked(by, now, credit_id)
    if credit.confirmed_by_id != by.user.pk:
        raise Refused(_("Only your own confirmation can be taken back."))
    if credit.record.checked_at:
        raise Refused(_("A record that is checked stays confirmed. Say so in the check."))
    _end(credit, task, Credit.Ending.TAKEN_BACK, by=by, now=now, reason=reason, cause=TAKEN_BACK)
    _note("credit.take_back", credit, by, now)
    return credit


def _end(
    credit: Credit, task: Task, ending: str, *, by: Actor, now: datetime, reason: str, cause: str
) -> None:
    credit.ended_at, credit.ended_as = now, ending
    credit.ended_by, credit.ended_because = by.user, reason
    credit.save(update_fields=["ended_at", "ended_as", "ended_by", "ended_because"])
    recount(task=task, now=now, cause=cause)
    lodged_by = credit.record.lodged_by_id
    owe_reminders(
        model=Task,
        ids=[task.pk],
        stage=RECORD_RETURNED,
        now=now,
        slot=slot_of(credit.record_id),
        asked_by_id=by.user.pk,
        to=[lodged_by] if lodged_by != by.user.pk else [],
    )


def _awaiting(by: Actor, now: datetime, credit_id: int) -> tuple[Credit, Task]:
    """The credit and its task, both locked, if the credit awaits this person's answer, who may
    read what is to be confirmed."""
    credit, task = _locked(by, now, credit_id)
    if credit.confirmed_at or not credit.awaits:
        raise Refused(_("There is nothing left to confirm."))
    record = DutyRecord.objects.visible_to(by.user, at=now).filter(pk=credit.record_id)
    if not readable(record, user=by.user, at=now).exists():
        raise Refused(_("You may not read its text, so it is not yours to confirm."))
    return credit, task


def _locked(by: Actor, now: datetime, credit_id: int) -> tuple[Credit, Task]:
    """The credit for a post for which the person confirms, and its task, both locked."""
    posts = standing_of(by.user, at=now).confirm_posts
    credits = Credit.objects.visible_to(by.user, at=now).filter(post__in=posts)
    (task,) = Task.objects.lock([credits.values_list("task", flat=True).get(pk=credit_id)])
    credit = Credit.objects.select_for_update(of=("self",), no_key=True).get(pk=credit_id)
    if credit.ended_at:
        raise AlreadyEnded(_("This is over: %(how)s.") % {"how": credit.get_ended_as_display()})
    return credit, task


def _note(action: str, credit: Credit, by: Actor, now: datetime) -> None:
    record_audit(
        by=by,
        now=now,
        action=action,
        about=credit,
        post_id=credit.post_id,
        after={"record": credit.record_id, "task": credit.task_id, "counts_at": credit.counts_at},
    )
