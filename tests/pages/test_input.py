"""Whatever is typed into an address or a form is understood or refused with a sentence."""

from itertools import count

import pytest
from django.urls import reverse

from tests.laws.test_code import ROOT
from tests.pages.rows import TABLE
from tests.pages.summary import cut, unsaid

# What clerks paste and attackers send: each into every field and every parameter.
TYPED = {
    "nul": "\x00",
    "controls": "a\x01\x1b\x7fb",
    "unseen": "\u200b\u202e\ufeff",
    "blanks": "\u3000\u2003 \t",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "no day": "2026-02-30",
    "digits": "9" * 20,
    "below zero": "-1",
    "full width": "１２３４",
    "markup": "<b>'\"{%",
    "long": "长" * 5000,
}
# Parameters of addresses, those of lists and filters among them.
PARAMETERS = [
    "page", "order", "q", "side", "lamp", "quarter", "unit", "category", "day", "from", "to",
    "month", "task", "post", "state", "channel", "first_on", "last_on", "next", "year", "tab",
    "role", "kind", "who", "as", "more", "export",
]  # fmt: skip
READ = [row for row in TABLE if row.method == "get"]
SENT = [row for row in TABLE if row.method == "post"]
ROUNDS = 4  # a page is asked so often, each name with another text every time


def turn(names, shift: int) -> dict[str, str]:
    """A text for each name; the next page's rounds give a name the texts beside these."""
    texts = [*TYPED.values()]
    step = len(texts) // ROUNDS
    return {
        name: texts[(place + shift * step + shift // ROUNDS) % len(texts)]
        for place, name in enumerate(names)
    }


def opens(row) -> bool:
    return any(letter in row.expected for letter in "23")


@pytest.mark.parametrize("row", [row for row in READ if opens(row)], ids=lambda row: row.name)
def test_an_address_takes_any_parameters(ask, cast, row):
    """All parameters at once, each twice. Every text comes to each of them at many addresses."""
    kind, path = row.kind_that("2", "3"), reverse(row.name, args=row.args(cast))
    first = READ.index(row) * ROUNDS
    for shift in range(first, first + ROUNDS):
        sent = {name: [text, text] for name, text in turn(PARAMETERS, shift).items()}
        response = ask(kind, "get", path, sent)
        assert response.status_code < 500, sent
        assert not cut(response)


@pytest.mark.parametrize("row", [row for row in SENT if opens(row)], ids=lambda row: row.name)
def test_a_form_takes_any_text(ask, cast, row):
    """All fields at once, blank and with texts in turn; then each alone among valid ones."""
    kind, path = row.kind_that("2", "3"), row.path(cast)
    valid, shifts = dict(row.data(cast) or {}), count(SENT.index(row) * ROUNDS)
    _take(ask(kind, "post", path, dict.fromkeys(valid, TYPED["blanks"])), "blanks")
    for _round in range(ROUNDS):
        sent = turn(valid, next(shifts))
        _take(ask(kind, "post", path, sent), sent)
    for name in valid:
        for _round in range(2):
            spoilt = {name: turn(valid, next(shifts))[name]}
            _take(ask(kind, "post", path, row.data(cast) | spoilt), spoilt)


def _take(response, about) -> None:
    assert response.status_code < 500, about
    assert not unsaid(response), about
    assert not cut(response), about


def test_no_address_has_a_part_of_any_text():
    """`<str:>` takes a NUL too, which no column of the database does."""
    urls = [file for file in ROOT.glob("*/**/urls.py") if ".venv" not in file.parts]
    assert len(urls) > 40
    assert [str(file) for file in urls if "<str:" in file.read_text()] == []
