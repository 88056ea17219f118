"""Lists in a real browser: an official's own, a list to cite, search and print."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from pages.days import day_of
from responsibility.tasks.models import Task
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture
def ground(live_server):
    now = timezone.now()
    built = Ground(now=now)
    built.publish("PO-C01-01", "PO-C01-03", "PO-C02-01", year=day_of(now).year, now=now)
    return built


@each_size
def test_an_official_opens_the_own_list_and_cites_an_item(browser_page, ground, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    sign_in(page, ground.head_user)
    page.goto(page.base + reverse("desk") + "?part=know")
    follow(page, f'a[href="{reverse("own-list")}"]:visible >> nth=-1')
    check(page, f"own-list-{size}")
    opened = Task.objects.filter(post=ground.head).opened(now=timezone.now())
    expect(page.locator(".lampsof a")).to_have_count(opened.count())
    follow(page, f'a[href^="{reverse("own-list-paper", args=[ground.head.pk])}"]')
    check(page, f"own-list-paper-{size}")
    held = ground.list_of()
    page.goto(page.base + reverse("list", args=[held.pk]))
    check(page, f"list-{size}")
    page.fill(".findline input[name=q]", "PO-C01-03")
    expect(page.locator("#items tr[id]")).to_have_count(1)
    page.click("#items .cite")
    assert page.url.endswith("#PO-C01-03")
    check(page, f"list-item-{size}")
    page.goto(page.base + reverse("list-paper", args=[held.pk]))
    check(page, f"list-paper-{size}")
