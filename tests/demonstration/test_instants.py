"""The demonstration is made at any instant: in the last minutes of a quarter, and in the first of
the next, where the day in UTC is another than the day here."""

from datetime import UTC, datetime

import pytest

from demonstration.script import SHANGHAI
from demonstration.seed import seed
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "until", ["2026-10-01 00:05", pytest.param("2026-09-30 23:58", marks=pytest.mark.faults)]
)
def test_it_is_made(until):
    at = datetime.fromisoformat(until).replace(tzinfo=SHANGHAI).astimezone(UTC)
    counts = seed(until=at, say=lambda step: None)
    assert counts["records"] and Task.objects.filter(opens_at__lte=at).exists()
    assert not DutyRecord.objects.filter(lodged_at__gt=at).exists()
