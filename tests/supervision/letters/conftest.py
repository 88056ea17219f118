"""The county of these tests."""

import pytest

from tests.supervision.letters import play


@pytest.fixture
def shire():
    return play.shire()
