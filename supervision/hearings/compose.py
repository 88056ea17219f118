"""Composing the report of a hearing: from the figures of its quarter and the words of the
office."""

from datetime import datetime

from pages.days import day_of
from responsibility.organisation.units.models import Unit
from supervision.hearings.figures import closing_of, figures_of, late_items
from supervision.hearings.models import Hearing, LaidReport
from supervision.hearings.past import heard_before, past_of
from supervision.hearings.reds import reds_of
from supervision.hearings.report import Report

MOST_LINES = 5  # findings, and decisions asked for


def compose(hearing: Hearing, *, now: datetime) -> Report:
    """The report as it is at `now`; while a draft is looked at. In a fixed number of queries."""
    county_id, quarter = hearing.county_id, hearing.of_quarter
    closing, before = closing_of(county_id, quarter), quarter.shifted(-1)
    closing_before = closing_of(county_id, before)
    reds, red_count = reds_of(county_id, quarter, hearing.reasons, now=now)
    last = heard_before(hearing)
    return Report(
        quarter=str(quarter),
        county=Unit.objects.values_list("name", flat=True).get(pk=county_id),
        as_of=day_of(now).isoformat(),
        meeting=hearing.meeting_on.isoformat() if hearing.meeting_on else "",
        now=figures_of(county_id, quarter, closing, now=now),
        before=figures_of(county_id, before, closing_before, now=now),
        reds=reds,
        red_count=red_count,
        late_items=late_items(county_id, quarter, closing, now=now),
        findings=lines_of(hearing.findings),
        past=past_of(last, now=now) if last else [],
        past_heard=last.heard_on.isoformat() if last and last.heard_on else "",
        requests=lines_of(hearing.requests),
        digest=closing.digest if closing else "",
    )


def lines_of(text: str) -> list[str]:
    """What was written, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def report_of(hearing: Hearing, laid: LaidReport | None, *, now: datetime) -> Report:
    """As it was laid; of a draft as it is now."""
    return Report.read(laid.content) if laid else compose(hearing, now=now)
