"""From draft to published: submitted, taken back, returned, published by another person; closed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.rooms import decision_ended
from alerts.decisions.submitted import return_draft, submit_draft, take_draft_back
from pages.days import day_of
from pages.refused import Refused
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.versions.fit import check_fit
from responsibility.lists.versions.kind import RETURNED, SUBMITTED
from responsibility.lists.versions.locked import locked_draft, locked_version
from responsibility.lists.versions.states import State, state_of
from responsibility.lists.versions.values import values_of
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.relations.deciders import people_of_offices
from responsibility.organisation.units.models import Unit


@dataclass(frozen=True)
class Stop:
    """Why a draft is not submitted yet: a sentence, and the item that it is about, if any."""

    sentence: str
    item: DutyItem | None = None


def what_stops(duty_list: DutyList, *, now: datetime) -> list[Stop]:
    """What has to be mended before the draft is submitted, in the order of its items."""
    items = list(duty_list.items.prefetch_related("evidence").order_by("position"))
    if not items:
        return [Stop(_("The list has no item."))]
    named = {unit for item in items for unit in item.applies_to}
    standing = Unit.objects.filter(pk__in=named).standing_on(day_of(now))
    stands = set(standing.values_list("pk", flat=True))
    stops, seen = [], {}
    for item in items:
        for sentences in check_fit(values_of(item), duty_list=duty_list).values():
            stops += [Stop(sentence, item) for sentence in sentences]
        if item.applies_to and not stands & set(item.applies_to):
            stops.append(Stop(_("None of the units it is for stands any more."), item))
        if item.text in seen:
            same = _("It says the same as %(code)s.") % {"code": seen[item.text]}
            stops.append(Stop(same, item))
        seen.setdefault(item.text, item.code)
    return stops


@transaction.atomic
def submit(*, list_id: int, by: Actor, now: datetime) -> DutyList:
    """Submit a draft for review by another person of the office; who may review it hears of it.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: it is no draft, or something stops it: the first item is named.
    """
    duty_list = locked_draft(list_id=list_id, by=by, now=now)
    for stop in what_stops(duty_list, now=now)[:1]:
        if stop.item is None:
            raise Refused(stop.sentence)
        raise Refused(f"{stop.item.code} {stop.item}: {stop.sentence}")
    reviewers = people_of_offices(now)[duty_list.county_id] - {*duty_list.authors, by.user.pk}
    submit_draft(duty_list, stage=SUBMITTED, to=reviewers, by=by, now=now)
    audit_office(action="list.submit", about=duty_list, by=by, now=now)
    return duty_list


@transaction.atomic
def take_submission_back(*, list_id: int, by: Actor, now: datetime) -> DutyList:
    """Take the submission back: it is a draft again. Raises as `_under_review`."""
    duty_list = _under_review(list_id=list_id, by=by, now=now)
    take_draft_back(duty_list, by=by, now=now)
    audit_office(action="list.take_back_submission", about=duty_list, by=by, now=now)
    return duty_list


@transaction.atomic
def send_back(*, list_id: int, reason: str, by: Actor, now: datetime) -> DutyList:
    """Return a submitted version to its authors, who hear of it, with a reason. Raises as
    `_reviewed`."""
    duty_list = _reviewed(list_id=list_id, by=by, now=now)
    authors = User.objects.filter(pk__in=duty_list.authors, is_active=True)
    people = authors.values_list("pk", flat=True)
    return_draft(duty_list, reason=reason, stage=RETURNED, to=people, by=by, now=now)
    audit_office(action="list.send_back", about=duty_list, by=by, now=now, after={"reason": reason})
    return duty_list


@transaction.atomic
def publish_version(
    *, list_id: int, document_number: str, committee: str, by: Actor, now: datetime
) -> DutyList:
    """Publish a submitted version under its document number and the name of its committee.

    From now on it never changes; whoever reads lists reads it. Its tasks are made by publishing
    it for a year (responsibility.tasks.publishing). Raises as `_reviewed`.
    """
    duty_list = _reviewed(list_id=list_id, by=by, now=now)
    duty_list.published_by, duty_list.published_at = by.user, now
    duty_list.document_number, duty_list.committee = document_number, committee
    duty_list.removed = []
    names = ["published_by", "published_at", "document_number", "committee", "removed"]
    duty_list.save(update_fields=names)
    decision_ended(about=duty_list, by=by, now=now)
    after = {"document_number": document_number, "committee": committee}
    audit_office(action="list.publish_version", about=duty_list, by=by, now=now, after=after)
    return duty_list


@transaction.atomic
def close_version(*, list_id: int, reason: str, by: Actor, now: datetime) -> DutyList:
    """Close a published version, or give up a draft: nothing more is made from it.

    Tasks there are stay as they are.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: it is closed already, or under review.
    """
    duty_list = locked_version(list_id=list_id, by=by, now=now)
    if state_of(duty_list) == State.CLOSED:
        raise Refused(_("This version is closed already."))
    if state_of(duty_list) == State.SUBMITTED:
        raise Refused(_("The list is under review. Return it, or take the submission back."))
    duty_list.closed_by, duty_list.closed_at, duty_list.closed_reason = by.user, now, reason
    duty_list.save(update_fields=["closed_by", "closed_at", "closed_reason"])
    audit_office(action="list.close", about=duty_list, by=by, now=now, after={"reason": reason})
    return duty_list


def why_not_reviewed(duty_list: DutyList, user) -> str:
    """Why `user` may not review the version; "" where he may."""
    if user.pk in duty_list.authors or user.pk == duty_list.submitted_by_id:
        return _("Somebody else of the office reviews it: you have worked on it.")
    return ""


def _under_review(*, list_id: int, by: Actor, now: datetime) -> DutyList:
    """The submitted version, locked.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: it is not under review.
    """
    duty_list = locked_version(list_id=list_id, by=by, now=now)
    if state_of(duty_list) != State.SUBMITTED:
        raise Refused(_("This version is not under review."))
    return duty_list


def _reviewed(*, list_id: int, by: Actor, now: datetime) -> DutyList:
    """The same for its reviewer; refused to whoever has worked on it."""
    duty_list = _under_review(list_id=list_id, by=by, now=now)
    if sentence := why_not_reviewed(duty_list, by.user):
        raise Refused(sentence)
    return duty_list
