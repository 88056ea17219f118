"""The analysis of problems in a real browser: a number is opened, other days are asked for."""

from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from responsibility.organisation.units.models import Unit
from tests import make
from tests.browser.harness import DESKTOP, PHONE, check, sign_in
from tests.supervision.problems import play

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = play.shire()
    long = "Working Committee for the Harbour, the Railway Station and the Bonded Logistics Park"
    Unit.objects.filter(pk=shire.bodies[0].pk).update(name=long[:80])
    found = [
        (0, 9, "funds"), (0, 9, "funds"), (1, 8, "funds"), (0, 7, "work_style"), (1, 2, "late"),
    ]  # fmt: skip
    for body, month, kind in found:
        play.enter(
            shire,
            who="office",
            body=body,
            found_on=date(2026, month, 3),
            type_id=play.term(shire, "type", kind).pk,
        )
    return shire


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_number_opens_its_problems(browser_page, shire, size):
    page = browser_page(size)
    sign_in(page, shire.people["office"])
    page.goto(page.base + "/problems/")
    page.get_by_role("link", name="研判").first.click()
    page.wait_for_selector("#c-which .main-svg")
    check(page, f"pivot-{'desktop' if size == DESKTOP else 'phone'}")
    funds = page.locator(".pivot tbody tr", has_text="财经资金")
    funds.get_by_role("link", name="2", exact=True).click()
    expect(page.locator(".ls tbody tr")).to_have_count(2)


def test_units_are_put_in_columns_and_days_the_wrong_way_round_get_a_sentence(browser_page, shire):
    page = browser_page(DESKTOP)
    sign_in(page, shire.people["office"])
    page.goto(page.base + "/problems/pivot/")
    page.select_option("[name=across]", "unit")
    page.fill("[name=found_until]", "2025-01-01")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("alert")).to_contain_text("截止日期早于起始日期")
    assert page.input_value("[name=found_until]") == "2025-01-01"
    page.fill("[name=found_from]", "2024-12-01")
    page.get_by_role("button", name="查看").click()
    check(page, "pivot-empty")
    page.goto(page.base + "/problems/pivot/?by=type&across=unit")
    check(page, "pivot-units")
