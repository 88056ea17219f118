"""The holder with a browser, at a standing clock."""

import pytest
import time_machine
from django.conf import settings

from tests.make import NOW
from tests.responsibility.records.cast import make_cast


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def client(client, cast):
    """The holder's browser, in English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(cast.holder)
    return client
