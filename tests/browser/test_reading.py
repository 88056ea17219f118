"""A PDF of a record read on the page, on a phone and at a desk: turned over, and back."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from demonstration.roles import Role
from responsibility.files.store import store_upload
from responsibility.records.lodging.lodge import lodge
from tests import make
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.dashboards import county
from tests.make import NOW
from tests.responsibility.files import formats

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
LINES = b"90 740 m 400 740 l S 90 700 m 500 700 l S 90 660 m 500 660 l S"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = county.build()
    by, post = make.actor(shire.people["officer"]), shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    kept = [
        store_upload(upload=SimpleUploadedFile(name, data), by=by, now=NOW)
        for name, data in (
            ("谈话记录.pdf", formats.pages(LINES, LINES)),
            ("签到表.ofd", formats.ofd()),
        )
    ]
    shire.record = lodge(
        by=by,
        now=NOW,
        nonce=make.nonce(),
        task_ids=[make.make_task(post).pk],
        happened_on=NOW.date(),
        text="Talked about the works at the reservoir.",
        file_ids=[stored.pk for stored in kept],
    )
    return shire


@pytest.mark.parametrize("size", SIZES)
def test_a_pdf_is_read_and_turned_over_and_an_ofd_is_offered(browser_page, shire, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    sign_in(page, shire.people["officer"])
    record = page.base + shire.record.get_absolute_url()
    page.goto(record)
    follow(page, "main a.file >> nth=0")
    assert page.evaluate("document.querySelector('.pg img').naturalWidth") == 1_200
    check(page, f"file-page-{size}")
    follow(page, "main .turn a[rel=next] >> nth=0")
    assert page.locator(".turn .num").first.inner_text() == "2 / 2"
    follow(page, "main .ph__do a >> nth=0")
    assert page.url == record
    follow(page, "main a.file >> nth=1")
    assert page.locator("main .note").count() == 1 and page.locator("main img").count() == 0
    check(page, f"file-not-shown-{size}")
