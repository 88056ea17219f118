"""The summary lamp."""

from collections import Counter

import pytest

from alerts.lamps.summary import Summary, summaries, summarise

CASES = [
    # id                      counts                       lamp, done, total, exempt, settled
    ("no task applies", {}, (None, 0, 0, 0, 0)),
    ("all exempt: no task applies", {"exempt": 2}, (None, 0, 0, 2, 0)),
    ("all in time", {"green": 3}, ("green", 3, 3, 0, 3)),
    ("exempt stands beside", {"green": 3, "exempt": 1}, ("green", 3, 3, 1, 3)),
    ("one to come", {"green": 3, "unlit": 1}, ("unlit", 3, 4, 0, 3)),
    ("one due soon", {"green": 3, "unlit": 1, "yellow": 1}, ("yellow", 3, 5, 0, 3)),
    ("a late entry is never all green", {"green": 3, "orange": 1}, ("orange", 3, 4, 0, 4)),
    ("late entry before due soon", {"yellow": 5, "orange": 1}, ("orange", 0, 6, 0, 1)),
    ("one red is red", {"green": 9, "orange": 1, "red": 1}, ("red", 9, 11, 0, 11)),
    ("a count of none is nothing", {"green": 1, "red": 0}, ("green", 1, 1, 0, 1)),
]


@pytest.mark.parametrize(("counts", "expected"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_summary_of_counts(counts, expected):
    assert summarise(counts) == Summary(*expected)


def test_summaries_by_columns():
    counts = Counter({(7, "a", "green"): 2, (7, "a", "red"): 1, (8, "b", "exempt"): 1})
    assert summaries(counts) == {
        (7, "a"): Summary("red", 2, 3, 0, 3),
        (8, "b"): Summary(None, 0, 0, 1, 0),
    }
