"""The benchmark of importing runs, small, so that it stays true."""

import pytest

from benchmarks.rows_in import measure


@pytest.mark.django_db
def test_it_measures_every_step():
    assert len(measure(10)) == 5
