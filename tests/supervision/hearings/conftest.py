"""The county of these tests."""

import pytest

from tests.supervision.hearings import play


@pytest.fixture
def shire():
    return play.shire()
