"""The notebook in a real browser: from the desk to the map, the month, the booklet and the feed."""

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from pages.days import day_of
from responsibility.tasks.models import Task
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def ground(live_server):
    now = timezone.now()
    built = Ground(now=now)
    built.publish(year=day_of(now).year, now=now)
    return built


@pytest.mark.parametrize("size", SIZES)
def test_an_official_opens_the_notebook_and_subscribes(browser_page, ground, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    sign_in(page, ground.head_user)
    page.goto(page.base + reverse("desk") + "?part=know")
    follow(page, f'a[href="{reverse("notebook")}"]:visible >> nth=-1')
    opened = Task.objects.filter(post=ground.head).opened(now=timezone.now())
    codes = set(opened.values_list("item_code", flat=True))
    assert page.locator(".map__i a").count() == len(codes)
    page.click(".talks__k summary >> nth=0")
    check(page, f"notebook-{size}")
    due = opened.order_by("due_on").last()
    page.goto(page.base + reverse("notebook") + f"?month={due.due_on:%Y-%m}")
    assert page.locator(".mon__t:visible").count()
    follow(page, "#month a.btn--icon >> nth=0")
    check(page, f"notebook-month-before-{size}")
    page.goto(page.base + reverse("notebook-paper", args=[ground.head.pk]))
    check(page, f"notebook-paper-{size}")
    page.goto(page.base + reverse("feed"))
    check(page, f"feed-none-{size}")
    follow(page, ".formbar .btn--p")
    address = page.input_value("#address")
    check(page, f"feed-address-{size}")
    answer = page.request.get(address)
    assert len(vobject.readOne(answer.text()).vevent_list) == opened.count()
    page.goto(page.base + reverse("feed"))
    check(page, f"feed-{size}")
    assert address not in page.content()
    follow(page, ".btn--danger")
    check(page, f"feed-revoke-{size}")
    follow(page, ".formbar .btn--p")
    assert page.locator(".btn--danger").count() == 0
