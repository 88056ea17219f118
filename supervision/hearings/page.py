"""All that the page of one hearing shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from responsibility.organisation.standing import standing_of
from supervision.hearings.compose import report_of
from supervision.hearings.lay import draft_digest
from supervision.hearings.models import Hearing, HearingDecision, HearingNote, LaidReport
from supervision.hearings.past import decisions_of
from supervision.hearings.report import Report
from supervision.hearings.states import State
from supervision.papers.steps import log_of


@dataclass
class HearingPage:
    """`laid` is the report in force as it was laid, `earlier` those taken back; `digest` the
    fingerprint of a draft as it is shown. Drafts and the log are the office's."""

    hearing: Hearing
    report: Report
    laid: LaidReport | None
    earlier: list[LaidReport] = field(default_factory=list)
    notes: Sequence[HearingNote] = ()
    decisions: Sequence[HearingDecision] = ()
    is_office: bool = False
    digest: str = ""
    log: Sequence = ()

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
        )
