"""Two people of an office who take back the same at once: the second one is told."""

from functools import partial

import pytest
from django.db import transaction

from pages.refused import Refused
from supervision.closings.models import Closing
from supervision.closings.note import take_back_note
from supervision.closings.prepare import take_back_carried
from supervision.closings.states import Act
from supervision.objections.states import Ruling
from tests.side_by_side import in_background, wait_for_waiting
from tests.supervision.closings import play
from tests.supervision.closings.play import AFTER, LATER

pytestmark = pytest.mark.django_db(transaction=True)


def both(shire, closing, verb, **arguments) -> list:
    """What becomes of it where both have seen the row before either of them locks the closing."""
    people = [play.who(shire, person) for person in ("office", "second office")]
    with transaction.atomic():
        Closing.objects.select_for_update(no_key=True).get(pk=closing.pk)
        results = in_background(*(partial(verb, by=by, **arguments) for by in people))
        wait_for_waiting(2)
    return results()


def errors(results) -> list[type]:
    return [type(each) for each in results if isinstance(each, Exception)]


def test_a_carrying_over_is_taken_back_once(shire):
    play.objections.objection(shire, play.red(shire))
    closing = play.carried(shire)
    row = closing.carried.get()
    results = both(shire, closing, take_back_carried, carried_id=row.pk, now=LATER)
    assert errors(results) == [Refused]
    assert closing.steps.filter(act=Act.UNCARRY).count() == 1


def test_a_correction_is_taken_back_once(shire):
    task = play.red(shire)
    objection = play.objections.objection(shire, task)
    closing = play.closed(shire)
    play.objections.decide(shire, objection, Ruling.LIFTED, now=AFTER)
    note = play.noted(shire, closing, [closing.rows.get(task=task).pk])
    arguments = {"note_id": note.pk, "reason": "Wrong row.", "now": AFTER}
    results = both(shire, closing, take_back_note, **arguments)
    assert errors(results) == [Refused]
    assert closing.steps.filter(act=Act.DROP_NOTE).count() == 1
