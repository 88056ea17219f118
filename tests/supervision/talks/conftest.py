"""The county of these tests."""

import pytest
import time_machine

from tests.make import NOW
from tests.supervision.talks import play


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    return play.shire()
