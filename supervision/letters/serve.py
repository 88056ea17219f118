"""Serving a letter: it takes its number, the post it is to owes a reply, and is told."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.relations.answers import answerers
from supervision.letters.duties import RECEIPT, make_duty, usual_day
from supervision.letters.kind import SERVED
from supervision.letters.log import note
from supervision.letters.models import Letter
from supervision.letters.owed import LetterDuty
from supervision.letters.states import Act, Purpose, State
from supervision.letters.tell import tell_recipient
from supervision.papers.numbers import number_papers
from supervision.papers.rules import rule_of


def goes_by_approval(letter: Letter, *, now: datetime) -> bool:
    """Whether another person approves it: where the county has it so for the kind, and always
    where it goes out in the name of another body."""
    if letter.proposer_is_another:
        return True
    return rule_of(letter.kind.code, county_id=letter.county_id, on=day_of(now)).approved


def serve(
    letter: Letter, act: Act, *, by: Actor, now: datetime, post_id: int, text: str = ""
) -> Letter:
    """Serve the locked `letter` by `act`; rights are the caller's.

    Raises:
        Refused: its day has passed, or nobody holds the post: nobody could answer.
    """
    due_on = letter.reply_by or usual_day(letter.kind.limit, letter, letter.post, now=now)
    if due_on < day_of(now):
        raise Refused(_("The day of the reply has passed: send it back to name another."))
    number_papers([letter], kind=letter.kind.code, now=now)
    letter.served_at, letter.state = now, State.SERVED
    letter.receipt_by = usual_day(RECEIPT, letter, letter.post, now=now)
    letter.approved_by = by.user if act == Act.APPROVE else None
    names = ["served_at", "receipt_by", "state", "approved_by", "word", "year", "number"]
    letter.save(update_fields=names)
    owed = make_duty(letter, Purpose.REPLY, letter.post, now=now, due_on=due_on)
    if not list(answerers(LetterDuty.objects.filter(pk=owed.pk), at=now)):
        words = {"post": letter.post.title}
        raise Refused(_("Nobody could answer: %(post)s is vacant.") % words)
    after = {"post": letter.post_id, "due_on": due_on}
    step = note(letter, act, by=by, now=now, post_id=post_id, to=State.SERVED, text=text, **after)
    tell_recipient(letter, SERVED, step)
    return letter
