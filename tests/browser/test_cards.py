"""Reminder cards in a real browser: drafted, received, and printed on exactly one A5 page."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from pages.quarter import Quarter
from responsibility.cards.change import Wording, change_draft
from responsibility.cards.issues import CardIssue
from responsibility.cards.texts import LONGEST_LEAD, LONGEST_LINE, MOST_LINES, CardTemplateLine
from tests import make
from tests.browser.harness import (
    CHINESE,
    DESKTOP,
    ENGLISH,
    PHONE,
    check,
    follow,
    forget_taps,
    sign_in,
    taps,
)
from tests.responsibility.cards.conftest import build_stage

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)
PAPER = {"viewport": {"width": 469, "height": 703}}  # A5 without its margins, in CSS pixels
PAGE = re.compile(rb"/Type\s*/Page\b")
LETTER = chr(0x5B57)


@pytest.fixture
def stage(live_server):
    return build_stage()


@pytest.fixture
def now():
    """The real clock, which the pages ask."""
    return timezone.now()


def issued(stage, now, lines=None, lead=None, text_en=""):
    quarter = Quarter.at(now)
    if text_en:
        CardTemplateLine.objects.update(text_en=text_en)
    issue = stage.draft(now=now, quarter=quarter)
    if lines:
        change_draft(
            issue_id=issue.pk,
            revision=issue.revision,
            lead=lead,
            issuer=LETTER * 12,
            lines=lines,
            by=make.actor(stage.drafter),
            now=now,
        )
    stage.approve(issue, now=now, approved_on=quarter.start)
    return stage.issue(issue, now=now)


def the_longest():
    return [
        Wording(uuid4(), LETTER * LONGEST_LINE, "warning", make.START, [])
        for _ in range(MOST_LINES)
    ]


def prints(page) -> int:
    """Pages on paper; nothing of a card may be cut off there."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    size = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER["viewport"])
    cut = page.evaluate(
        "[...document.querySelectorAll('.rc')].filter(c => c.scrollHeight > c.clientHeight + 1)"
        ".map(c => `${c.scrollHeight} > ${c.clientHeight}`)"
    )
    assert cut == []
    page.emulate_media(media="screen")
    page.set_viewport_size(size)
    assert re.search(rb"/MediaBox\s*\[0 0 4(19|20)", pdf), "not A5"
    return len(PAGE.findall(pdf))


@each_size
@pytest.mark.parametrize("locale", [CHINESE, ENGLISH])
def test_the_office_drafts_with_a_live_preview(browser_page, stage, now, size, locale):
    page = browser_page(SIZES[size], locale=locale)
    page.context.add_cookies(language(page, locale))
    sign_in(page, stage.drafter)
    page.goto(page.base + "/cards/")
    check(page)
    follow(page, ".ph__act a.btn--p")
    check(page, f"card-new-{size}")
    follow(page, "form.card button[type=submit]")
    with page.expect_response(lambda answer: answer.url.endswith("/preview/")):
        page.fill("#id_line-0-text", "Typed just now")
    page.wait_for_selector("#rc-preview :text('Typed just now')")
    check(page, f"card-draft-{size}-{locale}")
    follow(page, "#draft .formbar button.btn--p")
    assert CardIssue.objects.get().lines.first().text == "Typed just now"
    follow(page, "[name=move][value='down:0']")
    page.wait_for_load_state()
    assert CardIssue.objects.get().lines.all()[1].text == "Typed just now"
    follow(page, "[name=more]")
    page.wait_for_selector("#id_line-7-text")
    check(page)


@each_size
def test_the_recipient_signs_with_one_tap(browser_page, stage, now, size):
    card = issued(stage, now).cards.in_order().first()
    page = browser_page(SIZES[size])
    sign_in(page, card.holder)
    page.goto(page.base + "/cards/mine/")
    check(page, f"card-mine-{size}")
    page.goto(f"{page.base}/c/{card.token}/")
    assert page.url == page.base + card.get_absolute_url()
    assert page.evaluate("document.querySelector('.rc__f img').naturalWidth") > 0
    check(page, f"card-{size}")
    forget_taps(page)
    follow(page, ".cardack button")
    page.wait_for_selector(".cardack .tag--ok")
    assert taps(page) == 1
    card.refresh_from_db()
    assert card.received_at
    check(page, f"card-received-{size}")


@each_size
def test_the_office_sees_who_has_received(browser_page, stage, now, size):
    issue = stage.approve(
        stage.draft(now=now, quarter=Quarter.at(now)), now=now, approved_on=make.START
    )
    page = browser_page(SIZES[size])
    sign_in(page, stage.drafter)
    page.goto(page.base + issue.get_absolute_url())
    check(page, f"card-approved-{size}")
    follow(page, ".ph__act .btn--p")
    check(page, f"card-give-{size}")
    follow(page, ".formbar .btn--p")
    check(page, f"card-issue-{size}")
    assert page.locator(".rows--cards li").count() == 3


@each_size
def test_a_draft_goes_to_its_approver_and_comes_back_with_a_reason(browser_page, stage, now, size):
    issue = stage.draft(now=now, quarter=Quarter.at(now))
    writes = browser_page(SIZES[size])
    sign_in(writes, stage.drafter)
    writes.goto(f"{writes.base}/cards/drafts/{issue.pk}/")
    follow(writes, "#draft .formbar [name=submit]")
    approves = browser_page(SIZES[size])
    sign_in(approves, stage.approver)
    approves.goto(approves.base + "/desk/")
    follow(approves, f".lines a[href$='/issues/{issue.pk}/']")
    check(approves, f"card-approve-{size}")
    follow(approves, f".formbar a[href$='/{issue.pk}/return/']")
    approves.fill("#id_reason", "Say by which day.")
    follow(approves, "form button.btn--p")
    writes.goto(writes.base + "/desk/")
    follow(writes, f".lines a[href$='/issues/{issue.pk}/']")
    assert "Say by which day." in writes.inner_text(".note--soon")
    check(writes, f"card-returned-{size}")


@pytest.mark.parametrize("locale", [CHINESE, ENGLISH])
def test_a_usual_card_is_one_page(browser_page, stage, now, locale):
    card = issued(stage, now).cards.in_order().first()
    page = browser_page(DESKTOP, locale=locale)
    page.context.add_cookies(language(page, locale))
    sign_in(page, card.holder)
    page.goto(page.base + card.get_absolute_url())
    assert prints(page) == 1


def test_the_longest_cards_are_one_page_each(browser_page, stage, now):
    issue = issued(stage, now, lines=the_longest(), lead=LETTER * LONGEST_LEAD)
    page = browser_page()
    sign_in(page, stage.drafter)
    page.goto(f"{page.base}/cards/issues/{issue.pk}/print/")
    check(page, "card-print")
    assert prints(page) == 3


def test_the_longest_english_gloss_is_one_page(browser_page, stage, now):
    card = issued(stage, now, text_en="duty " * 40).cards.in_order().first()
    page = browser_page(DESKTOP, locale=ENGLISH)
    page.context.add_cookies(language(page, ENGLISH))
    sign_in(page, card.holder)
    page.goto(page.base + card.get_absolute_url())
    assert prints(page) == 1


def language(page, locale):
    code = "en" if locale == ENGLISH else "zh-hans"
    return [{"name": "django_language", "value": code, "url": page.base}]
