"""A post filled after its list was published: the office gives it its tasks, to the last step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from demonstration.roles import Role
from responsibility.lists.publications import Publication
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.make import appoint, make_county, make_holder, make_item, make_post, make_unit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_office_gives_a_later_post_its_tasks(browser_page, live_server, size):
    county, now = make_county("澜川市"), timezone.now()
    _, office = make_holder(make_unit(county, "纪委监委机关", kind="office"), "commission_office")
    item = make_item(county, cadence="yearly", required=4, text="研究党风廉政建设工作")
    make_item(county, cadence="half_yearly", required=2, text="听取班子成员述责述廉")
    codes = list(item.duty_list.items.values_list("code", flat=True))
    publish(
        duty_list_id=item.duty_list_id, year=timezone.localdate().year, codes=codes, by=None,
        now=now - timedelta(days=20),
    )  # fmt: skip
    Publication.objects.update(later_joiners=False)
    post = make_post(make_unit(county, "市水务局"), Role.PRINCIPAL_OFFICER, "党组书记")
    appoint(post, start=timezone.localdate() - timedelta(days=5))

    page = browser_page(size, locale=CHINESE)
    sign_in(page, office)
    page.goto(page.base + reverse("board"))
    check(page, f"later-posts-board-{page.viewport_size['width']}")
    follow(page, f"main a[href='{reverse('posts-without-tasks')}']")
    check(page, f"later-posts-{page.viewport_size['width']}")
    follow(page, ".formbar .btn--p")
    assert page.locator("text=已发布清单的岗位均已有任务").is_visible()
    check(page, f"later-posts-given-{page.viewport_size['width']}")

    task = Task.objects.get(post=post, item=item)
    assert task.required < 4
    page.goto(page.base + task.get_absolute_url())
    assert page.locator("text=按剩余时间折算").first.is_visible()
    check(page, f"later-posts-task-{page.viewport_size['width']}")


def test_publishing_for_a_role_without_posts_says_so(browser_page, live_server):
    county = make_county("澜川市")
    _, office = make_holder(make_unit(county, "纪委监委机关", kind="office"), "commission_office")
    item = make_item(county)
    page = browser_page(PHONE, locale=CHINESE)
    sign_in(page, office)
    year = timezone.localdate().year
    address = reverse("list-publish-check", args=[item.duty_list_id])
    page.goto(f"{page.base}{address}?year={year}&codes={item.code}")
    assert page.locator("text=类岗位，现在不会生成任务").is_visible()
    check(page, "publish-for-nobody")
    page.uncheck("[name=later_joiners]")
    follow(page, ".formbar .btn--p")
    assert page.locator("text=请先设立岗位").first.is_visible()
    assert not Publication.objects.exists()
