"""When an item is due: tables over real items of the lists and real calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.workdays.announce import days_of_year
from alerts.workdays.calendar import Calendar
from pages.days import midnight
from responsibility.lists.due import UnknownRule, instants_of, period_after_appointment, periods_of
from responsibility.lists.starter_data import STARTER, rows_of
from tests.make import at

ITEMS = {row["code"]: row for file in STARTER.glob("list_*.csv") for row in rows_of(file.stem)}


def calendar_for(*years):
    days = (day for year in years for day in days_of_year(year))
    return Calendar({day.day: (day.off, day.holiday, day.provisional) for day in days})


KNOWN = calendar_for(2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029)  # announced up to 2026


def dues(code, year, calendar=KNOWN):
    """Periods of a real item: start, due day, whether provisional or what it waits for."""
    item = ITEMS[code]
    return [
        (
            str(period.start),
            str(period.due_on or ""),
            period.waits_for or ("provisional" if period.provisional else ""),
        )
        for period in periods_of(
            cadence=item["cadence"],
            due_rule=item["due_rule"] or "period_end",
            year=year,
            calendar=calendar,
        )
    ]


def test_a_monthly_item_moves_past_days_off():
    assert [due for _, due, _ in dues("PO-C01-01", 2026)] == [
        "2026-02-02",  # 31 January is a Saturday
        "2026-02-28",  # a working Saturday
        "2026-03-31",
        "2026-04-30",
        "2026-06-01",  # 31 May is a Sunday
        "2026-06-30",
        "2026-07-31",
        "2026-08-31",
        "2026-09-30",
        "2026-11-02",  # 31 October is a Saturday
        "2026-11-30",
        "2026-12-31",
    ]


@pytest.mark.parametrize(
    "code, year, expected",
    [
        pytest.param(
            "PO-C01-03",
            2026,
            [
                ("2026-01-01", "2026-03-31", ""),
                ("2026-04-01", "2026-06-30", ""),
                ("2026-07-01", "2026-09-30", ""),
                ("2026-10-01", "2026-12-31", ""),
            ],
            id="quarterly",
        ),
        pytest.param(
            "PO-C01-05",
            2026,
            [("2026-01-01", "2026-06-30", ""), ("2026-07-01", "2026-12-31", "")],
            id="half-yearly",
        ),
        pytest.param("PO-C02-02", 2026, [("2026-01-01", "2026-12-31", "")], id="yearly"),
        pytest.param("PO-C03-05", 2026, [("2026-01-01", "2026-02-02", "")], id="31 January"),
        pytest.param("SG-S02-01", 2026, [("2026-01-01", "2026-03-31", "")], id="31 March"),
        pytest.param("TM-C09-01", 2024, [("2024-01-01", "2024-07-01", "")], id="30 June, a Sunday"),
        pytest.param("PO-C11-04", 2025, [("2025-01-01", "2025-12-01", "")], id="30 November"),
        pytest.param("PO-C13-05", 2026, [], id="one-off: only on appointment"),
        pytest.param(
            "PO-C07-02",
            2026,
            [
                ("2026-01-01", "2026-02-14", ""),
                ("2026-04-01", "2026-04-30", ""),
                ("2026-07-01", "2026-09-30", ""),
                ("2026-10-01", "2026-12-31", "provisional"),  # New Year's Day 2027
            ],
            id="eves of an announced year",
        ),
        pytest.param(
            "TC-S05-01",
            2027,
            [
                ("2027-04-01", "2027-04-30", "provisional"),
                ("2027-07-01", "2027-09-30", "provisional"),
                ("2027-10-01", "2027-12-31", "provisional"),
                ("2027-01-01", "", "春节"),
            ],
            id="eves of a year not announced: Spring Festival waits",
        ),
        pytest.param(
            "TM-C07-02",
            2022,
            [
                ("2022-01-01", "2022-01-30", ""),  # a working Sunday
                ("2022-04-01", "2022-04-29", ""),
                ("2022-07-01", "2022-09-30", ""),
                ("2022-10-01", "2022-12-30", ""),  # 31 December belongs to New Year's Day
            ],
            id="eves of 2022",
        ),
        pytest.param("PO-C02-02", 2022, [("2022-01-01", "2023-01-03", "")], id="over New Year"),
        pytest.param(
            "PO-C02-02", 2028, [("2028-01-01", "2029-01-02", "provisional")], id="both provisional"
        ),
    ],
)
def test_real_items(code, year, expected):
    assert dues(code, year) == expected


def test_the_last_of_december_rolls_into_a_year_not_announced():
    calendar = calendar_for(2022)  # of 2023 nothing is known: only the week
    assert dues("PO-C02-02", 2022, calendar) == [("2022-01-01", "2023-01-02", "provisional")]


def test_every_item_of_the_lists_is_understood():
    for code, item in ITEMS.items():
        periods = dues(code, 2026)
        per_year = {"monthly": 12, "quarterly": 4, "half_yearly": 2, "yearly": 1, "one_off": 0}
        assert len(periods) == per_year[item["cadence"]], code


@pytest.mark.parametrize(
    "rule, year, expected",
    [
        pytest.param("md:02-29", 2028, ["2028-02-29"], id="leap day"),
        pytest.param("md:02-29", 2026, ["2026-02-28"], id="leap day of another year"),
        pytest.param("md:06-30|12-31", 2026, ["2026-06-30", "2026-12-31"], id="two days"),
    ],
)
def test_days_of_the_year(rule, year, expected):
    periods = periods_of(cadence="yearly", due_rule=rule, year=year, calendar=KNOWN)
    assert [str(period.due_on) for period in periods] == expected


def test_two_days_divide_the_year():
    first, second = periods_of(
        cadence="yearly", due_rule="md:03-31|09-30", year=2026, calendar=KNOWN
    )
    assert (first.start, first.end) == (date(2026, 1, 1), date(2026, 4, 1))
    assert (second.start, second.end) == (date(2026, 4, 1), date(2027, 1, 1))


def test_an_item_that_does_not_roll_stays_on_its_day():
    [period] = periods_of(
        cadence="yearly", due_rule="md:01-31", year=2026, calendar=KNOWN, rolls_forward=False
    )
    assert period.due_on == date(2026, 1, 31)


@pytest.mark.parametrize(
    "code, appointed_on, due_on",
    [
        pytest.param("PO-C13-05", "2026-03-10", "2026-04-10", id="a month"),
        pytest.param("TM-C05-02", "2026-01-31", "2026-02-28", id="to the last of February"),
        pytest.param("PO-C13-05", "2028-01-31", "2028-02-29", id="to the leap day"),
        pytest.param("PO-C13-05", "2026-09-01", "2026-10-08", id="over National Day"),
        pytest.param("PO-C13-05", "2026-12-15", "2027-01-15", id="into the next year"),
    ],
)
def test_one_off_items(code, appointed_on, due_on):
    period = period_after_appointment(
        due_rule=ITEMS[code]["due_rule"],
        appointed_on=date.fromisoformat(appointed_on),
        calendar=KNOWN,
    )
    assert (str(period.start), str(period.due_on)) == (appointed_on, due_on)
    assert period.end > period.start


@pytest.mark.parametrize(
    "rule, due_on",
    [
        pytest.param("appointed:P15D", "2026-10-08", id="calendar days"),
        pytest.param("appointed:P10WD", "2026-09-30", id="working days, one a Sunday"),
        pytest.param("appointed:P2M", "2026-11-16", id="two months"),
    ],
)
def test_lengths_after_appointment(rule, due_on):
    period = period_after_appointment(due_rule=rule, appointed_on=date(2026, 9, 16), calendar=KNOWN)
    assert str(period.due_on) == due_on


@pytest.mark.parametrize(
    "cadence, rule",
    [
        ("yearly", "md:13-01"),
        ("yearly", "md:"),
        ("yearly", "md:0331"),
        ("yearly", "eventually"),
        ("yearly", "period_end:5"),
        ("weekly", "period_end"),
        ("yearly", "appointed:P1M"),
    ],
)
def test_a_rule_nobody_understands_is_refused(cadence, rule):
    with pytest.raises(UnknownRule):
        periods_of(cadence=cadence, due_rule=rule, year=2026, calendar=KNOWN)


@pytest.mark.parametrize("rule", ["appointed:1M", "appointed:P1Y", "period_end", "appointed:"])
def test_a_length_nobody_understands_is_refused(rule):
    with pytest.raises(UnknownRule):
        period_after_appointment(due_rule=rule, appointed_on=date(2026, 1, 1), calendar=KNOWN)


@pytest.mark.parametrize(
    "opens, due_on, warns, late",
    [
        pytest.param(
            "2026-07-01", "2026-09-30", "2026-09-23 00:00", "2026-10-01 00:00", id="a quarter"
        ),
        pytest.param(
            "2026-02-01", "2026-02-28", "2026-02-21 00:00", "2026-03-01 00:00", id="a month"
        ),
        pytest.param(
            "2026-12-01", "2027-01-04", "2026-12-28 00:00", "2027-01-05 00:00", id="over New Year"
        ),
        pytest.param(
            "2026-09-01", "2026-09-09", "2026-09-07 00:00", "2026-09-10 00:00", id="nine days"
        ),
        pytest.param(
            "2026-09-01", "2026-09-10", "2026-09-07 16:00", "2026-09-11 00:00", id="ten days"
        ),
        pytest.param(
            "2026-09-01", "2026-09-01", "2026-09-01 16:00", "2026-09-02 00:00", id="one day"
        ),
        pytest.param(
            "2026-09-01", "2026-09-24", "2026-09-17 00:00", "2026-09-25 00:00", id="just enough"
        ),
    ],
)
def test_instants(opens, due_on, warns, late):
    instants = instants_of(
        opens_at=at(f"{opens} 00:00"), due_on=date.fromisoformat(due_on), warn_days=7
    )
    assert (instants.warns_at, instants.late_at, instants.closes_at) == (at(warns), at(late), None)


def test_late_entry_closes_so_many_days_after_the_deadline():
    instants = instants_of(
        opens_at=at("2026-07-01 00:00"),
        due_on=date(2026, 9, 30),
        warn_days=10,
        closes_after_days=30,
    )
    assert instants.warns_at == at("2026-09-20 00:00")
    assert instants.closes_at == at("2026-10-31 00:00")


days = st.dates(min_value=date(2022, 1, 1), max_value=date(2029, 6, 30))


@settings(deadline=None)  # the machine may be busy
@given(opens_on=days, length=st.integers(0, 400), warn_days=st.integers(0, 60))
def test_the_window_is_never_longer_than_a_third(opens_on, length, warn_days):
    due_on = opens_on + timedelta(days=length)
    instants = instants_of(opens_at=midnight(opens_on), due_on=due_on, warn_days=warn_days)
    assert instants.opens_at < instants.warns_at < instants.late_at
    third = (instants.late_at - instants.opens_at) / 3
    assert instants.late_at - instants.warns_at <= min(third, timedelta(days=warn_days + 1))


@settings(deadline=None)
@given(
    cadence=st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly"]),
    rule=st.sampled_from(
        ["period_end", "md:01-31", "md:02-29|09-30", "holiday_eve:春节|劳动节|国庆节|元旦"]
    ),
    year=st.integers(2022, 2028),
)
def test_periods_never_overlap_and_are_due_on_working_days(cadence, rule, year):
    periods = periods_of(cadence=cadence, due_rule=rule, year=year, calendar=KNOWN)
    known = [period for period in periods if period.due_on]
    for earlier, later in zip(known, known[1:], strict=False):
        assert earlier.end <= later.start
    for period in known:
        assert period.start < period.end
        assert period.start <= period.due_on
        assert not KNOWN.is_off(period.due_on)
