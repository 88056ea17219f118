"""An empty county in a browser: a workbook in, a list published, the first record lodged."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from demonstration.accounts import PASSWORD
from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.people.given import end_given
from responsibility.organisation.people.models import User
from responsibility.records.models import DutyRecord
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in_by_form
from tests.responsibility.tasks.organisation_books import book_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
BUREAU = "\u53bf\u6c34\u5229\u5c40"
BRANCH = "\u653f\u5e9c\u90e8\u95e8"
HEAD, DEPUTY = "\u515a\u7ec4\u4e66\u8bb0\u3001\u5c40\u957f", "\u526f\u5c40\u957f"
DOCUMENT = "\u53bf\u59d4\u5e72\u30142026\u30151\u53f7"
SECTION = "\u5efa\u8bbe\u7ba1\u7406\u80a1"


def workbook(**wrong) -> bytes:
    """A bureau with a head and a deputy, as the office fills in the Chinese template."""
    with translation.override("zh-hans"):
        unit, first_on = {"unit": BUREAU}, f"{timezone.localdate().year}-01-05"
        held = {"first_on": first_on, "basis": DOCUMENT}
        return book_of(
            Units=[
                {"name": BRANCH, "kind": "\u5e8f\u5217"},
                {"name": BUREAU, "kind": "\u515a\u59d4\uff08\u515a\u7ec4\uff09", "parent": BRANCH},
                {"name": SECTION, "kind": "\u5185\u8bbe\u79d1\u5ba4", "parent": BUREAU},
            ],
            Posts=[
                unit | {"post": HEAD, "role": "\u4e00\u628a\u624b"},
                unit | {"post": DEPUTY, "role": "\u73ed\u5b50\u6210\u5458"},
            ],
            People=[
                {"staff_number": "SL0001", "name": "\u5468\u660e\u8fdc", "phone": "13800002047"},
                {"staff_number": "SL0002", "name": "\u767d\u82e5\u8c37", **wrong},
            ],
            Appointments=[
                unit | {"post": HEAD, "person": "SL0001", **held},
                unit | {"post": DEPUTY, "person": "\u767d\u82e5\u8c37", **held},
            ],
            Charges=[
                unit | {"post": DEPUTY, "of": SECTION, "kind": "\u5206\u7ba1",
                        "first_on": first_on},
            ],
        )  # fmt: skip


def send(page, content: bytes) -> None:
    file = {"name": "county.xlsx", "mimeType": "", "buffer": content}
    page.set_input_files("input[type=file]", file)
    follow(page, "form[enctype] button")


@pytest.mark.parametrize("size", SIZES)
def test_from_nothing_to_the_first_record(browser_page, size):
    call_command("load_starter_data")
    call_command("seed_empty")
    page = browser_page(SIZES[size])
    sign_in_by_form(page, "office", PASSWORD)
    page.wait_for_url("**/first-steps/")
    check(page, f"first-steps-{size}")
    follow(page, ".fs .btn--p")
    check(page, f"organisation-import-{size}")
    send(page, workbook(phone="1389012204"))
    check(page, f"organisation-import-wrong-{size}")
    assert page.locator(".cellno").count() == 1
    send(page, workbook())
    check(page, f"organisation-import-ready-{size}")
    follow(page, "main form button.btn--l")
    check(page, f"organisation-import-done-{size}")
    page.goto(page.base + "/")
    check(page, f"first-steps-people-{size}")
    publish(page)
    official = User.objects.get(staff_number="SL0001")
    end_given(official, now=timezone.now())
    official.set_password(PASSWORD)
    official.must_change_password = False
    official.save()
    his = browser_page(SIZES[size])
    sign_in_by_form(his, "SL0001", PASSWORD)
    his.wait_for_url("**/desk/")
    check(his, f"first-desk-{size}")
    follow(his, ".task .btn >> visible=true >> nth=0")
    his.check("#kind-record", force=True)
    his.fill(
        "#id_text", "\u7814\u7a76\u90e8\u7f72\u5168\u9762\u4ece\u4e25\u6cbb\u515a\u5de5\u4f5c\u3002"
    )
    his.click(".formbar .btn--p")
    his.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().lodged_by == official


def publish(page) -> None:
    """The principal officers' list, with an item for every quarter."""
    duty_list = DutyList.objects.get(role_kind__code="principal_officer")
    items = DutyItem.objects.filter(duty_list=duty_list, core=True)
    chosen = "&".join(f"codes={code}" for code in items.values_list("code", flat=True))
    year = timezone.localdate().year
    page.goto(
        f"{page.base}{reverse('list-publish-check', args=[duty_list.pk])}?year={year}&{chosen}"
    )
    check(page)
    follow(page, "main form[action*=publish] button[type=submit]")
