"""Beginning the report of a quarter, and writing what the office has to say in it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.quarter import Quarter
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from supervision.hearings.compose import MOST_LINES, compose, lines_of
from supervision.hearings.models import Hearing
from supervision.hearings.propose import proposed_findings, proposed_requests
from supervision.hearings.states import Act, State
from supervision.papers.steps import write_step

LONGEST_REASON = 60


@transaction.atomic
def open_hearing(*, quarter: Quarter, by: Actor, now: datetime) -> Hearing:
    """Begin the report of a quarter, with findings drafted from its figures; the one there is,
    where somebody has begun.

    Raises:
        PermissionDenied: the person works in no commission office.
        Refused: the quarter has not begun.
    """
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office drafts it."))
    if day_of(now) < quarter.start:
        raise Refused(_("The quarter has not begun."), field="quarter")
    hearing, new = Hearing.objects.get_or_create(
        county_id=min(counties), year=quarter.year, quarter=quarter.number,
        defaults={"opened_by": by.user, "opened_at": now},
    )  # fmt: skip
    if new:
        report = compose(hearing, now=now)
        hearing.findings = "\n".join(proposed_findings(hearing, report))
        hearing.requests = "\n".join(proposed_requests(report))
        hearing.save(update_fields=["findings", "requests"])
        write(hearing, Act.OPEN, by=by, now=now)
    return hearing


@transaction.atomic
def save_draft(
    *,
    hearing_id: int,
    meeting_on: date | None,
    findings: str,
    requests: str,
    reasons: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> Hearing:
    """Write what the office has to say: the day of the meeting, findings and decisions asked for
    (one a line, five at most each), and by the task's id why it is still red.

    Raises:
        Hearing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is laid or heard; too many lines, or a text is too long; a reason is cut.
    """
    hearing = lock_hearing(hearing_id, by=by, now=now)
    refuse_unless_drafted(hearing)
    written = {pk: text.strip()[:LONGEST_REASON] for pk, text in reasons.items() if text.strip()}
    hearing.meeting_on = meeting_on
    hearing.findings = _lines(findings, "findings")
    hearing.requests = _lines(requests, "requests")
    hearing.reasons = hearing.reasons | dict.fromkeys(reasons, "") | written
    hearing.save(update_fields=["meeting_on", "findings", "requests", "reasons"])
    write(hearing, Act.SAVE, by=by, now=now)
    return hearing


def lock_hearing(hearing_id: int, *, by: Actor, now: datetime) -> Hearing:
    """The hearing, locked. Raises DoesNotExist where it is not of a county whose office `by` works
    in."""
    mine = Hearing.objects.managed_by(by.user, at=now)
    return mine.select_for_update(no_key=True).get(pk=hearing_id)


def refuse_unless_drafted(hearing: Hearing) -> None:
    if hearing.state != State.DRAFTED:
        raise Refused(_("It is laid before the committee: the draft changes no more."))


def write(hearing: Hearing, act: Act, *, by: Actor, now: datetime, text: str = "", after=None):
    """Write an act into the log and the audit, in the post of the office."""
    post_id = min(standing_of(by.user, at=now).office_posts)
    write_step(
        hearing, act, by=by, now=now, post_id=post_id, state=hearing.state, text=text, after=after
    )


def _lines(text: str, field: str) -> str:
    lines = lines_of(fitting(text, of=Hearing, field=field))
    if len(lines) > MOST_LINES:
        raise Refused(_("Write five lines at most."), field=field)
    return "\n".join(lines)
