"""Lodging: one test per exit of the verb."""

from datetime import date

import pytest

from responsibility.records.lodge import NotLodged, lodge
from responsibility.records.models import DutyRecord
from tests.make import NOW, actor, make_county, make_holder, make_task, make_unit, nonce

pytestmark = pytest.mark.django_db


def test_the_holder_lodges_and_the_lamp_turns_green():
    unit = make_unit(make_county())
    post, holder = make_holder(unit)
    task = make_task(post)
    record = lodge(
        by=actor(holder),
        now=NOW,
        nonce=nonce(),
        task_ids=[task.pk],
        happened_on=date(2026, 9, 23),
        text="Held the meeting.",
    )
    task.refresh_from_db()
    assert (task.lamp, task.done, task.fulfilled_at) == ("green", 1, NOW)
