"""Counting: the required-th smallest instant, and each counterpart at its first."""

import pytest

from responsibility.records.counting.count import Count, count
from tests.make import NOW, days

FIRST, SECOND, THIRD = NOW, NOW + days(1), NOW + days(2)


@pytest.mark.parametrize(
    ("instants", "required", "done", "fulfilled_at"),
    [
        ([], 1, 0, None),
        ([FIRST], 1, 1, FIRST),
        ([FIRST], 2, 1, None),
        ([SECOND, FIRST], 1, 2, FIRST),
        ([THIRD, FIRST, SECOND], 2, 3, SECOND),
        ([FIRST, FIRST], 2, 2, FIRST),
        ([THIRD, SECOND, FIRST], 3, 3, THIRD),
    ],
)
def test_it_is_fulfilled_at_the_required_th_smallest_instant(
    instants, required, done, fulfilled_at
):
    assert count(instants, required=required) == Count(done=done, fulfilled_at=fulfilled_at)
