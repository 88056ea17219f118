"""One battery for all lists: rights, filter, order, pages, files, cost. See case.py."""

from datetime import datetime
from itertools import cycle, islice

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.audit.models import AuditEntry
from tests.make import NOW
from tests.pages.cast import KINDS
from tests.pages.conftest import undone
from tests.pages.listings.case import listings
from tests.pages.listings.cases import CASES
from tests.pages.listings.read import csv_of, page_of, xlsx_of

WORD = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
OWN = {"show", "order", "size", "page", "export", "of", "all"}
HTMX = {"headers": {"HX-Request": "true"}}

each_list = pytest.mark.parametrize("case", CASES, ids=lambda case: case.listing.name)


def address(case, **asked) -> str:
    return case.path + "?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_every_list_has_a_case():
    assert set(listings()) == {case.listing for case in CASES}


@each_list
def test_what_a_list_declares_is_there(ask, cast, case):
    listing = shown(ask, case)
    names = [column.name for column in listing.columns]
    assert len(set(names)) == len(names)
    assert [column.phone for column in listing.page_columns].count("title") == 1
    if isinstance(listing.order, str):
        ordering = {column.name for column in listing.columns if column.order}
        assert listing.order.removeprefix("-") in ordering
    assert not OWN & set(listing.filters.base_filters)
    tabs = [tab.name for tab in listing.tabs]
    assert len(set(tabs)) == len(tabs)
    for act in listing.bulk:
        assert reverse(act.to) and listing.tick


def shown(ask, case):
    """The list as its page shows it."""
    return ask(case.kind, "get", case.path).context["listing"]


@each_list
def test_a_row_is_on_the_page_and_in_the_files_of_who_may_see_it_alone(ask, cast, case):
    with undone():
        case.make(cast, 3, "seen-by-whom")
        for kind in {case.kind, case.blind} - {""}:
            there = 3 if kind == case.kind else 0
            found = page_of(ask(kind, "get", address(case, size=case.most))).rows
            exported = csv_of(ask(kind, "get", address(case, export="csv")))
            assert sum("seen-by-whom" in " ".join(row) for row in found) == there
            assert sum("seen-by-whom" in " ".join(row) for row in exported) == there


@each_list
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_who_may_not_open_the_page_gets_no_file(ask, case, form):
    for kind in KINDS:
        page = ask(kind, "get", case.path).status_code
        assert ask(kind, "get", address(case, export=form)).status_code == page, kind


def settings_of(ask, case):
    """Ways to set the list's filter: the tabs, and each field to each of some values."""
    yield {}
    listing = shown(ask, case)
    for tab in listing.tabs:
        yield {"show": tab.name}
    form = listing.filter.form
    for name, field in form.fields.items():
        if isinstance(field, forms.ChoiceField):
            for value, _label in list(field.choices)[:4]:
                yield {name: value}
        else:
            yield {name: NOW.date() if isinstance(field, forms.DateField) else "e"}


@each_list
def test_a_file_holds_what_the_filter_shows(ask, cast, case):
    with undone():
        case.make(cast, 3, "found")
        everything = None
        for setting in settings_of(ask, case):
            page = page_of(ask(case.kind, "get", address(case, size=case.most, **setting)))
            _, *rows = csv_of(ask(case.kind, "get", address(case, export="csv", **setting)))
            assert len(rows) == page.total, setting
            assert len(page.rows) == min(page.total, case.most), setting
            everything = page.total if everything is None else everything
            if not setting.keys() & {"show", "automatic"}:  # either may widen it
                assert page.total <= everything, setting
            assert_same_titles(case, rows, page.rows)


@each_list
def test_both_files_say_the_same_as_text_day_and_number(ask, cast, case):
    with undone():
        case.make(cast, 3, FORMULA)
        of_csv = csv_of(ask(case.kind, "get", address(case, export="csv")))
        of_xlsx = xlsx_of(ask(case.kind, "get", address(case, export="xlsx")))
        assert len(of_csv) == len(of_xlsx) > 3
        for texts, cells in zip(of_csv, of_xlsx, strict=True):
            assert [text.removeprefix("'") for text in texts] == [as_csv(c.value) for c in cells]
            assert not [text for text in texts if text[:1] in "=+-@\t\r" and text]
            assert not {"f", "e"} & {cell.data_type for cell in cells}, "a formula, an error"
        assert any(FORMULA in str(cell.value) for row in of_xlsx for cell in row)


def as_csv(value) -> str:
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value.date() if isinstance(value, datetime) else "" if value is None else value)


@each_list
def test_a_file_is_noted_with_what_is_in_it(ask, cast, case):
    with undone():
        case.make(cast, 3, "noted")
        before = AuditEntry.objects.count()
        answer = ask(
            case.kind, "get", address(case, export="xlsx"),
            look=lambda: AuditEntry.objects.order_by("pk").last(),
        )  # fmt: skip
        noted, rows = answer.looked, len(xlsx_of(answer)) - 1
        assert AuditEntry.objects.count() == before, "undone"
        assert (noted.action, noted.kind, noted.object_id) == (
            "list.export", "listing", case.listing.name,
        )  # fmt: skip
        assert (noted.user, noted.at) == (cast.people[case.kind], NOW)
        assert noted.after["rows"] == rows > 2
        assert noted.after["format"] == "xlsx"
        named = answer["Content-Disposition"]
        assert "filename*=utf-8''" in named and f"-{NOW.date()}.xlsx" in named


@each_list
def test_an_order_is_that_of_the_file_and_turns_round(ask, cast, case):
    with undone():
        case.make(cast, 3, "ordered")
        for column in case.listing.columns:
            if column.order:
                down = address(case, order=f"-{column.name}")
                _, *rows = csv_of(ask(case.kind, "get", f"{down}&export=csv"))
                _, *up = csv_of(
                    ask(case.kind, "get", address(case, export="csv", order=column.name))
                )
                assert up == rows[::-1], column.name
                assert_same_titles(case, rows, page_of(ask(case.kind, "get", down)).rows)


def assert_same_titles(case, exported, shown):
    """The rows of a file, without its head, are those of a page as far as it goes."""
    in_file = [column for column in case.listing.columns if column.only != "page"]
    on_page = [column for column in case.listing.columns if column.only != "file"]
    title = next(column for column in on_page if column.phone == "title")
    place = on_page.index(title) + bool(case.listing.tick)
    for texts, cells in zip(exported, shown, strict=False):
        text = " ".join(texts[in_file.index(title)].removeprefix("'").split())
        assert text in cells[place]


@each_list
def test_the_pages_hold_each_row_once(ask, cast, case):
    with undone():
        case.make(cast, case.usual + 3, "paged")
        first = ask(case.kind, "get", case.path)
        total, last = page_of(first).total, first.context["listing"].page.paginator.num_pages
        assert last > 1
        keys = []
        for number in range(1, last + 1):
            answer = ask(case.kind, "get", address(case, page=number))
            keys += [row.pk for row in answer.context["listing"].page.object_list]
        assert len(keys) == len(set(keys)) == total
        beyond = ask(case.kind, "get", address(case, page=last + 7))
        assert beyond.context["listing"].page.number == last


@each_list
def test_a_name_is_no_markup(ask, cast, case):
    with undone():
        case.make(cast, 2, WORD)
        text = ask(case.kind, "get", address(case, size=case.most)).content.decode()
        assert WORD not in text
        assert "&lt;script&gt;alert(1)" in text


NONSENSE = ["-zzz", "-1", "%00", "9" * 30, "9" * 5000, "<b>", "2026-13-45", "0001-01-01"]


@each_list
def test_nonsense_in_the_address_is_answered(ask, cast, case):
    """Each parameter alone: a filter that is refused keeps the others from being applied."""
    names = [*sorted(OWN - {"of", "all"}), *case.listing.filters.base_filters, "unknown"]
    values = islice(cycle(NONSENSE), CASES.index(case), None)
    for name in names:
        for value in islice(values, 3):
            status = ask(case.kind, "get", address(case, **{name: value})).status_code
            assert status == 200, f"{name}={value[:20]}"


@each_list
def test_a_part_is_the_rows_alone_and_says_its_address(ask, cast, case):
    with undone():
        case.make(cast, 2, "in part")
        answer = ask(case.kind, "get", address(case, page=1, size=case.most, unknown=1), **HTMX)
        text = answer.content.decode()
        assert "<html" not in text and "in part" in text
        assert answer["HX-Push-Url"] == address(case, size=case.most)


@each_list
def test_a_list_costs_the_same_for_two_rows_and_for_twenty(ask, cast, case):
    found = {"page": [], "csv": []}
    with undone():
        for more in (2, 18):
            case.make(cast, more, "counted")
            found["page"].append(queries(ask, case.kind, address(case, **case.query)))
            found["csv"].append(queries(ask, case.kind, address(case, export="csv", **case.query)))
    assert found["page"] == [case.queries, case.queries]
    assert len(set(found["csv"])) == 1, found["csv"]


def queries(ask, kind: str, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert ask(kind, "get", path).status_code == 200
    return sum(" SAVEPOINT" not in f" {query['sql']}" for query in asked)
