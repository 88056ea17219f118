"""What posts owe of a letter: made, met, ended; the days are the county's time limits."""

from datetime import date, datetime

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.offices import office_post
from responsibility.organisation.standing import standing_of
from responsibility.owed.instants import born_with
from supervision.letters.models import Letter
from supervision.letters.owed import LetterDuty
from supervision.letters.states import Purpose
from supervision.papers.approval import approvers
from supervision.problems.starter import last_day_or_usual

LIMITS = {
    Purpose.APPROVE: "letter_approve",
    Purpose.VERIFY: "letter_verify",
    Purpose.CLOSE: "letter_close",
}
AGAIN, RECEIPT = "letter_again", "letter_receipt"  # a new reply; how long a receipt may take


def make_duty(
    letter: Letter, purpose: Purpose, post: Post, *, now: datetime, due_on: date | None = None
) -> LetterDuty:
    """Write down that `post` owes it by the end of `due_on`, else within the county's time limit;
    rights, step and audit are the caller's."""
    due_on = due_on or usual_day(LIMITS[purpose], letter, post, now=now)
    return LetterDuty.objects.create(
        letter=letter,
        purpose=purpose,
        post=post,
        unit_id=post.unit_id,
        made_by_id=letter.made_by_id,
        made_in_id=letter.proposed_in_id,
        made_at=now,
        **born_with(county_id=letter.county_id, due_on=due_on, now=now),
    )


def usual_day(limit: str, letter: Letter, post: Post, *, now: datetime) -> date:
    """The last day of the county's time limit, counted from tomorrow."""
    where = {"county_id": letter.county_id, "unit_id": post.unit_id}
    return last_day_or_usual(limit, on=day_of(now), **where)


def deciding_post(letter: Letter, *, now: datetime, but: int | None = None) -> Post | None:
    """The post that owes an approval: of the body it goes out of where somebody else may approve
    there, not the person `but`; else of the commission office. None where nobody may."""
    people = [person for person in approvers(letter, at=now) if person.pk != but]
    if any(letter.made_in_id in standing_of(user, at=now).confirm_posts for user in people):
        return letter.made_in
    return office_post(letter.county_id, at=now) if people else None


def owe_closing(letter: Letter, *, verifier: int | None, now: datetime) -> None:
    """Somebody else than who verified it closes it by a day."""
    if post := deciding_post(letter, now=now, but=verifier):
        make_duty(letter, Purpose.CLOSE, post, now=now)


def meet(
    duty: LetterDuty | None, *, now: datetime, cause: str, fulfilled_at: datetime | None = None
) -> None:
    """Turn the lamp of what was owed, now that it is done (at `fulfilled_at`, where that was
    earlier); nothing where nothing was."""
    if duty is not None:
        (locked,) = LetterDuty.objects.lock([duty.pk])
        done_at = fulfilled_at or now
        turn_lamp(deadline=locked, now=now, cause=cause, done=1, fulfilled_at=done_at)


def end_open(letter: Letter, *, by: Actor, now: datetime, reason: str, cause: str) -> None:
    """Nothing more is awaited: what is open is exempt from now on; its red stays in the ledger."""
    open_ones = letter.duties.open_still().values_list("pk", flat=True)
    for duty in LetterDuty.objects.lock(list(open_ones)):
        exempt_locked(deadline=duty, by=by, now=now, reason=reason, cause=cause)
