"""What several tests here ask for."""

import pytest
from django.utils import translation


@pytest.fixture
def english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield
