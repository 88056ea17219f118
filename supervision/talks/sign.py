"""Who was talked to says their view and signs; or who talked notes that they refuse."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.talks.duties import tell
from supervision.talks.hold import lodge_side
from supervision.talks.kind import SIGNED
from supervision.talks.log import note
from supervision.talks.models import TalkClaim, TalkPerson
from supervision.talks.rights import Case, lock_for
from supervision.talks.states import Act, State

MOST_CLAIMS = 10


@transaction.atomic
def sign_talk(
    *,
    by: Actor,
    now: datetime,
    talk_id: int,
    view: str = "",
    disagrees: bool = False,
    claims: str = "",
    task_ids: Sequence[int] = (),
) -> TalkPerson:
    """Sign the own part: with the own view, and the problems that one brings up oneself, a line
    each (M001-14). Who disagrees says why; it stands with the signature. The own talk item is
    fulfilled by the same act.

    Raises: as `lock_for`; Refused also where who disagrees says nothing, or a text is too long.
    """
    case, post = lock_for(Act.SIGN, talk_id, by=by, now=now)
    person = TalkPerson.objects.select_for_update().get(pk=case.person_of(by.user).pk)
    missing = _("Say what you see otherwise.") if disagrees else ""
    view = fitting(view, of=TalkPerson, field="view", missing=missing)
    written = case.talk.written
    person.record = lodge_side(
        case.talk, by=by, now=now, task_ids=task_ids, happened_on=written.happened_on,
        place=written.place, with_whom=[case.talk.made_by.name],
    )  # fmt: skip
    person.view, person.disagrees, person.signed_at = view, disagrees, now
    person.save(update_fields=["view", "disagrees", "signed_at", "record"])
    TalkClaim.objects.bulk_create(
        TalkClaim(person=person, text=fitting(line, of=TalkClaim, field="text", at="claims"))
        for line in _lines(claims)
    )
    step = _settle(case, Act.SIGN, person, by=by, now=now, post_id=post, disagrees=disagrees)
    owed = case.talk.duties.order_by("pk").first()
    tell(owed, SIGNED, by=by, now=now, slot=str(step.pk), to=case.talkers)
    return person


def _lines(claims: str) -> list[str]:
    lines = [line.strip() for line in claims.splitlines() if line.strip()]
    if len(lines) > MOST_CLAIMS:
        raise Refused(_("Name at most %(most)d.") % {"most": MOST_CLAIMS}, field="claims")
    return lines


@transaction.atomic
def note_refusal(
    *, by: Actor, now: datetime, talk_id: int, person_id: int, reason: str
) -> TalkPerson:
    """Note that a person refuses to sign, and why, as those present saw it. The record holds all
    the same; the person may still sign.

    Raises: as `lock_for`; TalkPerson.DoesNotExist: it is nobody of the talk; Refused also where
        it is settled already, or nothing is said.
    """
    case, post = lock_for(Act.REFUSAL, talk_id, by=by, now=now)
    person = case.talk.persons.select_for_update().get(pk=person_id)
    if person.is_settled:
        raise Refused(_("It is signed, or the refusal is noted already."))
    missing = _("Say how it came to the refusal.")
    person.refused_because = fitting(
        reason, of=TalkPerson, field="refused_because", missing=missing, at="reason"
    )
    person.refused_at, person.refused_by = now, by.user
    person.save(update_fields=["refused_because", "refused_at", "refused_by"])
    _settle(case, Act.REFUSAL, person, by=by, now=now, post_id=post)
    return person


def _settle(case: Case, act: Act, person: TalkPerson, *, by: Actor, now, post_id: int, **after):
    """Once everybody is settled, the talk is followed up."""
    others = [row for row in case.unsettled if row.pk != person.pk]
    to = State(case.talk.state) if others else State.FOLLOWING
    return note(
        case.talk, act, by=by, now=now, post_id=post_id, to=to, person=person.user_id, **after
    )
