"""All that the page of one hearing shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from responsibility.organisation.standing import standing_of
from supervision.hearings.compose import report_of
from supervision.hearings.figures import closing_of
from supervision.hearings.lay import draft_digest
from supervision.hearings.models import Hearing, HearingDecision, HearingNote, LaidReport
from supervision.hearings.past import decisions_of
from supervision.hearings.report import Report
from supervision.hearings.states import State
from supervision.papers.steps import log_of


@dataclass
class HearingPage:
    """`laid` is the report in force as it was laid, `earlier` those taken back; `digest` the
    fingerprint of a draft as it is shown; `corrected_since`: so many corrections of the closed
    quarter came after it was laid. Drafts and the log are the office's."""

    hearing: Hearing
    report: Report
    laid: LaidReport | None
    earlier: list[LaidReport] = field(default_factory=list)
    notes: Sequence[HearingNote] = ()
    decisions: Sequence[HearingDecision] = ()
    is_office: bool = False
    digest: str = ""
    log: Sequence = ()
    corrected_since: int = 0

    @property
    def is_draft(self) -> bool:
        return self.hearing.state == State.DRAFTED

    @property
    def is_heard(self) -> bool:
        return self.hearing.state == State.HEARD

    @property
    def number(self) -> str:
        return self.laid.number if self.laid else self.hearing.name

    @classmethod
    def of(cls, hearing: Hearing, *, user, now: datetime) -> Self:
        office = hearing.county_id in standing_of(user, at=now).office_counties
        versions = list(hearing.laid.select_related("laid_by", "ended_by").order_by("-version"))
        laid = next((row for row in versions if row.ended_at is None), None)
        report = report_of(hearing, laid, now=now)
        return cls(
            hearing=hearing,
            report=report,
            laid=laid,
            earlier=[row for row in versions if row.ended_at] if office else [],
            notes=hearing.notes.select_related("made_by", "ended_by").order_by("-number"),
            decisions=decisions_of(hearing, now=now),
            is_office=office,
            digest="" if laid else draft_digest(report),
            log=log_of(hearing.steps) if office else [],
            corrected_since=_corrected_since(hearing, laid) if laid else 0,
        )


def _corrected_since(hearing: Hearing, laid: LaidReport) -> int:
    closing = closing_of(hearing.county_id, hearing.of_quarter)
    return closing.notes.filter(ended_at=None, made_at__gt=laid.laid_at).count() if closing else 0
