"""A draft that another person decides on: submitted, taken back, returned with a reason.

What each step means for its room (who may, what has to be complete, what the audit says of it) is
said by the verbs of that room; the decision itself (publishing, approving, issuing) is theirs too.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from alerts.audit.actor import Actor
from alerts.decisions.rooms import decision_asked, decision_ended
from alerts.reminders.owe import owe_reminders
from pages.line import Line
from pages.templatetags.look import day

PERSON = settings.AUTH_USER_MODEL
SUBMITTED = Q(submitted_at__isnull=False)
RETURNED = Q(submitted_at=None, returned_at__isnull=False)


class SubmittedDraft(models.Model):
    """A draft with who submitted it and when (aware), as long as it is submitted; and who returned
    it last, when and why, which stays when it is submitted again."""

    submitted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(max_length=500, default="", db_default="", blank=True)

    class Meta:
        abstract = True


def submit_draft(
    draft: SubmittedDraft, *, stage: str, to: Iterable[int], by: Actor, now: datetime
) -> None:
    """Submit a locked draft; the people `to` (ids), who may decide on it, hear of it as `stage`.

    Every submission is told anew.
    """
    draft.submitted_by, draft.submitted_at = by.user, now
    draft.save(update_fields=["submitted_by", "submitted_at"])
    decision_asked(about=draft, now=now)
    _notify(draft, stage, to, by=by, now=now)


def take_draft_back(draft: SubmittedDraft, *, by: Actor, now: datetime) -> None:
    """Take the submission of a locked draft back: nothing is to be decided on it."""
    end_submission(draft)
    decision_ended(about=draft, by=by, now=now, taken_back=True)


def return_draft(
    draft: SubmittedDraft, *, reason: str, stage: str, to: Iterable[int], by: Actor, now: datetime
) -> None:
    """Return a locked draft with a reason; the people `to` (ids), who wrote it, hear of it as
    `stage`."""
    draft.returned_by, draft.returned_at, draft.returned_reason = by.user, now, reason
    draft.save(update_fields=["returned_by", "returned_at", "returned_reason"])
    end_submission(draft)
    decision_ended(about=draft, by=by, now=now)
    _notify(draft, stage, to, by=by, now=now)


def end_submission(draft: SubmittedDraft) -> None:
    """It is a draft again."""
    draft.submitted_by = draft.submitted_at = None
    draft.save(update_fields=["submitted_by", "submitted_at"])


def line_of(draft: Any, *, decide: str, mend: str, address: str, now: datetime) -> Line:
    """The line on a desk: `decide` where it is submitted, by whom and when; else `mend`, returned
    by whom and why. Its `submitted_by` and `returned_by` are read."""
    if draft.submitted_at:
        detail = f"{draft.submitted_by.name} · {day(draft.submitted_at, now)}"
        return Line(icon="clipboard-check", text=decide, address=address, detail=detail)
    detail = f"{draft.returned_by.name} · {draft.returned_reason}"
    return Line(icon="arrow-back-up", text=mend, address=address, detail=detail)


def _notify(
    draft: SubmittedDraft, stage: str, to: Iterable[int], *, by: Actor, now: datetime
) -> None:
    owe_reminders(
        model=type(draft), ids=[draft.pk], stage=stage, now=now, to=sorted(to),
        slot=f"at-{now.timestamp():.0f}", asked_by_id=by.user.pk,
    )  # fmt: skip
