"""Names as long as they may be, on every page of the product, on a phone: nothing sticks out.

The pages and who may open them are those of the access table (tests/pages/rows.py).
"""

from itertools import groupby

import pytest
import time_machine
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from responsibility.lists.models import DutyItem
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from tests.browser.harness import PHONE, sideways, sign_in
from tests.make import NOW
from tests.pages import cast as standing
from tests.pages.rows import TABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = (
    "\u6f9c\u5ddd\u5e02\u4f4f\u623f\u548c\u57ce\u4e61UninterruptedNameOfAForeignInvestedEnterprise"
    * 4
)
LARGE = "document.documentElement.classList.toggle('large')"
CUT = """
() => [...document.querySelectorAll('.chip')].filter(chip => chip.checkVisibility()
  && (chip.scrollWidth > chip.clientWidth + 1 || chip.scrollHeight > chip.clientHeight + 1))
  .map(chip => chip.innerText.slice(0, 40))
"""
NAMES = [(Unit, "name", 62), (Post, "title", 60), (User, "name", 60), (DutyItem, "text", 200)]


@pytest.fixture
def cast():
    with time_machine.travel(NOW):
        built = standing.build()
        with connection.cursor() as cursor:
            # Past the trigger that keeps the words of a published list.
            cursor.execute("ALTER TABLE responsibility_dutyitem DISABLE TRIGGER USER")
            for model, field, most in NAMES:
                lengthened = Substr(Concat(F(field), Value(LONG)), 1, most)
                model.objects.update(**{field: lengthened})
            cursor.execute("ALTER TABLE responsibility_dutyitem ENABLE TRIGGER USER")
        yield built


def test_no_page_is_wider_than_a_phone(browser_page, cast):
    found = []
    rows = [row for row in TABLE if row.method == "get" and "2" in row.expected]
    for kind, of_kind in groupby(sorted(rows, key=opener), key=opener):
        page = browser_page(PHONE, refused={422})
        if kind != "anonymous":
            sign_in(page, cast.people[kind])
        for row in of_kind:
            found += _wide(page, row.path(cast))
        page.complaints.clear()
    assert not found, "\n".join(found)


def opener(row) -> str:
    return row.kind_that("2")


def _wide(page, path: str) -> list[str]:
    """What sticks out of the page at `path`, in normal and in large type."""
    with page.context.expect_event("response", lambda r: r.url.startswith(page.base)) as answer:
        try:
            page.goto(page.base + path)
        except Exception as error:  # a file to keep, no page
            if "Download is starting" in str(error):
                return []
            raise
    if "html" not in answer.value.headers.get("content-type", ""):
        return []
    found = [f"{path} {line}" for line in sideways(page)]
    page.evaluate(LARGE)
    found += [f"{path} in large type {line}" for line in sideways(page)]
    return found + [f"{path} has words beyond their chip: {words}" for words in page.evaluate(CUT)]
