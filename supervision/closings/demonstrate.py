"""Quarters in a county to try: one closed with a correction, the next in preparation."""

from datetime import datetime, timedelta

from django.db.models import Count

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.withdraw import withdraw
from supervision.closings.close import decide_closing, preview_of
from supervision.closings.differences import differences
from supervision.closings.models import Closing
from supervision.closings.note import enter_note
from supervision.closings.prepare import carry_over, open_closing, submit_closing
from supervision.closings.states import State, What
from supervision.closings.unfinished import unfinished

DAY = timedelta(days=1)
MANY = 400  # records looked through for one that its author may withdraw


def demonstrate(trial: Trial) -> None:
    """The quarter before the last is closed some days ago, a record of it withdrawn since; of the
    last one what is unfinished waits."""
    last = Quarter.at(trial.until - 6 * DAY).shifted(-1)
    closing = _close(trial, last.shifted(-1), now=trial.until - 6 * DAY)
    if closing.state == State.CLOSED:
        _correct(trial, closing)
    opened = open_closing(quarter=last, by=_office(trial), now=trial.until - DAY)
    _carry(trial, opened, {What.CREDIT}, now=trial.until - DAY)


def _close(trial: Trial, quarter: Quarter, *, now: datetime) -> Closing:
    closing = open_closing(quarter=quarter, by=_office(trial), now=now)
    _carry(trial, closing, set(What), now=now)
    later = now + DAY / 24
    submit_closing(closing_id=closing.pk, by=_office(trial), now=later)
    digest = preview_of(closing, now=now + DAY / 12).digest
    return decide_closing(
        closing_id=closing.pk, accepted=True, digest=digest, by=Actor(user=trial.people["office2"]),
        now=now + DAY / 12,
    )  # fmt: skip


def _carry(trial: Trial, closing: Closing, kinds: set[What], *, now: datetime) -> None:
    left = [item.code for item in unfinished(closing, now=now).undecided if item.what in kinds]
    if left:
        reason = trial.words["closings"]["carry"]
        carry_over(
            closing_id=closing.pk, codes=left, reason=reason, by=_office(trial), now=now
        )  # fmt: skip


def _correct(trial: Trial, closing: Closing) -> None:
    """A record turns out to be another's and is withdrawn by its author; the office enters what
    follows."""
    words = trial.words["closings"]
    green = closing.rows.filter(lamp=Lamp.GREEN, required=1, done=1).values("task")
    counting = Credit.objects.in_force().filter(task__in=green).values("record")
    records = DutyRecord.objects.in_force().filter(spot_check=None, checked_at=None)
    records = records.annotate(n=Count("credits")).filter(n=1, pk__in=counting)
    alone = records.select_related("lodged_by").order_by("-pk")
    holders = trial.holders
    own = (each for each in alone[:MANY] if holders.get(each.post_id) == each.lodged_by)
    record = next(own, None)
    if record is None:
        return
    now = trial.until - 2 * DAY
    withdraw(record_id=record.pk, by=Actor(user=record.lodged_by), now=now,
             reason=words["withdraw"])  # fmt: skip
    later = now + DAY / 12
    rows = [each.row.pk for each in differences(closing, now=later)]
    if rows:
        enter_note(
            closing_id=closing.pk, rows=rows, reason=words["note"], by=_office(trial), now=later
        )  # fmt: skip


def _office(trial: Trial) -> Actor:
    return Actor(user=trial.people["office"])
