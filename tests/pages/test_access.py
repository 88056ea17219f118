"""Who may open and do what. An address without a row here breaks the build."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages.cast import KINDS
from tests.pages.rows import TABLE
from tests.pages.table import PREFIXES, letter_of, spaced, url_names

each_row = pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.method}")


def test_every_address_has_a_row_and_every_row_an_address():
    named = {name for name, _pattern in url_names()}
    rows = {row.name for row in TABLE}
    assert None not in named, "every address has a name"
    assert named - rows == set(), "without a row"
    assert rows - named == set(), "without an address"


@pytest.mark.django_db
def test_every_way_of_asking_has_a_row(cast):
    """An address that also takes a POST needs a row for it: it says so when asked."""
    rows = {(row.name, row.method) for row in TABLE}
    missing = []
    for row in TABLE:
        allowed = Client().options(row.path(cast)).headers.get("Allow", "")
        for method in ("get", "post"):
            if method.upper() in allowed.split(", ") and (row.name, method) not in rows:
                missing.append(f"{row.name} {method}")
    assert not missing


@each_row
def test_access(ask, cast, row):
    found = [letter_of(ask(kind, row.method, row.path(cast), row.data(cast))) for kind in KINDS]
    wrong = [
        f"{kind}: {letter} instead of {expected}"
        for kind, letter, expected in zip(KINDS, found, row.expected, strict=True)
        if letter != expected
    ]
    assert not wrong, "\n".join([f"{row.letters}  is said", f"{spaced(found)}  is found", *wrong])


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_prefix_is_open_to_the_system_administrator_alone(ask, prefix, kind):
    for path in (f"/{prefix}", f"/{prefix}responsibility/user/", f"/{prefix}django_rq/dashboard/"):
        assert (ask(kind, "get", path).status_code == 200) is (kind == "system_administrator")


def test_the_pages_of_the_organisation_stay_where_the_menu_looks_for_them():
    assert reverse("units") == "/organisation/"
