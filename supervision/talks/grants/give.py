"""The commission office names who may read a talk, and ends it; and a reading for a purpose."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from supervision.talks.grants.models import TalkGrant, TalkReading, grants_of
from supervision.talks.models import Talk
from supervision.talks.rights import Case

LONGEST = timedelta(days=366)


def may_grant(user, case: Case, *, at: datetime) -> bool:
    """Whether the person decides who reads it: the commission office, but not about a talk in
    which they take part."""
    office = case.talk.county_id in standing_of(user, at=at).office_counties
    return office and user.pk not in case.talkers and case.person_of(user) is None


@transaction.atomic
def give_talk_grant(
    *, by: Actor, now: datetime, talk_id: int, user_id: int, last_on: date, basis: str
) -> TalkGrant:
    """Let a person read what was said in a talk through `last_on`; each reading asks the purpose.

    Raises:
        Talk.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: the person is of no commission office, or takes part in the talk.
        Refused: to oneself, to who was talked to, no basis, or an unfit day.
    """
    talk = Talk.objects.visible_to(by.user, at=now).get(pk=talk_id)
    case = Case.of(talk, at=now)
    if not may_grant(by.user, case, at=now):
        raise PermissionDenied(_("Only the commission office decides who reads a talk."))
    user = User.objects.visible_to(by.user, at=now).get(pk=user_id, is_active=True)
    if user.pk == by.user.pk:
        raise Refused(
            _("Nobody gives such a grant to themselves. Ask a colleague to decide."), field="user"
        )
    if case.person_of(user):
        raise Refused(_("Who was talked to reads the own part alone."), field="user")
    if not day_of(now) <= last_on <= day_of(now) + LONGEST:
        raise Refused(_("Choose a day within a year."), field="last_on")
    grant = TalkGrant.objects.create(
        talk=talk, user=user, last_on=last_on, given_by=by.user, given_at=now,
        basis=fitting(basis, of=TalkGrant, field="basis", missing=_("Give the basis.")),
    )  # fmt: skip
    after = {"user": user.pk, "last_on": last_on, "basis": grant.basis}
    record_audit(by=by, now=now, action="talk_grant.give", about=talk, after=after)
    return grant


@transaction.atomic
def end_talk_grant(*, by: Actor, now: datetime, talk_id: int, grant_id: int) -> None:
    """End a grant at once; one that has ended stays as it is.

    Raises: as `give_talk_grant`; TalkGrant.DoesNotExist: it is none of the talk.
    """
    talk = Talk.objects.visible_to(by.user, at=now).get(pk=talk_id)
    if not may_grant(by.user, Case.of(talk, at=now), at=now):
        raise PermissionDenied(_("Only the commission office decides who reads a talk."))
    grant = talk.grants.select_for_update(no_key=True).get(pk=grant_id)
    if grant.ended_at is None:
        grant.ended_at = now
        grant.save(update_fields=["ended_at"])
        record_audit(by=by, now=now, action="talk_grant.end", about=talk)


@transaction.atomic
def read_talk(*, by: Actor, now: datetime, talk_id: int, purpose: str) -> TalkReading:
    """Open what was said in a talk by a grant, for some minutes from `now`; it is noted.

    Raises:
        Talk.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: no grant in force names the person.
        Refused: no purpose is stated, or a too long one.
    """
    talk = Talk.objects.visible_to(by.user, at=now).get(pk=talk_id)
    grant = grants_of(by.user, at=now).filter(talk=talk).order_by("-last_on", "pk").first()
    if grant is None:
        raise PermissionDenied(_("You have no grant to read this text."))
    reading = TalkReading.objects.create(
        grant=grant, read_by=by.user, read_at=now,
        purpose=fitting(purpose, of=TalkReading, field="purpose", missing=_("State the purpose.")),
    )  # fmt: skip
    after = {"purpose": reading.purpose}
    record_audit(by=by, now=now, action="talk.read", about=talk, after=after)
    return reading
