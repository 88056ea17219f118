"""Measures that a reply consists of: laid down, dropped, reported done with evidence (M003-28)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from responsibility.files.models import StoredFile
from supervision.letters.duties import owe_closing
from supervision.letters.log import note
from supervision.letters.models import Letter
from supervision.letters.replies import LetterMeasure
from supervision.letters.rights import Case, lock_for
from supervision.letters.states import Act, Purpose, State
from supervision.papers.measures import drop, in_words

LONGEST = timedelta(days=366)


@transaction.atomic
def lay_measure(
    *, by: Actor, now: datetime, nonce: UUID, letter_id: int, text: str, person: str, due_on: date
) -> LetterMeasure:
    """Lay down what is done, by whom, by the end of which day; it goes with the reply. The same
    nonce lays it down once.

    Raises: as `lock_for`; Refused also where something is missing or too long, or the day lies
        before the letter or more than a year ahead.
    """
    if first := LetterMeasure.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.MEASURE, letter_id, by=by, now=now)
    if not day_of(case.letter.served_at) <= due_on <= day_of(now) + LONGEST:
        words = _("Choose a day from that of the letter on, within a year.")
        raise Refused(words, field="due_on")
    words = in_words(LetterMeasure, text=text, person=person)
    measure = LetterMeasure.objects.create(
        letter=case.letter, due_on=due_on, made_by=by.user, made_at=now, nonce=nonce, **words
    )
    act = {"by": by, "now": now, "post_id": post, "text": measure.text}
    note(case.letter, Act.MEASURE, due_on=due_on, **act)
    return measure


@transaction.atomic
def drop_measure(
    *, by: Actor, now: datetime, letter_id: int, measure_id: int, reason: str
) -> LetterMeasure:
    """Drop a measure with a reason: it is readable still, and nothing is awaited of it.

    Raises: as `lock_for`; LetterMeasure.DoesNotExist; Refused also where it is done, or without a
        reason.
    """
    case, post = lock_for(Act.DROP_MEASURE, letter_id, by=by, now=now)
    measure = case.letter.measures.get(pk=measure_id)
    if measure.done_at:
        raise Refused(_("The measure is reported done."))
    drop(measure, by_id=by.user.pk, now=now, reason=reason)
    text = f"{measure.text}\n{measure.dropped_because}"
    note(case.letter, Act.DROP_MEASURE, by=by, now=now, post_id=post, text=text)
    _owe_closing(case, now=now)
    return measure


@transaction.atomic
def report_measure(
    *,
    by: Actor,
    now: datetime,
    letter_id: int,
    measure_id: int,
    text: str,
    file_ids: Collection[UUID] = (),
) -> LetterMeasure:
    """Report a measure done, with the evidence there is; after the last one it can be closed.

    Raises: as `lock_for`; LetterMeasure.DoesNotExist; Refused also where it is done or dropped, or
        nothing is said.
    """
    case, post = lock_for(Act.REPORT, letter_id, by=by, now=now)
    measure = case.letter.measures.get(pk=measure_id)
    if measure.done_at or measure.dropped_at:
        raise Refused(_("The measure is done or dropped already."))
    missing = _("Say what was done.")
    text = fitting(text, of=LetterMeasure, field="done_text", missing=missing, at="text")
    files = files_to_attach(file_ids, by=by)
    measure.done_by, measure.done_at, measure.done_text = by.user, now, text
    measure.save(update_fields=["done_by", "done_at", "done_text"])
    measure.files.set(files)
    act = {"by": by, "now": now, "post_id": post, "text": f"{measure.text}\n{text}"}
    note(case.letter, Act.REPORT, files=len(files), **act)
    _owe_closing(case, now=now)
    return measure


def _owe_closing(case: Case, *, now: datetime) -> None:
    """Once it is verified and nothing is open any more."""
    open_ones = LetterMeasure.objects.open_ones().filter(letter=case.letter)
    if case.state == State.VERIFIED and Purpose.CLOSE not in case.duties and not open_ones.exists():
        owe_closing(case.letter, verifier=case.verifier, now=now)


def files_of(letter: Letter) -> QuerySet[StoredFile]:
    """Those of its replies and measures."""
    replies = StoredFile.objects.filter(letter_replies__letter=letter)
    return (replies | StoredFile.objects.filter(letter_measures__letter=letter)).distinct()
