"""Answering what was noted: the unit's leader, or who holds the post it is about (M004-07)."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.words import fitting
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from supervision.activities.models import ActivityNote, NoteReply


def may_reply(user, note: ActivityNote, *, at: datetime) -> bool:
    """Whether it is noted of the person: of a unit they lead, or of a post they hold."""
    standing = standing_of(user, at=at)
    return note.unit_id in standing.led_units or note.post_id in standing.own_posts


@transaction.atomic
def reply_to_note(*, by: Actor, now: datetime, note_id: int, nonce: UUID, text: str) -> NoteReply:
    """Answer a note. The same nonce answers once.

    Raises:
        ActivityNote.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: it is noted of somebody else.
        Refused: there is no answer, or it is too long.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := NoteReply.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    notes = ActivityNote.objects.visible_to(by.user, at=now).select_related("activity")
    note = notes.get(pk=note_id)
    if not may_reply(by.user, note, at=now):
        raise PermissionDenied(_("Only of whom it is noted answers it."))
    reply = NoteReply.objects.create(
        note=note,
        text=fitting(text, of=NoteReply, field="text", missing=_("Write an answer.")),
        made_by=by.user,
        made_at=now,
        nonce=nonce,
    )
    after = {"unit": note.unit_id}
    record_audit(by=by, now=now, action="activity.reply", about=note.activity, after=after)
    return reply
