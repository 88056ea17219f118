"""Quarters of the standing cast: one closed with a correction and one to be entered, one that waits
for the office, one in preparation."""

from datetime import date

from alerts.decisions.exempt import exempt
from pages.quarter import Quarter
from supervision.closings.close import decide_closing, preview_of
from supervision.closings.differences import differences
from supervision.closings.models import ClosedTask, Closing
from supervision.closings.note import enter_note
from supervision.closings.prepare import carry_over, open_closing, submit_closing
from supervision.closings.unfinished import unfinished
from tests import make
from tests.make import NOW, at

WINTER = {
    "period_start": date(2026, 1, 1),
    "period_end": date(2026, 4, 1),
    "due_on": date(2026, 3, 31),
    "opens_at": at("2026-01-01 00:00"),
    "warns_at": at("2026-03-24 00:00"),
    "late_at": at("2026-04-01 00:00"),
    "lamp": "red",
    "lamp_since": at("2026-04-01 00:05"),
}
# Moved past the end of its quarter, so that it is unfinished when the quarter is closed.
SPRING = {
    "period_start": date(2026, 4, 1),
    "period_end": date(2026, 7, 1),
    "due_on": date(2026, 10, 30),
    "opens_at": at("2026-04-01 00:00"),
    "warns_at": at("2026-10-23 00:00"),
    "late_at": at("2026-10-31 00:00"),
    "lamp_since": at("2026-04-01 00:00"),
}
BEFORE = NOW - make.days(1)


def build_closings(cast) -> None:
    """The colleague submits, the office confirms. Both tasks of the closed quarter were exempted
    since; one of them is noted."""
    tasks = [make.make_task(cast.head, **WINTER) for _ in range(2)]
    colleague = make.actor(cast.colleague)
    cast.closed = closed(cast, Quarter(2026, 1))
    for task in tasks:
        exempt(deadline=task, by=colleague, now=NOW, reason="Abroad.", document="No. 4")
    first, second = differences(cast.closed, now=NOW)
    act = {"closing_id": cast.closed.pk, "reason": "Exempted.", "by": colleague, "now": NOW}
    cast.closing_note = enter_note(rows=[first.row.pk], **act)
    cast.difference = second.row
    cast.closing_waits = submitted(cast, Quarter(2025, 4))
    cast.closing_own = submitted(cast, Quarter(2025, 3), by=make.actor(cast.people["office"]))
    cast.closing_open = open_closing(quarter=Quarter(2025, 2), by=colleague, now=BEFORE)
    cast.closing_spring = open_closing(quarter=Quarter(2026, 2), by=colleague, now=BEFORE)
    make.make_task(cast.head, **SPRING)
    code = next(item.code for item in unfinished(cast.closing_spring, now=NOW).undecided)
    act = {"closing_id": cast.closing_spring.pk, "by": colleague, "now": NOW}
    (cast.carried,) = carry_over(codes=[code], reason="Later.", **act)
    make.make_task(cast.head, **SPRING)


def submitted(cast, quarter: Quarter, by=None) -> Closing:
    by = by or make.actor(cast.colleague)
    closing = open_closing(quarter=quarter, by=by, now=BEFORE)
    return submit_closing(closing_id=closing.pk, by=by, now=BEFORE)


def closed(cast, quarter: Quarter) -> Closing:
    closing = submitted(cast, quarter)
    digest = preview_of(closing, now=BEFORE).digest
    return decide_closing(
        closing_id=closing.pk, accepted=True, digest=digest, now=BEFORE,
        by=make.actor(cast.people["office"]),
    )  # fmt: skip


def unfinished_code(cast) -> str:
    left = unfinished(cast.closing_spring, now=NOW).undecided
    return left[0].code if left else ""


def shown_digest(cast) -> str:
    return preview_of(cast.closing_waits, now=NOW).digest


def frozen(cast, **over) -> ClosedTask:
    """A row more of the closed quarter, of the officer's post."""
    task = make.make_task(cast.head, make.make_item(cast.county))
    words = {"unit_name": "Bureau", "post_title": "Head", "holder": "Wu", "title": "Duty"} | over
    return ClosedTask.objects.create(
        closing=cast.closed, task=task, unit=task.unit, post=task.post,
        role_kind=task.role_kind, category=task.category, due_on=task.due_on, required=1, done=0,
        lamp="red", since=NOW, **words,
    )  # fmt: skip


def closed_tasks(cast, count, word):
    for _ in range(count):
        frozen(cast, title=word)


def closings(cast, count, word):
    """The word is the name of who submitted them."""
    made = Closing.objects.filter(county_id=cast.county.pk, year__lt=2025).count()
    for number in range(made, made + count):
        Closing.objects.create(
            county_id=cast.county.pk, year=2024 - number // 4, quarter=number % 4 + 1,
            state="waits", submitted_by=make.make_person(word), submitted_at=NOW,
        )  # fmt: skip
