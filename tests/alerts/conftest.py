"""On the ground everybody keeps the messages; who does in a county, the floor above says
(tests/responsibility/outbox/test_keeper.py)."""

import pytest


def everybody(user, *, county_id, at) -> bool:
    return True


@pytest.fixture(autouse=True)
def everybody_keeps_the_messages(settings):
    settings.KEEPS_MESSAGES = f"{__name__}.everybody"
