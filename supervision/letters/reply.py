"""Replying to a letter: here, or on paper, entered with its scan by the side that issued it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of, midnight
from pages.refused import Refused
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from supervision.letters.duties import make_duty, meet
from supervision.letters.kind import REPLIED
from supervision.letters.log import note
from supervision.letters.receive import sign_for
from supervision.letters.replies import LetterReply
from supervision.letters.rights import Case, lock_for
from supervision.letters.states import Act, Purpose, State
from supervision.letters.tell import tell


@transaction.atomic
def reply_to_letter(
    *,
    by: Actor,
    now: datetime,
    letter_id: int,
    nonce: UUID,
    text: str,
    own_view: str = "",
    file_ids: Collection[UUID] = (),
) -> LetterReply:
    """Reply, with the measures laid down; a second reply adds to the first. The same nonce replies
    once. Who proposed the letter verifies it by a day.

    Raises: as `lock_for`; Refused also where it says nothing, the person warned does not say what
        they have to say for themselves, or a file is gone.
    """
    if first := LetterReply.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.REPLY, letter_id, by=by, now=now)
    if case.letter.received_at is None:
        sign_for(case.letter, by=by, now=now, post_id=post)
    missing = _("Write your own view of it: it is weighed.") if case.letter.kind.weighs else ""
    made = LetterReply(
        letter=case.letter,
        text=fitting(text, of=LetterReply, field="text", missing=_("Write a reply.")),
        own_view=fitting(own_view, of=LetterReply, field="own_view", missing=missing),
        made_by=by.user, made_at=now, nonce=nonce,
    )  # fmt: skip
    return _replied(case, made, Act.REPLY, file_ids, by=by, now=now, post_id=post)


@transaction.atomic
def enter_paper_reply(
    *,
    by: Actor,
    now: datetime,
    letter_id: int,
    nonce: UUID,
    text: str,
    received_on: date,
    own_view: str = "",
    file_ids: Collection[UUID] = (),
) -> LetterReply:
    """Enter a reply that came on paper, with its scan: it counts from the day it was received.

    Raises: as `lock_for`; Refused also where it has no scan, no summary, or its day lies before the
        letter or ahead.
    """
    if first := LetterReply.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.ENTER, letter_id, by=by, now=now)
    if not day_of(case.letter.served_at) <= received_on <= day_of(now):
        words = _("Choose a day from that of the letter on, not after today.")
        raise Refused(words, field="received_on")
    if not file_ids:
        raise Refused(_("Attach the scan of the reply."), field="files")
    made = LetterReply(
        letter=case.letter,
        text=fitting(text, of=LetterReply, field="text", missing=_("Say what it replies.")),
        own_view=fitting(own_view, of=LetterReply, field="own_view"),
        on_paper=True, received_on=received_on, made_by=by.user, made_at=now, nonce=nonce,
    )  # fmt: skip
    return _replied(case, made, Act.ENTER, file_ids, by=by, now=now, post_id=post)


def _replied(
    case: Case,
    made: LetterReply,
    act: Act,
    file_ids: Collection[UUID],
    *,
    by: Actor,
    now: datetime,
    post_id: int,
) -> LetterReply:
    letter, files = case.letter, files_to_attach(file_ids, by=by)
    made.save()
    made.files.set(files)
    owed = case.duties.get(Purpose.REPLY)
    if owed is not None:
        meet(owed, now=now, cause=REPLIED, fulfilled_at=_came_at(made, now))
    if Purpose.VERIFY not in case.duties:
        make_duty(letter, Purpose.VERIFY, letter.proposed_in, now=now)
    about = {"by": by, "now": now, "post_id": post_id, "files": len(files)}
    step = note(letter, act, to=State.REPLIED, text=made.text, **about)
    tell(letter, Purpose.REPLY, REPLIED, step)
    return made


def _came_at(made: LetterReply, now: datetime) -> datetime:
    """A paper counts by the day it came, whenever it was entered; the instant is that day's last,
    or now."""
    if made.received_on is None:
        return now
    last = midnight(made.received_on + timedelta(days=1)) - timedelta(seconds=1)
    return min(last, now)
