"""The password asked once more, to the last step: what was entered is done with it."""

import pytest

from responsibility.organisation.powers.models import PowerChange
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.make import make_county, make_person

pytestmark = pytest.mark.browser
PASSWORD = "long enough to be one"
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def administrator(live_server, settings):
    settings.PASSWORD_MINUTES = 15
    make_county()
    person = make_person(staff_number="S-1", name="周明远", is_system_administrator=True)
    person.set_password(PASSWORD)
    person.save()
    make_person(staff_number="S-2", name="吴小兰")
    return person


@pytest.mark.parametrize("size", SIZES)
def test_a_power_is_proposed_with_the_password(browser_page, administrator, size):
    page = browser_page(SIZES[size], refused={401})
    sign_in(page, administrator)  # without a password, as if it was entered long ago
    page.goto(page.base + "/organisation/powers/new/")
    page.fill("#id_account", "S-2")
    page.select_option("#id_power", "is_auditor")
    page.select_option("#id_give", "give")
    follow(page, ".formbar button")
    check(page, f"password-again-{size}")
    page.fill("#id_own_password", "a guess")
    follow(page, ".formbar button")
    check(page, f"password-again-{size}-wrong")
    assert "密码不正确" in page.inner_text("main")
    assert page.inner_text(".formbar button") == "继续"
    page.fill("#id_own_password", PASSWORD)
    follow(page, ".formbar button")
    check(page, f"password-again-{size}-done")
    assert PowerChange.objects.get().user.name == "吴小兰"
