"""People from a file in a browser: choose, read what is wrong, correct, import, hand out."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from responsibility.tasks.people_in.sheet import PeopleSheet
from tests.browser.harness import DESKTOP, ENGLISH, PHONE, check, follow, sign_in
from tests.browser.test_organisation import HEAD, county  # noqa: F401 - a fixture
from tests.pages.rows_in.files import workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (DESKTOP, "zh-CN"), "phone": (PHONE, "zh-CN"), "english": (DESKTOP, ENGLISH)}
BUREAU = "\u5e02\u4f4f\u623f\u548c\u57ce\u4e61\u5efa\u8bbe\u5c40"
DEPUTY = "\u526f\u5c40\u957f"
DAY = date(2026, 1, 5)
DOCUMENT = "\u6f9c\u59d4\u5e72\u30142026\u30151\u53f7"
NO_BUREAU = "\u5e02\u4f4f\u623f\u5efa\u8bbe\u5c40"
RIGHT = [
    ["LC0007", "\u5468\u660e\u8fdc", "13800002047", "", "", "", ""],
    ["LC0101", "\u767d\u82e5\u8c37", "13900001001", BUREAU, DEPUTY, DAY, DOCUMENT],
    ["LC0102", "\u4e54\u4ea6\u5b89", "", BUREAU, HEAD, DAY, ""],
    ["LC0103", "\u9646\u4e88\u5b89", "13900001003", "", "", "", ""],
]  # fmt: skip
WRONG = [
    *RIGHT,
    ["LC0104", "\u6c88\u4e00\u9e23", "1389012204", "", "", "", ""],
    ["LC0105", "\u987e\u6e05", "13900001005", NO_BUREAU, DEPUTY, DAY, ""],
    ["LC0106", "\u97e9\u96ea", "1.38E+10", BUREAU, "\u526f\u4e66\u8bb0", "2026-02-30", ""],
    ["LC0101", "\u82cf\u9752", "13900001006", "", "", "", ""],
    ["LC0107", "", "", "", "", "", ""],
]  # fmt: skip


def send(page, rows) -> None:
    with translation.override("zh-hans"):
        head = [str(column.label) for column in PeopleSheet.columns]
    file = {"name": "people.xlsx", "mimeType": "", "buffer": workbook(head, *rows)}
    page.set_input_files("input[type=file]", file)
    follow(page, "form[enctype] button")


@pytest.mark.parametrize("size", SIZES)
def test_a_file_is_corrected_and_imported(browser_page, county, size):  # noqa: F811
    window, locale = SIZES[size]
    page = browser_page(window, locale=locale)
    sign_in(page, county.keeper)
    page.goto(page.base + reverse("people-import"))
    check(page, f"people-import-{size}")
    send(page, WRONG)
    check(page, f"people-import-wrong-{size}")
    assert page.locator(".cellno").all_inner_texts() == ["C6", "D7", "C8", "F8", "A9", "B10"]
    send(page, RIGHT)
    check(page, f"people-import-ready-{size}")
    follow(page, "main form button.btn--l")
    check(page, f"people-import-done-{size}")
    follow(page, f'a.btn--block[href="{reverse("first-passwords")}"]')
    check(page, f"people-import-passwords-{size}")
    waiting = " ".join(page.locator("tbody tr").all_inner_texts())
    assert [row[0] for row in RIGHT if row[0] not in waiting] == []
