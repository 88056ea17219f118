"""A card to its end in a real browser: a line answered, the quarter summed up, the list."""

import pytest
from django.utils import timezone

from pages.quarter import Quarter
from tests import make
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.responsibility.cards.conftest import build_stage

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def stage(live_server):
    return build_stage()


@pytest.mark.parametrize("size", SIZES)
def test_the_recipient_answers_and_sums_up(browser_page, stage, size):
    now = timezone.now()
    issue = stage.draft(now=now, quarter=Quarter.at(now))
    stage.approve(issue, now=now, approved_on=make.START)
    card = stage.issue(issue, now=now).cards.in_order().first()
    page = browser_page(SIZES[size])
    sign_in(page, card.holder)
    page.goto(page.base + "/cards/mine/")
    follow(page, f"a[href='{card.summary.get_absolute_url()}']")
    check(page, f"card-summary-{size}")
    follow(page, "#lines li:first-child a.btn")
    page.fill("#id_text", "Walked the dams.")
    page.fill("#id_figure", "Meetings")
    page.fill("#id_figure_before", "120")
    page.fill("#id_figure_after", "85")
    check(page, f"card-line-answer-{size}")
    follow(page, ".formbar .btn--p")
    assert "120 → 85" in page.inner_text("#lines")
    page.fill("#id_rule_made", "Ten bans")
    follow(page, "#summary [name=confirm]")
    assert "Ten bans" in page.inner_text("#summary")
    check(page, f"card-summary-confirmed-{size}")
    card.summary.refresh_from_db()
    assert card.summary.fulfilled_at
    sign_in(page, stage.drafter)
    page.goto(page.base + "/cards/summaries/")
    check(page, f"card-summaries-{size}")
