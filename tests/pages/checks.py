"""Spot checks of the standing cast: one for each act that a page does."""

from responsibility.records.lodging.lodge import lodge
from responsibility.records.record.correct import correct
from supervision.checks.conclude import conclude
from supervision.checks.draws.draw import draw_records, publish_draw
from supervision.checks.models import SpotCheck
from supervision.checks.open import open_check
from supervision.checks.reply import reply
from tests import make
from tests.make import NOW

EARLY = NOW - make.days(20)  # records of their own draw
FINDINGS = {"evidence": "Where is the list?"}


def build_checks(cast) -> None:
    """All of records of the officer, checked by the group that supervises the bureau."""
    cast.record_to_check = record(cast)
    cast.check_asked = _opened(cast)
    cast.check_file = cast.store("officer")
    cast.check_replied = _replied(cast, file_ids=[cast.check_file.pk])
    cast.check_corrected = _concluded(cast, "insufficient")
    _correct(cast, cast.check_corrected.record)
    cast.check_untrue = _concluded(cast, "untrue")
    early = record(cast, now=EARLY)
    drawn = _publish(cast, first_on=EARLY.date(), last_on=EARLY.date(), size=1)
    draw_records(by=_by(cast, "group_inside"), now=NOW, draw_id=drawn.pk)
    cast.check_drawn = SpotCheck.objects.get(record=early)
    cast.draw = _publish(cast, first_on=NOW.date(), last_on=NOW.date(), size=2)


def record(cast, now=NOW, text="Walked the dams again."):
    """A record of the officer for a task of its own."""
    task = make.make_task(cast.head, make.make_item(cast.county))
    act = {"by": _by(cast, "officer"), "now": now, "nonce": make.nonce()}
    return lodge(task_ids=[task.pk], happened_on=now.date(), text=text, **act)


def published(cast, **over) -> dict:
    """What is typed into the form of a draw."""
    values = {"nonce": make.nonce(), "title": "九月", "floor": 0, "cap": 5, "size": 1}
    days = {"first_on": NOW.date(), "last_on": NOW.date()}
    return values | days | {"draws_on": NOW.date() + make.days(3)} | over


def _by(cast, who):
    return make.actor(cast.people[who])


def _publish(cast, **over):
    draws_on = NOW.date() - make.days(1)
    values = published(cast, draws_on=draws_on, **over)
    return publish_draw(by=_by(cast, "group_inside"), now=NOW - make.days(3), **values)


def _opened(cast) -> SpotCheck:
    by = _by(cast, "group_inside")
    return open_check(by=by, now=NOW, record_id=record(cast).pk, findings=FINDINGS)


def _replied(cast, **over) -> SpotCheck:
    check = _opened(cast)
    act = {"by": _by(cast, "officer"), "now": NOW, "check_id": check.pk}
    reply(nonce=make.nonce(), text="It is here.", **act, **over)
    return check


def _concluded(cast, outcome: str) -> SpotCheck:
    check = _replied(cast)
    act = {"by": _by(cast, "group_inside"), "now": NOW, "check_id": check.pk}
    conclude(outcome=outcome, reason="Looked at it.", **act)
    return check


def _correct(cast, old):
    tasks = old.credits.values_list("task", flat=True)
    said = {"happened_on": old.happened_on, "text": "With the list.", "task_ids": list(tasks)}
    act = {"by": _by(cast, "officer"), "now": NOW, "nonce": make.nonce()}
    correct(record_id=old.pk, **act, **said)
