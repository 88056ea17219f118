"""Planning a talk, putting it off to another day, and cancelling it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.notebook.talks import TalkKind
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from supervision.talks.choices import kinds_in_use
from supervision.talks.duties import end_duty, make_duty, tell
from supervision.talks.kind import PLANNED, PUT_OFF
from supervision.talks.log import note
from supervision.talks.models import Talk, Talker, TalkPerson
from supervision.talks.people import in_posts, persons_reached, post_talked_in
from supervision.talks.prompts.attach import attach, detach
from supervision.talks.rights import lock_for, may_talk, talking_post
from supervision.talks.states import Act, Purpose, State

SERIES = "talk"


@transaction.atomic
def plan_talk(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    kind_id: int,
    person_ids: Collection[int],
    planned_on: date,
    purpose: str,
    place: str = "",
    other_ids: Collection[int] = (),
    prompt_id: int | None = None,
) -> Talk:
    """Plan a talk with one person or several; `other_ids` talk beside. The same nonce plans once.

    Who is talked to is told the day, and the post of the talk owes it. The prompt, if it comes of
    one, is decided by it.

    Raises:
        PermissionDenied: somebody is nobody to whom the person may talk.
        Refused: somebody is on both sides, the kind is for one, a text is empty, the day is over.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := Talk.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    if not may_talk(standing_of(by.user, at=now)):
        raise PermissionDenied(_("This is nobody to whom you may talk."))
    kind = _kind(kind_id, by, now)
    posts = _posts(person_ids, by=by, now=now, kind=kind)
    made_in = Post.objects.select_related("unit").get(pk=_post(posts, kind, by, now))
    _refuse_talkers(other_ids, person_ids, by=by, now=now, post_id=made_in.pk)
    _refuse_day(planned_on, now)
    talk = Talk(
        county_id=made_in.unit.the_county_id, year=day_of(now).year, kind=kind,
        planned_on=planned_on, unit=posts[0][1].unit, made_in=made_in,
        purpose=fitting(purpose, of=Talk, field="purpose", missing=_("Say what the talk is for.")),
        place=fitting(place, of=Talk, field="place"),
        made_by=by.user, made_at=now, nonce=nonce, state=State.PLANNED,
    )  # fmt: skip
    _save(talk, posts, talkers=dict.fromkeys([by.user.pk, *other_ids]))
    owed = make_duty(
        Purpose.HOLD, made_in, talk=talk, due_on=planned_on, by=by, now=now, made_in=made_in.pk
    )
    about = {"by": by, "now": now, "post_id": made_in.pk}
    step = note(talk, Act.PLAN, to=State.PLANNED, due_on=planned_on, **about)
    tell(owed, PLANNED, by=by, now=now, slot=str(step.pk), to=[*person_ids, *other_ids])
    if prompt_id:
        attach(talk, prompt_id, by=by, now=now)
    return talk


def _save(talk: Talk, posts: Sequence[tuple[int, Post]], *, talkers: Collection[int]) -> None:
    """Save it under the next number, with who talks and who is talked to, in which post."""
    series = {"county_id": talk.county_id, "year": talk.year, "kind": SERIES}
    talk.number = take_numbers(**series)[0]
    talk.save()
    Talker.objects.bulk_create(Talker(talk=talk, user_id=pk) for pk in talkers)
    TalkPerson.objects.bulk_create(
        TalkPerson(talk=talk, user_id=user_id, post=post) for user_id, post in posts
    )


def _kind(kind_id: int, by: Actor, now: datetime) -> TalkKind:
    kind = kinds_in_use(by.user, at=now).filter(pk=kind_id).first()
    if kind is None:
        raise Refused(_("Choose one of the list."), field="kind")
    return kind


def _posts(person_ids: Collection[int], *, by: Actor, now: datetime, kind: TalkKind):
    """Who is talked to, each with the post in which."""
    ids = list(dict.fromkeys(person_ids))
    if not ids:
        raise Refused(_("Name a person."), field="persons")
    if len(ids) > 1 and not kind.terms.several:
        raise Refused(_("Such a talk is with one person alone."), field="persons")
    if by.user.pk in ids:
        raise Refused(_("Nobody talks to themselves."), field="persons")
    if persons_reached(by.user, at=now).filter(pk__in=ids).count() < len(ids):
        raise PermissionDenied(_("This is nobody to whom you may talk."))
    return [(pk, post_talked_in(pk, user=by.user, at=now)) for pk in ids]


def _post(posts, kind: TalkKind, by: Actor, now: datetime) -> int:
    """The one post in which the person talks to all of them."""
    standing, by_head = standing_of(by.user, at=now), kind.terms.by_head
    mine = {talking_post(standing, post, by_head=by_head) for _user, post in posts}
    if None in mine:
        raise PermissionDenied(_("A talk of this kind with this person is not yours to hold."))
    if len(mine) > 1:
        raise Refused(_("Talk to those of your own unit and to others apart."), field="persons")
    return mine.pop()


def _refuse_talkers(other_ids, person_ids, *, by: Actor, now: datetime, post_id: int) -> None:
    others = set(other_ids) - {by.user.pk}
    if others & set(person_ids):
        raise Refused(_("Nobody talks to themselves."), field="others")
    if in_posts([post_id], at=now).filter(pk__in=others).count() < len(others):
        raise Refused(_("Choose somebody of your own post."), field="others")


def _refuse_day(planned_on: date, now: datetime) -> None:
    if planned_on < day_of(now):
        raise Refused(_("Choose today or a later day."), field="planned_on")


@transaction.atomic
def put_off_talk(*, by: Actor, now: datetime, talk_id: int, planned_on: date, reason: str) -> Talk:
    """Put a planned talk off to another day; the lamp of the old day ends with the reason.

    Raises: as `lock_for`; Refused also where the day is over, or no reason is given.
    """
    case, post = lock_for(Act.PUT_OFF, talk_id, by=by, now=now)
    talk = case.talk
    _refuse_day(planned_on, now)
    reason = _reason(reason)
    end_duty(case.duty(Purpose.HOLD), by=by, now=now, reason=_("The talk is put off."))
    talk.planned_on = planned_on
    talk.save(update_fields=["planned_on"])
    about = {"talk": talk, "due_on": planned_on, "made_in": post}
    owed = make_duty(Purpose.HOLD, talk.made_in, by=by, now=now, **about)
    about = {"by": by, "now": now, "post_id": post, "text": reason}
    step = note(talk, Act.PUT_OFF, to=State.PLANNED, due_on=planned_on, **about)
    people = case.talkers | {row.user_id for row in case.persons}
    tell(owed, PUT_OFF, by=by, now=now, slot=str(step.pk), to=people)
    return talk


@transaction.atomic
def cancel_talk(*, by: Actor, now: datetime, talk_id: int, reason: str) -> Talk:
    """Cancel a planned talk. A prompt that led to it is to be decided again.

    Raises: as `lock_for`; Refused also where no reason is given.
    """
    case, post = lock_for(Act.CANCEL, talk_id, by=by, now=now)
    reason = _reason(reason)
    end_duty(case.duty(Purpose.HOLD), by=by, now=now, reason=_("The talk is cancelled."))
    about = {"by": by, "now": now, "post_id": post, "text": reason}
    note(case.talk, Act.CANCEL, to=State.CANCELLED, **about)
    detach(case.talk, by=by, now=now)
    return case.talk


def _reason(reason: str) -> str:
    missing = _("Give a reason.")
    return fitting(reason, of=TalkPerson, field="refused_because", missing=missing, at="reason")
