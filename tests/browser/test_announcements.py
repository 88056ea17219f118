"""An announcement written with a paper, sent, opened, confirmed, reminded of, taken back."""

import pytest

from responsibility.announcements.models import Announcement
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.make import appoint, make_county, make_holder, make_post, make_unit
from tests.pages.cast import PNG

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def county(live_server):
    county = make_county()
    branch = make_unit(county, "政府部门", kind="branch")
    for number in range(4):
        unit = make_unit(branch, f"第{number + 1}局")
        if number:
            make_holder(unit)
        else:
            make_post(unit)
    county.office = make_holder(make_unit(county, kind="office"), "commission_office")[1]
    county.head = appoint(make_post(make_unit(branch, "水利局"), title="局长"))
    return county


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_life_of_an_announcement(browser_page, county, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    sign_in(page, county.office)
    page.goto(page.base + "/announcements/")
    check(page, f"announcements-none-{size}")
    page.goto(page.base + "/announcements/new/")
    page.fill("#id_title", "关于做好中秋国庆期间值班值守工作的通知")
    page.fill("#id_text", "各单位要严格执行领导带班和值班制度。\n请阅后确认。")
    page.locator("label.role", has_text="principal_officer").click()
    page.locator("input[name=asks_reading]").check()
    page.set_input_files("#upload", {"name": "值班表.png", "mimeType": "image/png", "buffer": PNG})
    page.wait_for_selector(".file__n >> text=值班表")
    check(page, f"announcement-new-{size}")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector(".undo [data-left]")
    check(page, f"announcement-waits-{size}")
    follow(page, ".undo >> text=立即发出")
    page.wait_for_selector("h2 >> text=签收情况")
    one = Announcement.objects.get()
    check(page, f"announcement-sent-{size}")

    sign_in(page, county.head)
    page.goto(page.base + "/")
    page.wait_for_selector("text=值班值守工作的通知")
    check(page, f"announcement-on-desk-{size}")
    page.goto(page.base + one.get_absolute_url())
    check(page, f"announcement-to-read-{size}")
    follow(page, "text=确认已阅")
    page.wait_for_selector("text=确认阅读")
    receipt = one.receipts.get(person=county.head)
    assert receipt.opened_at and receipt.read_at

    sign_in(page, county.office)
    page.goto(page.base + one.get_absolute_url())
    follow(page, "text=提醒未阅的 3 人")
    page.wait_for_selector("text=已提醒 3 人")
    page.goto(page.base + f"/announcements/receipts/?announcement={one.pk}")
    check(page, f"announcement-receipts-{size}")
    page.goto(page.base + f"{one.get_absolute_url()}print/")
    check(page, f"announcement-print-{size}")
    page.goto(page.base + f"{one.get_absolute_url()}take-back/")
    page.fill("#id_reason", "值班时间有误。")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=内容不再有效")
    check(page, f"announcement-taken-back-{size}")
