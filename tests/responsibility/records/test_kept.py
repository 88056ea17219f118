"""Facts are not overwritten: the database refuses it, whoever asks."""

import pytest
from django.db import Error, transaction

from responsibility.records.files.models import Evidence
from responsibility.records.models import (
    Credit,
    DutyRecord,
    RecordCounterpart,
    Withdrawal,
)
from tests.make import NOW, days, make_task
from tests.responsibility.records.cast import lodge_as, make_cast, withdraw_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    cast = make_cast()
    record = lodge_as(cast.clerk, make_task(cast.post), counterpart_unit_ids=[cast.unit.pk])
    withdraw_as(cast.clerk, record)
    return record


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (DutyRecord, {"text": "Something else."}),
        (DutyRecord, {"happened_on": NOW.date()}),
        (DutyRecord, {"lodged_at": NOW - days(9)}),
        (DutyRecord, {"ended_at": None, "ended_as": None}),
        (DutyRecord, {"ended_as": "superseded"}),
        (Credit, {"counts_at": NOW - days(9)}),
        (Credit, {"offered_at": NOW - days(9)}),
        (Credit, {"awaits": False}),
        (Credit, {"ended_at": None, "ended_as": None}),
        (Withdrawal, {"reason": "Another."}),
        (RecordCounterpart, {"added_at": NOW}),
    ],
)
def test_nobody_changes_a_fact(record, model, change):
    with pytest.raises(Error, match="kept as written|never changed"), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.parametrize("model", [DutyRecord, Credit, Withdrawal, RecordCounterpart])
def test_nobody_deletes_a_fact(record, model):
    with pytest.raises(Error, match="never"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert model.objects.exists() and not Evidence.objects.exists()
