"""Drafting a letter, changing it, submitting it to another person, discarding it (M001-26)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.offices import office_post
from responsibility.organisation.standing import standing_of
from supervision.letters.content import content_of
from supervision.letters.duties import deciding_post, end_open, make_duty
from supervision.letters.kind import CALLED_OFF, SUBMITTED
from supervision.letters.kinds import LetterKind
from supervision.letters.log import note
from supervision.letters.models import Letter, LetterStep
from supervision.letters.rights import lock_for
from supervision.letters.serve import goes_by_approval, serve
from supervision.letters.states import Act, Purpose, State
from supervision.letters.tell import tell
from supervision.papers.approval import approvers
from supervision.problems.assign import posts_of
from supervision.problems.models import Problem
from supervision.problems.rights import post_over


@transaction.atomic
def draft_letter(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    kind_id: int,
    post_id: int,
    issuer: str = "own",
    problem_id: int | None = None,
    copied: bool = False,
    reply_by: date | None = None,
    **content: Any,
) -> Letter:
    """Draft a letter to a post, maybe about a problem of its unit; nobody else sees it yet. The
    same nonce drafts one. `issuer`: "own" body, or the "commission" on the own body's proposal.

    Raises:
        Post.DoesNotExist, LetterKind.DoesNotExist, Problem.DoesNotExist: there is none, or not for
            the person.
        PermissionDenied: the person does not supervise the unit, or is of it.
        Refused: that body issues none of the kind, or the content will not do.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := Letter.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    post = Post.objects.select_related("unit").get(pk=post_id)
    county_id, proposing = post.unit.the_county_id, _proposing_post(post, by=by, now=now)
    kind = LetterKind.objects.of_county(county_id).get(pk=kind_id)
    letter = Letter(
        county_id=county_id,
        kind=kind,
        unit=post.unit,
        post=post,
        problem=_problem(problem_id, post, by, now),
        proposed_in_id=proposing,
        made_in=issuing_post(kind, proposing, issuer, county_id=county_id, now=now),
        made_by=by.user,
        made_at=now,
        nonce=nonce,
        copied=copied,
        reply_by=checked_day(reply_by, now=now),
        state=State.DRAFT,
        **content_of(kind, content),
    )
    letter.save()
    note(letter, Act.DRAFT, by=by, now=now, post_id=proposing, to=State.DRAFT, post=post_id)
    return letter


def _proposing_post(post: Post, *, by: Actor, now: datetime) -> int:
    """The post in which `by` writes to `post`."""
    standing = standing_of(by.user, at=now)
    proposing = post_over(standing, post.unit)
    if proposing is None or post.pk in standing.desk_posts | standing.log_posts:
        raise PermissionDenied(_("Only who supervises the unit writes to it, nobody to their own."))
    if not posts_of(post.unit, at=now).filter(pk=post.pk).exists():
        raise Refused(_("Choose a post of the unit."), field="post")
    return proposing


def issuing_post(
    kind: LetterKind, proposing: int, issuer: str, *, county_id: int, now: datetime
) -> Post:
    """The post out of whose body it goes.

    Raises:
        Refused: that body issues none of the kind, or there is no office.
    """
    if issuer == "own":
        post = Post.objects.select_related("unit").get(pk=proposing)
    else:
        post = office_post(county_id, at=now)
    if post is None or not kind.issuers.filter(pk=post.role_kind_id).exists():
        raise Refused(_("This body does not issue letters of this kind."), field="issuer")
    return post


@transaction.atomic
def revise_letter(
    *,
    by: Actor,
    now: datetime,
    letter_id: int,
    copied: bool = False,
    reply_by: date | None = None,
    **content: Any,
) -> Letter:
    """Change an own draft, or one that was sent back. Raises: as `lock_for`, `content_of`."""
    case, post = lock_for(Act.REVISE, letter_id, by=by, now=now)
    letter = case.letter
    values = content_of(letter.kind, content)
    values |= {"copied": copied, "reply_by": checked_day(reply_by, now=now)}
    for name, value in values.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(values))
    note(letter, Act.REVISE, by=by, now=now, post_id=post)
    return letter


@transaction.atomic
def submit_letter(*, by: Actor, now: datetime, letter_id: int) -> Letter:
    """Submit it to whoever may approve it; where the county asks no approval of the kind and it
    goes out of the own body, it is served at once.

    Raises: as `lock_for`; Refused also where nobody else could approve it, or as `serve`.
    """
    case, post = lock_for(Act.SUBMIT, letter_id, by=by, now=now)
    letter = case.letter
    if not goes_by_approval(letter, now=now):
        return serve(letter, Act.SUBMIT, by=by, now=now, post_id=post)
    checked_day(letter.reply_by, now=now)
    owing = deciding_post(letter, now=now)
    if owing is None:
        raise Refused(_("Nobody else could approve it: name another person of the office first."))
    make_duty(letter, Purpose.APPROVE, owing, now=now)
    step = note(letter, Act.SUBMIT, by=by, now=now, post_id=post, to=State.SUBMITTED)
    tell(
        letter,
        Purpose.APPROVE,
        SUBMITTED,
        step,
        to=[person.pk for person in approvers(letter, at=now)],
    )
    return letter


@transaction.atomic
def discard_letter(*, by: Actor, now: datetime, letter_id: int, reason: str) -> Letter:
    """Discard an own draft, with a reason: it stays readable, and takes no number.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.DISCARD, letter_id, by=by, now=now)
    missing = _("Give a reason.")
    reason = fitting(reason, of=LetterStep, field="text", missing=missing, at="reason")
    end_open(case.letter, by=by, now=now, reason=reason[:500], cause=CALLED_OFF)
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    note(case.letter, Act.DISCARD, to=State.DISCARDED, **act)
    return case.letter


def checked_day(reply_by: date | None, *, now: datetime) -> date | None:
    """The day of the reply. Raises Refused where it has passed."""
    if reply_by is not None and reply_by < day_of(now):
        raise Refused(_("Choose a day from today on, or leave it to the time limit."),
                      field="reply_by")  # fmt: skip
    return reply_by


def _problem(problem_id: int | None, post: Post, by: Actor, now: datetime) -> Problem | None:
    if problem_id is None:
        return None
    return Problem.objects.visible_to(by.user, at=now).get(pk=problem_id, unit=post.unit_id)
