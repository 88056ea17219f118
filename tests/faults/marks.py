"""How a test says which fault it brings about."""

import pytest

fault = pytest.mark.fault
long = pytest.mark.faults
