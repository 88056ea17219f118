"""The benchmark of the files runs, small: what it measures is there."""

import pytest

from benchmarks.export import export, fill


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_benchmark_runs(form):
    fill(20)
    seconds, size = export(form)
    assert seconds > 0
    assert size > export(form, q="nobody")[1]
