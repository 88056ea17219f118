"""First passwords to the last step: ticked, given, a slip each, printed, signed in with one."""

import re
from base64 import b64decode

import pytest
from django.urls import reverse

from demonstration.roles import Role
from responsibility.organisation.units.models import Unit
from tests import make
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in, sign_in_by_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
PEOPLE = ("周明远", "曾若谷", "孙文")


@pytest.fixture
def keeper():
    county = make.make_county("澜川市")
    office = make.make_unit(county, "市纪委党风政风监督室", Unit.Kind.OFFICE)
    _, keeper = make.make_holder(office, Role.COMMISSION_OFFICE)
    for name, unit in zip(PEOPLE, ("市水利局", "市住房和城乡建设局", "市林业局"), strict=True):
        person = make.make_person(name, county=county, phone="+8613800002046")
        make.appoint(make.make_post(make.make_unit(county, unit), title="党组书记、局长"), person)
    return keeper


def sheets_of(page) -> int:
    """How many sheets of A4 the page prints on."""
    line = page.context.new_cdp_session(page)
    printed = line.send("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    return len(re.findall(rb"/Type\s*/Page\b", b64decode(printed["data"])))


@pytest.mark.parametrize("size", SIZES)
def test_slips_are_given_printed_and_used(browser_page, keeper, size):
    page = browser_page(SIZES[size])
    sign_in(page, keeper)
    page.goto(page.base + reverse("people"))
    follow(page, f'a[href="{reverse("first-passwords")}"]')
    check(page, f"first-passwords-{size}")
    for box in page.locator("input[name=person]").all():
        box.check()
    follow(page, f'button[formaction="{reverse("first-passwords-give")}"]')
    check(page, f"first-passwords-{size}-asked")
    follow(page, ".formbar .btn--p")
    check(page, f"first-passwords-{size}-slips")
    slips = page.locator(".slip").all()
    assert len(slips) == len(PEOPLE)
    account, password = slips[0].locator(".once").all_inner_texts()
    assert sheets_of(page) == len(PEOPLE)
    page.context.clear_cookies()
    sign_in_by_form(page, account, password)
    assert page.url.endswith(reverse("password-change"))
