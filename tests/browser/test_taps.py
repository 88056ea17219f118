"""From the link in a text to the lodged record, by kind: docs/burden.md says the same numbers."""

from time import monotonic

import pytest

from responsibility.records.models import DutyRecord
from tests.browser.duty import MOST_TAPS, SIZES, Scene, opened
from tests.browser.harness import CHINESE, check, follow, forget_taps, taps

pytestmark = pytest.mark.browser

LINK = 1  # the tap in the text, which leads to the task
WRITTEN = "围绕工程款拨付谈话，指出两处台账不全，要求9月28日前补齐并逐项说明。"
# What is written into which field, and the taps where the item states its kind.
KINDS = {
    "meeting": ({"participants": "班子全体成员", "text": WRITTEN}, 5),
    "talk": ({"participants": "规划财务科负责人", "text": WRITTEN}, 5),
    "study": ({"present": "23", "text": WRITTEN}, 5),
    "visit": ({"place": "城东安置房项目部", "text": WRITTEN}, 5),
    "document": ({"document_number": "〔2026〕12号", "text": "关于规范差旅报销的通知"}, 5),
    "record": ({"text": WRITTEN}, 4),
}
SECONDS, PAUSE = 60, 250  # of a person; milliseconds for a sign, as one writes on a phone


@pytest.fixture
def scene(live_server):
    return Scene()


@pytest.mark.parametrize("stated", [True, False], ids=["kind stated", "kind chosen"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_lodged_with_six_taps_at_most(browser_page, scene, kind, stated):
    said, expected = KINDS[kind]
    task = scene.task(4, "节前廉洁提醒", kind=kind if stated else "")
    page = opened(browser_page, scene, task.get_absolute_url(), locale=CHINESE)
    forget_taps(page)
    lodge(page, kind, said, stated=stated)
    assert taps(page) + LINK == expected + (not stated) <= MOST_TAPS
    record = DutyRecord.objects.get()
    assert record.kind == kind
    assert {name: str(getattr(record, name)) for name in said} == said


def lodge(page, kind: str, said: dict, *, stated: bool, pause: int = 0) -> None:
    follow(page, ".ph__do .btn--p")
    if not stated:
        page.tap(f"#kind-{kind}")
    for name, words in said.items():
        page.tap(f"#id_{name}")
        page.keyboard.type(words, delay=pause)
    page.tap(".formbar .btn--p")
    page.wait_for_url("**/desk/")


def test_a_talk_takes_less_than_a_minute_at_a_persons_pace(browser_page, scene):
    task = scene.task(4, "节前廉洁提醒", kind="")
    page = opened(browser_page, scene, task.get_absolute_url(), locale=CHINESE)
    began = monotonic()
    lodge(page, "talk", KINDS["talk"][0], stated=False, pause=PAUSE)
    assert monotonic() - began < SECONDS


@pytest.mark.parametrize("size", SIZES)
def test_another_kind_asks_other_things_and_loses_nothing(browser_page, scene, size):
    task = scene.task(4, "节前廉洁提醒", kind="talk")
    address = f"/log/?task={task.pk}"
    page = opened(browser_page, scene, address, SIZES[size], locale=CHINESE)
    for kind in KINDS:
        page.check(f"#kind-{kind}", force=True)
        check(page, f"log-{size}-{kind}")
    page.check("#kind-talk", force=True)
    page.fill("#id_participants", "规划财务科负责人")
    page.check("#kind-study", force=True)
    assert page.is_visible("#id_participants") and not page.is_visible("#id_place")
    assert page.inner_text("label[for=id_text] span:not([hidden])") == "学习内容"
    page.fill("#id_participants", "")
    page.check("#kind-document", force=True)
    assert not page.is_visible("#id_participants") and page.is_visible("#id_document_number")
    assert page.inner_text("label[for=id_happened_on]") == "文件日期"
