"""The pivot of problems: what it counts, and that each number is what its address lists."""

from datetime import date
from io import BytesIO

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from dashboards.pivot.question import Days, PivotFilter, completed
from dashboards.pivot.table import Pivot
from supervision.problems.listing import ProblemListing
from supervision.problems.look_back import withdraw_problem
from supervision.problems.models import Problem
from tests import make
from tests.dashboards.test_figures import Page
from tests.make import NOW
from tests.supervision.problems import play

pytestmark = pytest.mark.django_db

FOUND = [  # body, day, type, severity
    (0, date(2026, 9, 1), "funds", "general"),
    (0, date(2026, 9, 20), "funds", "serious"),
    (1, date(2026, 8, 31), "funds", "general"),
    (0, date(2026, 7, 5), "work_style", "general"),
    (0, date(2025, 9, 30), "work_style", "general"),  # before the twelve months
]


@pytest.fixture
def shire():
    shire = play.shire()
    for person in shire.people.values():
        person.county = shire.county
        person.save(update_fields=["county"])
    for body, day, kind, severity in FOUND:
        play.enter(
            shire,
            who="office",
            body=body,
            found_on=day,
            type_id=play.term(shire, "type", kind).pk,
            severity_id=play.term(shire, "severity", severity).pk,
        )
    return shire


def request_of(user, address="/problems/pivot/"):
    request = RequestFactory().get(address)
    request.user, request.now, request.actor = user, NOW, make.actor(user)
    return request


def pivot_of(user, query="") -> Pivot:
    request = request_of(user, f"/problems/pivot/?{query}")
    seen = Problem.objects.visible_to(user, at=NOW)
    asked = PivotFilter(completed(request), queryset=seen, request=request)
    return Pivot(asked, days=asked.days, compared=asked.compared)


def counted_in_ledger(user, address: str) -> int:
    return ProblemListing(request_of(user, address)).page.paginator.count


def cells_of(pivot: Pivot):
    for row in [*pivot.rows, pivot.total]:
        yield from [*row.cells, row.total, row.before, row.again]
    for _unit, _type, cell in pivot.repeated:
        yield cell


def table(pivot: Pivot) -> list[tuple]:
    return [(row.label, [cell.count for cell in row.cells]) for row in pivot.rows]


ROWS = [  # what is asked, the rows with their numbers
    ("by=type&across=quarter",
     [("“四风”问题", [0, 0, 0, 1]), ("财经资金", [0, 0, 0, 3])]),
    ("by=unit&across=type", [("Body 1", [1, 2]), ("Body 2", [0, 1])]),
    ("by=severity&across=unit", [("一般", [2, 1]), ("严重", [1, 0])]),
    ("by=type&across=year&found_from=2025-01-01",
     [("“四风”问题", [1, 1]), ("财经资金", [0, 3])]),
    ("by=type&across=type&found_from=2026-08-01", [("“四风”问题", [0, 0]), ("财经资金", [1, 2])]),
]  # fmt: skip


def test_it_counts_what_was_found_in_the_days(shire):
    for query, rows in ROWS:
        assert table(pivot_of(shire.people["office"], query)) == rows, query


def test_concentration_share_and_the_days_before(shire):
    pivot = pivot_of(shire.people["office"], "found_from=2026-08-30&found_until=2026-09-24")
    (funds,) = pivot.rows
    assert (funds.total.count, funds.share, funds.units, funds.top) == (3, 100, 2, 100)
    assert pivot.compared == Days(date(2026, 8, 4), date(2026, 8, 29))
    assert [(unit, kind, cell.count) for unit, kind, cell in pivot.repeated] == [
        ("Body 1", "财经资金", 2)
    ]


COMPARED = [
    (Days(date(2026, 9, 1), date(2026, 9, 1)), (date(2026, 8, 31), date(2026, 8, 31)), None),
    (Days(date(2024, 2, 29), date(2024, 3, 1)), (date(2024, 2, 27), date(2024, 2, 28)),
     (date(2023, 2, 28), date(2023, 3, 1))),
]  # fmt: skip


@pytest.mark.parametrize(("days", "before", "year"), COMPARED)
def test_the_days_compared_with(days, before, year):
    assert days.before() == Days(*before)
    if year:
        assert days.year_before() == Days(*year)


PERIODS = [("month", "2026-01-01", 9), ("month", "2024-10-01", 24), ("month", "2024-09-01", 9),
           ("quarter", "2020-10-01", 24), ("quarter", "2020-09-01", 7), ("year", "2026-01-01", 1),
           ("month", "2000-01-01", 27)]  # fmt: skip


def test_there_are_never_too_many_columns_of_periods(shire):
    for across, first, columns in PERIODS:
        query = f"across={across}&found_from={first}&found_until=2026-09-24"
        assert len(pivot_of(shire.people["office"], query).columns) == columns, query


def test_what_was_withdrawn_is_not_counted(shire):
    office = shire.people["office"]
    problem = Problem.objects.get(found_on=date(2026, 7, 5))
    withdraw_problem(by=make.actor(office), now=NOW, problem_id=problem.pk, reason="Not so.")
    assert pivot_of(office).total.total.count == 3


def test_what_came_back_is_counted(shire):
    office = shire.people["office"]
    first = Problem.objects.get(found_on=date(2026, 7, 5))
    Problem.objects.filter(pk=first.pk).update(state="closed", closed_at=NOW)
    play.enter(shire, who="office", recurs_id=first.pk)
    assert pivot_of(office).total.again.count == 1


@pytest.mark.parametrize("who", ["office", "group", "officer", "party leader"])
def test_each_number_is_what_its_address_lists(shire, who):
    user = shire.people[who]
    if who == "officer":
        play.assign(shire, Problem.objects.get(found_on=date(2026, 7, 5)), who="office")
    for query in [*(query for query, _rows in ROWS), "beside=year"]:
        for cell in {*cells_of(pivot_of(user, query))}:
            assert counted_in_ledger(user, cell.address) == cell.count, cell


def test_the_page_shows_the_numbers_as_links(shire, client):
    client.force_login(shire.people["office"])
    page = Page(client.get("/problems/pivot/", headers={"accept-language": "en"}).text)
    assert "4" in {words for address, words in page.links if address.startswith("/problems/?")}


WRONG = [
    ("found_from=2026-09-02&found_until=2026-09-01", "早于起始日期"),
    ("found_from=nonsense", "2026-09-30"),
    ("found_from=1999-12-31", "2000"),
    ("by=nonsense", "nonsense"),
    ("unit=999999", 'role="alert"'),
]


def test_what_makes_no_sense_gets_a_sentence(shire, client):
    client.force_login(shire.people["office"])
    for query, words in WRONG:
        answer = client.get(f"/problems/pivot/?{query}")
        assert answer.status_code == 200
        assert words in answer.text, query


def test_the_file_holds_the_table(shire, client):
    client.force_login(shire.people["office"])
    answer = client.get("/problems/pivot/?by=unit&across=type&export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row][:4] for row in sheet.iter_rows(min_row=2)]
    assert rows == [["Body 1", 1, 2, 3], ["Body 2", 0, 1, 1], ["全部", 1, 3, 4]]
