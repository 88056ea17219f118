"""Laying the report before the committee, which freezes it; taking it back; that it was heard."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from supervision.closings.content import digest_of
from supervision.hearings.compose import compose
from supervision.hearings.content import canonical, content_of
from supervision.hearings.draft import lock_hearing, refuse_unless_drafted, write
from supervision.hearings.models import IN_FORCE, Hearing, LaidReport
from supervision.hearings.report import Report
from supervision.hearings.states import Act, State


def draft_digest(report: Report) -> str:
    """The fingerprint of a draft as it is shown."""
    return digest_of(canonical("", content_of(report)))


@transaction.atomic
def lay(*, hearing_id: int, digest: str, by: Actor, now: datetime) -> LaidReport:
    """Lay the report before the committee as it is at `now`: from here on it is kept as it is.
    `digest` is the fingerprint of what the person was shown.

    Raises:
        Hearing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is laid already; no day of the meeting, no finding; or what is in it has
            changed since it was shown.
    """
    hearing = lock_hearing(hearing_id, by=by, now=now)
    refuse_unless_drafted(hearing)
    if hearing.meeting_on is None:
        raise Refused(_("Enter the day of the meeting first."))
    report = compose(hearing, now=now)
    if not report.findings:
        raise Refused(_("Write at least one finding first."))
    if draft_digest(report) != digest:
        raise Refused(_("The figures have changed since they were shown. Look at them again."))
    last = hearing.laid.order_by("version").last()
    laid = LaidReport(
        hearing=hearing, version=last.version + 1 if last else 1, content=content_of(report),
        laid_by=by.user, laid_at=now,
    )  # fmt: skip
    laid.digest = digest_of(canonical(laid.number, laid.content))
    laid.save()
    hearing.state = State.LAID
    hearing.save(update_fields=["state"])
    write(hearing, Act.LAY, by=by, now=now, after={"version": laid.version})
    return laid


@transaction.atomic
def take_back(*, hearing_id: int, reason: str, by: Actor, now: datetime) -> Hearing:
    """Take the report back before it was heard: it is a draft again; what was laid stays readable
    in its version, and so do its notes.

    Raises:
        Hearing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is not laid, or heard already; or the reason is missing.
    """
    hearing = lock_hearing(hearing_id, by=by, now=now)
    if hearing.state != State.LAID:
        raise Refused(_("Only what is laid and not heard yet is taken back."))
    missing = _("Give a reason.")
    because = fitting(reason, of=LaidReport, field="ended_because", missing=missing, at="reason")
    laid = hearing.laid.get(IN_FORCE)
    laid.ended_by, laid.ended_at, laid.ended_because = by.user, now, because
    laid.save(update_fields=["ended_by", "ended_at", "ended_because"])
    hearing.state = State.DRAFTED
    hearing.save(update_fields=["state"])
    write(hearing, Act.TAKE_BACK, by=by, now=now, text=because, after={"version": laid.version})
    return hearing


@transaction.atomic
def hear(*, hearing_id: int, heard_on: date, by: Actor, now: datetime) -> Hearing:
    """Record on which day the committee heard the report. Its decisions are recorded after that.

    Raises:
        Hearing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is not laid, or the day lies before it was laid or after today.
    """
    hearing = lock_hearing(hearing_id, by=by, now=now)
    if hearing.state != State.LAID:
        raise Refused(_("Only what is laid before the committee is heard."))
    laid = hearing.laid.get(IN_FORCE)
    if not day_of(laid.laid_at) <= heard_on <= day_of(now):
        text = _("Choose a day from the one it was laid on until today.")
        raise Refused(text, field="heard_on")
    hearing.state, hearing.heard_on = State.HEARD, heard_on
    hearing.save(update_fields=["state", "heard_on"])
    write(hearing, Act.HEAR, by=by, now=now, after={"heard_on": heard_on})
    return hearing
