"""A list from draft to publication in a browser: two people of the office, then a reader."""

import pytest
from django.utils import timezone

from responsibility.lists.models import DutyList
from responsibility.lists.versions.states import State, state_of
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.make import make_holder
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ground(transactional_db):
    ground = Ground(now=timezone.now())
    ground.publish("PO-C01-03", year=timezone.localdate().year, now=timezone.now())
    ground.second = make_holder(ground.officer_post.unit, "commission_office")[1]
    return ground


def code_of(page, n=0) -> str:
    return page.locator(".le__i p").nth(n).inner_text().split(" · ")[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_version_is_drafted_edited_reviewed_and_published(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    page = browser_page(size)
    sign_in(page, ground.officer)
    page.goto(f"{page.base}/lists/{ground.list_of().pk}/edit/")
    check(page, f"list-published-{name}")
    follow(page, "a:has-text('新建版本')")
    follow(page, ".formbar .btn--p")
    check(page, f"list-editor-{name}")

    first, second = code_of(page, 0), code_of(page, 1)
    follow(page, "button[title='下移']")
    assert (code_of(page, 0), code_of(page, 1)) == (second, first)
    if size is DESKTOP:
        page.locator("[data-grip]").nth(1).focus()
        with page.expect_navigation():
            page.keyboard.press("ArrowUp")
        assert (code_of(page, 0), code_of(page, 1)) == (first, second)
        grip, target = page.locator("[data-grip]").nth(0), page.locator(".le__i").nth(1)
        box, to = grip.bounding_box(), target.bounding_box()
        page.mouse.move(box["x"] + 8, box["y"] + 8)
        page.mouse.down()
        page.mouse.move(to["x"] + 40, to["y"] + to["height"] - 8, steps=6)
        with page.expect_navigation():
            page.mouse.up()
        assert (code_of(page, 0), code_of(page, 1)) == (second, first)

    follow(page, ".le__i a.b >> nth=0")
    check(page, f"list-item-{name}")
    text = page.input_value("#id_text")
    page.fill("#id_text", text + "，并形成纪要")
    page.fill("#id_goal", "全年不漏一次")
    page.select_option("#id_cadence", "yearly")
    page.select_option("#id_due_rule", "md")
    page.fill("#id_days", "2月30日")
    follow(page, ".formbar .btn--p")
    check(page, f"list-item-refused-{name}")
    assert "日期请写作" in page.inner_text("#id_due_rule_field")
    page.fill("#id_days", "3月31日、9月30日")
    page.locator("#id_days").blur()
    page.wait_for_selector("#days :text('9月30日')")
    follow(page, ".formbar .btn--p")
    follow(page, "button[title='移出'] >> nth=2")
    assert page.locator("button:has-text('放回')").count() == 1
    follow(page, "a:has-text('新增条目')")
    page.fill("#id_text", "每半年听取一次工程建设领域风险排查情况")
    page.select_option("#id_category", index=1)
    page.select_option("#id_cadence", "half_yearly")
    follow(page, ".formbar .btn--p")
    check(page, f"list-editor-changed-{name}")
    follow(page, "button:has-text('提交审核')")
    check(page, f"list-submitted-{name}")
    assert page.locator("a:has-text('发布本版')").count() == 0

    draft = DutyList.objects.get(source=ground.list_of())
    other = browser_page(size)
    sign_in(other, ground.second)
    other.goto(f"{other.base}/lists/{draft.pk}/difference/")
    check(other, f"list-difference-{name}")
    shown = other.inner_text(".df")
    assert "并形成纪要" in shown and "删去" in shown and "新增" in shown
    follow(other, ".ph__act .btn--p")
    follow(other, "a:has-text('退回')")
    other.fill("#id_reason", "请写明由谁组织")
    follow(other, ".formbar .btn--p")
    page.reload()
    check(page, f"list-returned-{name}")
    assert "请写明由谁组织" in page.inner_text("#main")
    follow(page, "button:has-text('提交审核')")
    other.goto(f"{other.base}/lists/{draft.pk}/edit/")
    follow(other, "a:has-text('发布本版')")
    other.fill("#id_document_number", "澜纪发〔2026〕3号")
    other.fill("#id_committee", "中共澜川市纪律检查委员会")
    check(other, f"list-publish-version-{name}")
    follow(other, ".formbar .btn--p")
    check(other, f"list-publish-takes-effect-{name}")
    assert other.url.endswith(f"/lists/{draft.pk}/revise/"), "what it changes, and from which day"
    draft.refresh_from_db()
    assert state_of(draft) == State.PUBLISHED

    reader = browser_page(size)
    sign_in(reader, ground.head_user)
    reader.goto(f"{reader.base}/lists/{draft.pk}/difference/?post={ground.head.pk}")
    check(reader, f"list-difference-mine-{name}")
    reader.goto(f"{reader.base}/lists/{draft.pk}/")
    check(reader, f"list-read-{name}")
    assert "澜纪发〔2026〕3号" in reader.inner_text("#main")
