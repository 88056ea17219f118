"""On paper: the size of the sheet, and that nothing is cut off at its right edge."""

import re

import pytest
import time_machine

from tests import make
from tests.browser.harness import DESKTOP, PHONE, sign_in
from tests.dashboards import county

pytestmark = pytest.mark.browser
BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)")
UPRIGHT, LYING = (595, 842), (842, 595)  # points of A4
INCH, MARGIN = 96, 9 / 25.4  # pixels; inches
PAGES = [
    ("officer", "/desk/", UPRIGHT),
    ("officer", "/notebook/", UPRIGHT),
    ("officer", "/records/", UPRIGHT),
    ("officer", "/inbox/", UPRIGHT),
    ("officer", "/team/", LYING),
    ("group", "/team/", LYING),
    ("office", "/board/", LYING),
    ("office", "/overview/", LYING),
    ("office", "/lists/", UPRIGHT),
    ("office", "/organisation/", UPRIGHT),
]  # fmt: skip
SHEETS = 5  # that a small county fills at most: of the overview, a chart each


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.NOW):
        yield


@pytest.fixture
def shire(live_server):
    built = county.build(8)
    county.fill(built)
    return built


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_come_on_a4_and_whole(browser_page, shire, size):
    page = browser_page(size)
    page.emulate_media(media="print")
    wrong = []
    for kind, address, wanted in PAGES:
        sign_in(page, shire.people[kind])
        page.goto(page.base + address)
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        sheets = [tuple(round(float(side)) for side in box) for box in BOX.findall(pdf)]
        if set(sheets) != {wanted} or len(sheets) > SHEETS:
            wrong.append(f"{address}: {sheets}")
        width = int((wanted[0] / 72 - 2 * MARGIN) * INCH)
        page.set_viewport_size({"width": width, "height": 1000})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{address}: {wide} of {width} px")
        page.set_viewport_size(size["viewport"])
    assert "\n".join(wrong) == ""
