"""Numbered notes to a report that was laid: entering one, taking one back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.closings.content import digest_of
from supervision.hearings.content import note_content
from supervision.hearings.draft import lock_hearing, write
from supervision.hearings.models import IN_FORCE, Hearing, HearingNote
from supervision.hearings.states import Act, State


@transaction.atomic
def enter_note(*, hearing_id: int, text: str, by: Actor, now: datetime) -> HearingNote:
    """Enter the next numbered note beside the report; the report stays as it was laid.

    Raises:
        Hearing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is not laid, or the text is missing.
    """
    hearing = lock_hearing(hearing_id, by=by, now=now)
    if hearing.state == State.DRAFTED:
        raise Refused(_("It is still a draft: change that."))
    missing = _("Say what is otherwise than the report has it.")
    text = fitting(text, of=HearingNote, field="text", missing=missing)
    last = hearing.notes.order_by("number").last()
    number = last.number + 1 if last else 1
    before = last.digest if last else hearing.laid.get(IN_FORCE).digest
    note = hearing.notes.create(
        number=number, text=text, digest=digest_of(note_content(number, text, before=before)),
        made_by=by.user, made_at=now,
    )  # fmt: skip
    write(hearing, Act.NOTE, by=by, now=now, text=text, after={"note": number})
    return note


@transaction.atomic
def take_back_note(*, note_id: int, reason: str, by: Actor, now: datetime) -> Hearing:
    """Take a note back, with a reason: it stays readable, its number is not used again.

    Raises:
        HearingNote.DoesNotExist: there is none in force.
        Hearing.DoesNotExist: it is not the person's county's.
        Refused: the reason is missing.
    """
    note = HearingNote.objects.get(IN_FORCE, pk=note_id)
    hearing = lock_hearing(note.hearing_id, by=by, now=now)
    missing = _("Give a reason.")
    because = fitting(reason, of=HearingNote, field="ended_because", missing=missing, at="reason")
    note.ended_by, note.ended_at, note.ended_because = by.user, now, because
    note.save(update_fields=["ended_by", "ended_at", "ended_because"])
    write(hearing, Act.DROP_NOTE, by=by, now=now, text=because, after={"note": note.number})
    return hearing
