"""A hearing in a small county: each act by who does it."""

from datetime import date

from supervision.closings.models import Closing
from supervision.hearings.compose import compose
from supervision.hearings.decide import enter_decision
from supervision.hearings.draft import open_hearing, save_draft
from supervision.hearings.lay import draft_digest, hear, lay
from supervision.hearings.models import Hearing, HearingDecision, LaidReport
from tests import make
from tests.make import at
from tests.supervision.closings import play as closings

QUARTER, LATER, AFTER = closings.QUARTER, closings.LATER, closings.AFTER
MEETING = date(2026, 10, 22)
DAY_AFTER = at("2026-10-23 10:00")
red, who = closings.red, closings.who
BY = date(2026, 11, 6)


def shire():
    return closings.shire()


def closed(shire) -> Closing:
    return closings.closed(shire)


def opened(shire, now=AFTER) -> Hearing:
    return open_hearing(quarter=QUARTER, by=who(shire), now=now)


def drafted(shire, now=AFTER, **over) -> Hearing:
    hearing = opened(shire, now)
    values = {"meeting_on": MEETING, "findings": "Forms overlap.", "requests": "Fewer forms."}
    values |= {"reasons": {}} | over
    return save_draft(hearing_id=hearing.pk, by=who(shire), now=now, **values)


def laid(shire, now=AFTER, **over) -> LaidReport:
    hearing = drafted(shire, now, **over)
    digest = draft_digest(compose(hearing, now=now))
    return lay(hearing_id=hearing.pk, digest=digest, by=who(shire), now=now)


def heard(shire) -> Hearing:
    report = laid(shire)
    act = {"by": who(shire), "now": DAY_AFTER}
    return hear(hearing_id=report.hearing_id, heard_on=MEETING, **act)


def decided(shire, hearing, units=None, text="Write the plan.", **over) -> HearingDecision:
    units = [shire.bodies[0].pk] if units is None else units
    values = {"reply_by": BY, "nonce": make.nonce(), "by": who(shire), "now": DAY_AFTER} | over
    return enter_decision(hearing_id=hearing.pk, text=text, unit_ids=units, **values)
