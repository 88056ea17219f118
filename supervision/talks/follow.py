"""Following a talk up: requirements added, dropped, reported on, verified (M001-13)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.words import fitting
from supervision.talks.duties import end_duty, limit_day, make_duty, meet, owe_again, tell
from supervision.talks.hold import Requirement, require
from supervision.talks.kind import REPLIED, SENT_BACK, VERIFIED
from supervision.talks.log import note
from supervision.talks.models import TalkPerson
from supervision.talks.owed import RequirementReply, TalkDuty
from supervision.talks.rights import Case, lock_for
from supervision.talks.states import Act, Purpose, State


@transaction.atomic
def add_requirement(
    *, by: Actor, now: datetime, talk_id: int, person_id: int, text: str, due_on: date
) -> TalkDuty:
    """Require something more of a person of the talk. Raises: as `lock_for` and `require`."""
    case, post = lock_for(Act.REQUIRE, talk_id, by=by, now=now)
    owed = require(case, Requirement(person_id, text, due_on), by=by, now=now, post_id=post)
    about = {"by": by, "now": now, "post_id": post, "text": owed.text, "due_on": due_on}
    note(case.talk, Act.REQUIRE, to=State(case.talk.state), **about)
    return owed


@transaction.atomic
def drop_requirement(
    *, by: Actor, now: datetime, talk_id: int, duty_id: int, reason: str
) -> TalkDuty:
    """Drop a requirement that is not met yet; it stays readable, with the reason.

    Raises: as `lock_for`; TalkDuty.DoesNotExist: it is none of the talk's open ones.
    """
    case, post = lock_for(Act.DROP, talk_id, by=by, now=now)
    owed = _open_one(case, duty_id)
    reason = _reason(reason)
    end_duty(owed, by=by, now=now, reason=_("The requirement is dropped."))
    note(case.talk, Act.DROP, by=by, now=now, post_id=post, to=State(case.talk.state), text=reason)
    return owed


@transaction.atomic
def reply_to_requirement(
    *, by: Actor, now: datetime, talk_id: int, duty_id: int, nonce: UUID, text: str
) -> RequirementReply:
    """Report what became of a requirement; its lamp turns, and who talked verifies it by a day.
    The same nonce reports once.

    Raises: as `lock_for`; TalkDuty.DoesNotExist: it is no open one of the person.
    """
    if first := RequirementReply.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.REPLY, talk_id, by=by, now=now)
    owed = _open_one(case, duty_id, person=case.person_of(by.user))
    missing = _("Say what became of it.")
    text = fitting(text, of=RequirementReply, field="text", missing=missing)
    made = RequirementReply.objects.create(
        duty=owed, text=text, made_by=by.user, made_at=now, nonce=nonce
    )
    meet(owed, now=now, cause=REPLIED)
    talk = case.talk
    verify = make_duty(
        Purpose.VERIFY, talk.made_in, talk=talk, by=by, now=now, made_in=post,
        due_on=limit_day(Purpose.VERIFY, talk.made_in, now=now), person=owed.person,
    )  # fmt: skip
    note(talk, Act.REPLY, by=by, now=now, post_id=post, to=State(talk.state), text=text)
    tell(verify, REPLIED, by=by, now=now, slot=str(made.pk), to=case.talkers)
    return made


@transaction.atomic
def accept_reply(
    *, by: Actor, now: datetime, talk_id: int, reply_id: int, reason: str
) -> RequirementReply:
    """Find a requirement met; `reason` says what was looked at.

    Raises: as `lock_for`; RequirementReply.DoesNotExist: none of the talk waits under that number.
    """
    return _judge(Act.ACCEPT, True, talk_id, reply_id, reason, by=by, now=now)


@transaction.atomic
def send_reply_back(
    *, by: Actor, now: datetime, talk_id: int, reply_id: int, reason: str
) -> RequirementReply:
    """Send a report back with what is missing: the requirement is owed again, on its old day.

    Raises: as `accept_reply`.
    """
    return _judge(Act.SEND_BACK, False, talk_id, reply_id, reason, by=by, now=now)


def _judge(act: Act, accepted: bool, talk_id: int, reply_id: int, reason: str, *, by, now):
    case, post = lock_for(act, talk_id, by=by, now=now)
    waiting = RequirementReply.objects.select_for_update(of=("self",)).select_related("duty")
    reply = waiting.get(pk=reply_id, duty__talk=case.talk, accepted=None)
    reason = _reason(reason)
    reply.accepted, reply.judged_by, reply.judged_at = accepted, by.user, now
    reply.judged_because = reason
    reply.save(update_fields=["accepted", "judged_by", "judged_at", "judged_because"])
    same = {"purpose": Purpose.VERIFY, "person": reply.duty.person_id}
    meet(case.talk.duties.open_still().filter(**same).order_by("pk").first(), now=now,
         cause=VERIFIED)  # fmt: skip
    if not accepted:
        owe_again(reply.duty, now=now, cause=SENT_BACK)
        people = [reply.duty.person.user_id]
        tell(reply.duty, SENT_BACK, by=by, now=now, slot=str(reply.pk), to=people)
    note(case.talk, act, by=by, now=now, post_id=post, to=State(case.talk.state), text=reason)
    return reply


def _open_one(case: Case, duty_id: int, person: TalkPerson | None = None) -> TalkDuty:
    rows = case.talk.duties.open_still().filter(purpose=Purpose.MEET)
    if person:
        rows = rows.filter(person=person)
    return rows.select_related("person").get(pk=duty_id)


def _reason(reason: str) -> str:
    return fitting(
        reason, of=RequirementReply, field="judged_because", missing=_("Give a reason."),
        at="reason",
    )  # fmt: skip
