"""Making a suggestion or a complaint, and answering it."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.instants import born_with
from supervision.facts.kind import ANSWERED, SUGGESTED
from supervision.facts.models import Suggestion, SuggestionAnswer
from supervision.problems.assign import bodies_over
from supervision.problems.terms import last_day

ANSWER = "suggestion_answer"  # the time limit's code


def addressees(user, *, at: datetime) -> PostQuerySet:
    """The posts to which the person may turn: the commission office, and who supervises the units
    in which the person is; not a post of the person's own."""
    standing = standing_of(user, at=at)
    units = list(Unit.objects.filter(pk__in=standing.own_units))
    over = {post.pk for unit in units for post in bodies_over(unit, at=at)}
    counties = {unit.the_county_id for unit in units} | {user.county_id}
    offices = Q(role_kind__keeps_office=True, unit__county__in=counties)
    posts = Post.objects.filter(offices | Q(pk__in=over)).exclude(pk__in=standing.own_posts)
    return posts.standing_on(day_of(at)).select_related("unit").order_by("pk")


@transaction.atomic
def suggest(*, by: Actor, now: datetime, nonce: UUID, post_id: int, text: str) -> Suggestion:
    """Suggest something to a post, or complain: it answers within the county's time. The same nonce
    does once.

    Raises:
        Refused: nothing is said, or the post is none to turn to.
    """
    if first := Suggestion.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    post = addressees(by.user, at=now).filter(pk=post_id).first()
    if post is None:
        raise Refused(_("Choose one of the list."), field="post")
    county_id = post.unit.the_county_id
    about = {"county_id": county_id, "unit_id": post.unit_id, "on": day_of(now)}
    suggestion = Suggestion.objects.create(
        post=post, unit=post.unit, made_by=by.user, made_at=now, nonce=nonce,
        text=fitting(text, of=Suggestion, field="text", missing=_("Write something.")),
        **born_with(county_id=county_id, due_on=last_day(ANSWER, **about), now=now),
    )  # fmt: skip
    owe_reminders(model=Suggestion, ids=[suggestion.pk], stage=SUGGESTED, now=now)
    after = {"post": post.pk, "due_on": suggestion.due_on}
    record_audit(by=by, now=now, action="suggestion.make", about=suggestion, after=after)
    return suggestion


@transaction.atomic
def answer_suggestion(
    *, by: Actor, now: datetime, suggestion_id: int, text: str
) -> SuggestionAnswer:
    """Answer it for the post it is addressed to; never one's own.

    Raises:
        Suggestion.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: it is not addressed to a post of the person.
        Refused: it is answered already, or nothing is said.
    """
    suggestion = Suggestion.objects.lock_visible(suggestion_id, to=by.user, at=now)
    if not may_answer(by.user, suggestion, at=now):
        raise PermissionDenied(_("Only who it is addressed to answers it."))
    if suggestion.fulfilled_at:
        raise Refused(_("It is answered already."))
    answer = SuggestionAnswer.objects.create(
        suggestion=suggestion, answered_by=by.user, answered_at=now,
        text=fitting(text, of=SuggestionAnswer, field="text", missing=_("Write something.")),
    )  # fmt: skip
    turn_lamp(deadline=suggestion, now=now, cause=ANSWERED, done=1, fulfilled_at=now)
    owe_reminders(model=Suggestion, ids=[suggestion.pk], stage=ANSWERED, now=now)
    record_audit(
        by=by, now=now, action="suggestion.answer", about=suggestion, post_id=suggestion.post_id
    )
    return answer


def may_answer(user, suggestion: Suggestion, *, at: datetime) -> bool:
    """Whether the person is of the post it is addressed to, and did not make it."""
    own = suggestion.post_id in standing_of(user, at=at).own_posts
    return own and suggestion.made_by_id != user.pk


def answer_to(suggestion: Suggestion) -> SuggestionAnswer | None:
    answers = SuggestionAnswer.objects.filter(suggestion=suggestion)
    return answers.select_related("answered_by").first()
