"""Opening a spot check of a lodged record: chosen by a checker, or drawn (抽查核实; M000-16)."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.standing import standing_of
from responsibility.records.counting.end import lock_record
from responsibility.records.models import DutyRecord
from responsibility.records.record.chain import chain_of
from supervision.checks.draws.models import CheckDraw
from supervision.checks.duties import make_duty
from supervision.checks.find import write_findings
from supervision.checks.log import note
from supervision.checks.models import SpotCheck
from supervision.checks.rights import checking_post, is_own
from supervision.checks.states import Act, Purpose, State

SERIES = "check"


@transaction.atomic
def open_check(
    *, by: Actor, now: datetime, record_id: int, findings: Mapping[str, str]
) -> SpotCheck:
    """Open a spot check of a record with `findings` by section; its owner is to reply.

    Raises:
        DutyRecord.DoesNotExist: there is none, or the person does not see its face.
        PermissionDenied: the person does not check records of the unit, or it is their own.
        Refused: nothing is asked, a text is too long, or `why_not_open` says why.
    """
    record = DutyRecord.objects.visible_to(by.user, at=now).select_related("unit").get(pk=record_id)
    post = checking_post(standing_of(by.user, at=now), record.unit)
    if post is None or is_own(chain_of(record), record.unit, user=by.user, at=now):
        raise PermissionDenied(
            _("Only who supervises the unit checks its records, and nobody their own.")
        )
    lock_record(record.pk)
    if against := why_not_open(record):
        raise Refused(against)
    check = write_check(record, by=by, now=now, post_id=post, act=Act.OPEN)
    return write_findings(check, findings, by=by, now=now, post_id=post, act=Act.OPEN)


def why_not_open(record: DutyRecord) -> str:
    """Why no spot check of `record` is opened; "" if one may be."""
    if record.kind == DutyRecord.Kind.ZERO_REPORT:
        return _("Nothing was done that could be checked.")
    if record.ended_at:
        return _("This record counts no longer; only what counts is checked.")
    if record.checked_at is None:
        return ""
    check = check_of(record)
    words = {"number": check.called if check else ""}
    return _("This record is checked already: %(number)s.") % words


def check_of(record: DutyRecord) -> SpotCheck | None:
    """The spot check of any version of `record`."""
    if record.checked_at is None:
        return None
    return SpotCheck.objects.filter(record__in=[row.pk for row in chain_of(record)]).first()


def write_check(
    record: DutyRecord,
    *,
    by: Actor,
    now: datetime,
    post_id: int,
    act: Act,
    draw: CheckDraw | None = None,
    turn: int | None = None,
) -> SpotCheck:
    """Write a spot check of the locked `record` under the next number; rights are the caller's.

    From now on the record is not withdrawn any more, only corrected (edge case 40). The body that
    checks owes the conclusion by a day.
    """
    year = day_of(now).year
    number = take_numbers(county_id=record.county_id, year=year, kind=SERIES)[0]
    check = SpotCheck.objects.create(
        county_id=record.county_id,
        year=year,
        number=number,
        record=record,
        post_id=record.post_id,
        unit_id=record.unit_id,
        draw=draw,
        turn=turn,
        made_by=by.user,
        made_in_id=post_id,
        made_at=now,
        state=State.DRAWN,
    )
    if record.checked_at is None:
        record.checked_at = now
        record.save(update_fields=["checked_at"])
    if draw is not None:
        make_duty(check, Purpose.CONCLUDE, check.made_in, by=by, now=now, made_in=post_id)
        after = {"record": record.pk, "draw": draw.pk}
        note(check, act, by=by, now=now, post_id=post_id, to=State.DRAWN, **after)
    return check
