"""Answering a line of a card with what was done (M003-01): as often as there is something new."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.figure import whole_figure
from responsibility.cards.models import ReminderCardLine
from responsibility.cards.summaries.locked import refuse_closed, summary_to_write
from responsibility.cards.summaries.models import CardSummary
from responsibility.records.models import DutyRecord, DutyRecordQuerySet


@transaction.atomic
def answer_line(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    line_id: int,
    text: str = "",
    figure: str = "",
    figure_before: Decimal | None = None,
    figure_after: Decimal | None = None,
    record_id: int | None = None,
) -> CardAnswer:
    """Say what was done about a line: a text, a figure before and after, a record of the post.

    Until the summary is confirmed it may be answered anew; what was said before stays. The same
    nonce answers once.

    Raises:
        CardSummary.DoesNotExist: there is no such line, or its card is not for `by` to see.
        DutyRecord.DoesNotExist: it is none of the post's records of that quarter.
        PermissionDenied: `by` neither is the recipient nor clerks for the post.
        Refused: nothing is said, or in part, or the summary is confirmed or not owed.
    """
    summary_id = CardSummary.objects.values_list("pk", flat=True).get(card__lines=line_id)
    summary = summary_to_write(summary_id, by=by, now=now)
    if first := CardAnswer.objects.filter(answered_by=by.user, nonce=nonce).first():
        return first
    refuse_closed(summary)
    columns = {"text": fitting(text, of=CardAnswer, field="text")}
    columns |= whole_figure(CardAnswer, figure, figure_before, figure_after)
    if not (columns["text"] or columns["figure"] or record_id):
        raise Refused(_("Say what was done, give a figure, or choose a record."), field="text")
    if record_id:
        records = records_to_link(summary, user=by.user, at=now)
        columns["record"] = records.get(pk=record_id)
    line = ReminderCardLine.objects.get(pk=line_id)
    answer = CardAnswer.objects.create(
        line=line, answered_by=by.user, answered_at=now, nonce=nonce, **columns
    )
    after = {"place": line.position, "record": record_id}
    record_audit(
        by=by, now=now, action="card.answer", about=summary, post_id=summary.post_id, after=after
    )
    return answer


def records_to_link(summary: CardSummary, *, user, at: datetime) -> DutyRecordQuerySet:
    """The post's records of the card's quarter that stand, the newest first."""
    quarter = summary.card.issue.quarter
    records = DutyRecord.objects.visible_to(user, at=at).in_force()
    return records.filter(
        post=summary.post_id, happened_on__gte=quarter.start, happened_on__lt=quarter.end
    ).order_by("-happened_on", "-pk")
