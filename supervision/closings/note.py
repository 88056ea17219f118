"""Numbered notes to a closed quarter: entering what the platform proposes, taking one back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.closings.content import digest_of, note_content
from supervision.closings.differences import differences
from supervision.closings.models import Closing, ClosingNote, NoteLine
from supervision.closings.prepare import lock_closing, write
from supervision.closings.states import Act


@transaction.atomic
def enter_note(
    *, closing_id: int, rows: Collection[int], reason: str, by: Actor, now: datetime
) -> ClosingNote:
    """Enter the chosen differences (by the id of the frozen row) as the next numbered note. The
    frozen rows stay as they are.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is not closed; nothing is chosen, or not as proposed; the reason is missing.
    """
    closing = lock_closing(by=by, now=now, pk=closing_id)
    _refuse_unless_closed(closing)
    reason = fitting(reason, of=ClosingNote, field="reason", missing=_("Give a reason."))
    chosen = [each for each in differences(closing, now=now) if each.row.pk in rows]
    if not chosen:
        raise Refused(_("Tick what is to be corrected."), field="rows")
    last = closing.notes.order_by("number").last()
    note = ClosingNote(
        closing=closing, number=last.number + 1 if last else 1, reason=reason, made_by=by.user,
        made_at=now,
    )  # fmt: skip
    lines = [
        NoteLine(
            note=note, row=each.row, was=each.row.lamp_now, becomes=each.becomes,
            since=each.since, cause=each.cause,
        )
        for each in chosen
    ]  # fmt: skip
    before = last.digest if last else closing.digest
    note.digest = digest_of(note_content(note, lines, before=before))
    note.save()
    NoteLine.objects.bulk_create(lines)
    after = {"note": note.number, "tasks": len(lines)}
    write(closing, Act.NOTE, by=by, now=now, text=reason, after=after)
    return note


@transaction.atomic
def take_back_note(*, note_id: int, reason: str, by: Actor, now: datetime) -> ClosingNote:
    """Take a note back, with a reason: it corrects nothing any more and stays readable.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is taken back already, a later note corrects one of its rows again, or the
            reason is missing.
    """
    closing = lock_closing(by=by, now=now, notes=note_id)
    note = closing.notes.get(pk=note_id)
    if note.ended_at:
        raise Refused(_("It is taken back already."))
    later = closing.notes.filter(
        ended_at=None, number__gt=note.number, lines__row__in=note.lines.values("row")
    )
    if later.exists():
        raise Refused(_("A later correction builds on it: take that back first."))
    missing = _("Give a reason.")
    because = fitting(reason, of=ClosingNote, field="ended_because", missing=missing, at="reason")
    note.ended_by, note.ended_at, note.ended_because = by.user, now, because
    note.save(update_fields=["ended_by", "ended_at", "ended_because"])
    after = {"note": note.number}
    write(closing, Act.DROP_NOTE, by=by, now=now, text=because, after=after)
    return note


def _refuse_unless_closed(closing: Closing) -> None:
    if not closing.is_closed:
        raise Refused(_("The quarter is not closed."))
