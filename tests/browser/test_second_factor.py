"""The second factor, to the last step: set up, entered, lost, reset by two people."""

import pytest
from django.utils import timezone

from demonstration.roles import Role
from responsibility.organisation.second_factor.codes import new_device
from responsibility.organisation.second_factor.factor import factor_of, recovery_left
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in, sign_in_by_form
from tests.make import code_of, join, make_county, make_person, make_post, make_unit, with_factor

pytestmark = pytest.mark.browser
PASSWORD = "long enough to be one"
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture
def administrator(live_server, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_county("澜川县")
    person = make_person(staff_number="S-1", name="周明远", is_system_administrator=True)
    person.set_password(PASSWORD)
    person.save()
    return person


@each_size
def test_set_up_after_the_password_then_entered_by_code(browser_page, administrator, size):
    page = browser_page(SIZES[size])
    sign_in_by_form(page, "S-1", PASSWORD)
    page.goto(page.base + "/organisation/people/")
    check(page, f"factor-set-up-{size}")
    assert page.inner_text("h1") == "设置二次验证"
    page.fill("#id_code", "000000")
    follow(page, ".formbar button")
    check(page, f"factor-set-up-{size}-wrong")
    device = new_device(administrator, page.input_value("input[name=nonce]"))
    page.fill("#id_code", code_of(device, timezone.now()))
    follow(page, ".formbar button")
    check(page, f"factor-codes-{size}")
    code = page.inner_text(".codes li:first-child")
    follow(page, ".formbar button[type=submit]")
    assert page.url == page.base + "/organisation/people/"
    page.goto(page.base + "/second-factor/")
    check(page, f"factor-{size}")

    page.context.clear_cookies()
    sign_in_by_form(page, "S-1", PASSWORD)
    check(page, f"factor-door-{size}")
    page.fill("#id_code", "000000")
    follow(page, ".login__box button.btn--p")
    check(page, f"factor-door-{size}-wrong")
    page.fill("#id_code", code)
    page.check("#id_remember")
    follow(page, ".login__box button.btn--p")
    assert recovery_left(administrator) == 9
    page.goto(page.base + "/second-factor/")
    check(page, f"factor-{size}-remembered")
    follow(page, "form[action='/second-factor/everywhere/'] button")
    assert "所有设备登录时均须输入验证码" in page.inner_text("body")


@each_size
def test_lost_and_reset_by_two_people(browser_page, administrator, settings, size):
    settings.SECOND_FACTOR_REQUIRED = False
    lost = make_person(staff_number="S-2", name="吴小兰", is_auditor=True)
    with_factor(lost)
    unit = make_unit(make_county("江口县"), "纪委监委机关", kind="office")
    colleague = join(make_post(unit, Role.COMMISSION_OFFICE), role="head")
    page = browser_page(SIZES[size])
    sign_in(page, administrator)
    page.goto(page.base + "/organisation/powers/")
    follow(page, "a[href='/organisation/second-factors/']")
    check(page, f"factor-resets-{size}")
    page.goto(page.base + f"/organisation/people/{lost.pk}/")
    follow(page, "a[href='/organisation/second-factors/reset/?account=S-2']")
    assert page.input_value("#id_account") == "S-2"
    page.fill("#id_reason", "手机遗失，已当面核实身份")
    check(page, f"factor-reset-propose-{size}")
    follow(page, ".formbar button")
    check(page, f"factor-resets-{size}-proposed")
    page.context.clear_cookies()
    sign_in(page, colleague)
    page.goto(page.base + "/organisation/second-factors/")
    follow(page, "button[value=agree]")
    check(page, f"factor-resets-{size}-decided")
    assert factor_of(lost) is None
