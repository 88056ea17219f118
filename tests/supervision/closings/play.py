"""Closing a quarter in a small county: each act by who does it."""

from pages.quarter import Quarter
from supervision.closings.close import decide_closing, preview_of
from supervision.closings.models import Closing
from supervision.closings.note import enter_note
from supervision.closings.prepare import carry_over, open_closing, submit_closing
from supervision.closings.unfinished import unfinished
from tests import make
from tests.make import at
from tests.supervision.objections import play as objections

QUARTER = Quarter(2026, 3)
LATER = at("2026-10-12 10:00")  # the quarter is over
AFTER = at("2026-10-20 10:00")  # it is closed
shire, red, HEAD = objections.shire, objections.red, objections.HEAD


def opened(shire, now=LATER) -> Closing:
    return open_closing(quarter=QUARTER, by=who(shire), now=now)


def carried(shire, now=LATER) -> Closing:
    """Everything unfinished is carried over."""
    closing = opened(shire, now)
    if left := [item.code for item in unfinished(closing, now=now).undecided]:
        carry_over(closing_id=closing.pk, codes=left, reason="Later.", by=who(shire), now=now)
    return closing


def submitted(shire, now=LATER) -> Closing:
    closing = carried(shire, now)
    return submit_closing(closing_id=closing.pk, by=who(shire), now=now)


def closed(shire, now=LATER) -> Closing:
    closing = submitted(shire, now)
    return decide(shire, closing, now=now)


def decide(shire, closing, *, accepted=True, person="second office", now=LATER, **over) -> Closing:
    values = {"digest": preview_of(closing, now=now).digest} | over
    by = who(shire, person)
    return decide_closing(closing_id=closing.pk, accepted=accepted, by=by, now=now, **values)


def noted(shire, closing, rows, now=AFTER, reason="Objection upheld."):
    return enter_note(closing_id=closing.pk, rows=rows, reason=reason, by=who(shire), now=now)


def who(shire, person="office"):
    return make.actor(shire.people[person])
