"""What a post owes of a period that had begun before it owed anything: the rule as a table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.workdays.calendar import DAY
from responsibility.lists.due import periods_of
from responsibility.lists.pro_rata import share_of
from tests.responsibility.lists.test_due import KNOWN

NOTHING = (None, None)


def periods(cadence, due_rule="period_end"):
    return periods_of(cadence=cadence, due_rule=due_rule, year=2026, calendar=KNOWN)


def asked(period, required, since, *, divisible=True):
    share = share_of(
        period=period,
        required=required,
        since=date.fromisoformat(since) if isinstance(since, str) else since,
        calendar=KNOWN,
        divisible=divisible,
    )
    return (share.required, str(share.due_on)) if share else NOTHING


@pytest.mark.parametrize(
    "since, expected",
    [
        pytest.param("2026-03-12", (4, "2026-09-30"), id="from an earlier period: as published"),
        pytest.param("2026-07-01", (4, "2026-09-30"), id="from its first day: all"),
        pytest.param("2026-07-02", (4, "2026-09-30"), id="a day later: rounded up"),
        pytest.param("2026-08-15", (3, "2026-09-30"), id="half and a day: rounded up"),
        pytest.param("2026-08-16", (2, "2026-09-30"), id="half"),
        pytest.param("2026-09-08", (2, "2026-09-30"), id="a quarter and a day"),
        pytest.param("2026-09-09", (1, "2026-09-30"), id="a quarter"),
        pytest.param("2026-09-15", (1, "2026-09-30"), id="ten working days before its end"),
        pytest.param("2026-09-17", (1, "2026-10-08"), id="nine before its end: past a holiday"),
        pytest.param("2026-09-28", (1, "2026-10-16"), id="the issue's: 4 of 4 in two days"),
        pytest.param("2026-09-30", (1, "2026-10-20"), id="on its last day: one"),
        pytest.param("2026-10-01", NOTHING, id="after it: nothing"),
    ],
)
def test_four_in_the_third_quarter(since, expected):
    (quarter,) = [one for one in periods("quarterly") if one.start == date(2026, 7, 1)]
    assert asked(quarter, 4, since) == expected


@pytest.mark.parametrize(
    "cadence, due_rule, required, since, expected",
    [
        pytest.param("yearly", "period_end", 4, "2026-07-01", (2, "2026-12-31"), id="half a year"),
        pytest.param("yearly", "period_end", 4, "2026-06-30", (3, "2026-12-31"), id="a day more"),
        pytest.param("yearly", "period_end", 4, "2026-09-28", (2, "2026-12-31"), id="in autumn"),
        pytest.param("yearly", "md:03-31", 2, "2026-03-30", (1, "2026-04-14"), id="a day of it"),
        pytest.param("yearly", "md:03-31", 2, "2026-04-01", NOTHING, id="its day is over"),
        pytest.param("monthly", "period_end", 2, "2026-01-17", (1, "2026-02-02"), id="February 2"),
        pytest.param("monthly", "period_end", 1, "2026-01-31", (1, "2026-02-13"), id="the last"),
        pytest.param("monthly", "period_end", 1, "2026-02-01", NOTHING, id="only the day moved"),
    ],
)  # fmt: skip
def test_other_periods(cadence, due_rule, required, since, expected):
    assert asked(periods(cadence, due_rule)[0], required, since) == expected


def test_counterparts_are_not_divided():
    assert asked(periods("yearly")[0], 6, "2026-12-30", divisible=False) == (6, "2027-01-14")


def test_of_a_day_that_is_not_known_nothing_is_owed():
    period = periods("yearly", "holiday_eve:never")[0]
    assert period.due_on is None
    assert asked(period, 1, "2026-06-01") == NOTHING


@given(
    required=st.integers(1, 40),
    cadence=st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly"]),
    number=st.integers(0, 11),
    day=st.integers(0, 365),
)
def test_never_more_never_nothing_never_earlier(required, cadence, number, day):
    """Later means less, at least one, never before the period's own day, at least ten working
    days; and of periods that begin later all is owed."""
    of_year = periods(cadence)
    period = of_year[number % len(of_year)]
    since = date(2026, 1, 1) + day * DAY
    share = asked(period, required, since)
    if since <= period.start:
        assert share == (required, str(period.due_on))
    elif since >= period.end:
        assert share == NOTHING
    else:
        count, due = share
        assert 1 <= count <= asked(period, required, since - DAY)[0] <= required
        first = KNOWN.after_working_days(since, 10)
        assert due == str(max(period.due_on, first))
