"""The county of these tests."""

import pytest

from tests.supervision.objections import play


@pytest.fixture
def shire():
    return play.shire()
