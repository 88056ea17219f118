"""The county of these tests."""

import pytest
import time_machine

from supervision.activities.starter import load_activity_kinds
from tests.dashboards.county import build
from tests.make import NOW


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    shire = build()
    load_activity_kinds(county_id=shire.county.pk, now=NOW)
    return shire
