"""What-if = what happens: a change is carried out by its very verb within a savepoint, what became
of the deadlines is read, and all of it is undone (docs/decisions/0026)."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.readers import DeadlineQuerySet
from alerts.whatif.course import Course, read
from alerts.whatif.foresight import Change, Foresight
from alerts.whatif.tellings import newest_reminder, tellings_of
from pages.refused import Refused

CHANGED_SINCE = _("What would change is no longer what was shown. Look at it again.")


def open_of(county_id: int) -> list[DeadlineQuerySet]:
    """All of a county that is still to be done."""
    return [
        model.objects.filter(county_id=county_id, fulfilled_at=None, exempt=False)
        for model in deadline_models()
    ]


def foresee(
    act: Callable[[], Any], *, county_id: int, rows: Sequence[DeadlineQuerySet], at: datetime
) -> tuple[Any, Foresight]:
    """What `act` returns and brings to `rows` of a county, seen from the aware instant `at` on;
    nothing of it is left. Raises what `act` raises.

    Rows that `act` locks stay locked until the caller's transaction ends.
    """
    with transaction.atomic():
        outcome, foresight = _observed(act, county_id=county_id, rows=rows, at=at)
        transaction.set_rollback(True)
    return outcome, foresight


def do_as_foreseen(
    act: Callable[[], Any],
    *,
    mark: str,
    county_id: int,
    rows: Sequence[DeadlineQuerySet],
    at: datetime,
) -> Any:
    """Carry out `act` where it brings what the foresight with this `mark` said; its answer. With an
    empty mark nothing was shown, and it may bring anything.

    Raises:
        Refused: it would bring something else; nothing is done. And what `act` raises.
    """
    if not mark:
        return act()
    with transaction.atomic():
        outcome, foresight = _observed(act, county_id=county_id, rows=rows, at=at)
        if foresight.mark != mark:
            raise Refused(CHANGED_SINCE)
    return outcome


def _observed(
    act: Callable[[], Any], *, county_id: int, rows: Sequence[DeadlineQuerySet], at: datetime
) -> tuple[Any, Foresight]:
    before = [(one.model, read(one)) for one in rows]
    last = newest_reminder()
    outcome = act()
    foresight = Foresight(at)
    for (model, were), one in zip(before, rows, strict=True):
        for pk, row in _again(one, were).items():
            if row == were[pk]:
                foresight.stays[Course.of(row, at=at).lamp] += 1
                continue
            courses = Course.of(were[pk], at=at), Course.of(row, at=at)
            foresight.changes.append(Change.between(model.matter_kind, pk, *courses))
    foresight.tellings = tellings_of(foresight, county_id=county_id, since=last)
    return outcome, foresight


def _again(rows: DeadlineQuerySet, were: Collection[int]) -> dict[int, tuple]:
    """The same rows read once more, those too that the change took out of the set."""
    found = read(rows)
    gone = [pk for pk in were if pk not in found]
    found |= read(rows.model.objects.filter(pk__in=gone)) if gone else {}
    return {pk: row for pk, row in found.items() if pk in were}
