"""Instants as the clocks here show them, wherever they come from."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from pages.templatetags.look import day, day_week, instant

LATE = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 00:30 of the new year in Shanghai
NOW = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("value", [LATE, timezone.localtime(LATE)], ids=["of a row", "local"])
def test_an_instant_is_said_in_local_time(value):
    with translation.override("en"):
        assert instant(value, NOW) == "1 Jan 00:30"
        assert day(value, NOW) == day(date(2027, 1, 1), NOW) == "1 Jan"
        assert day_week(value, NOW) == "Fri 1 Jan"
