"""Lamps, words and dates as pages show them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from pages.lamp import Lamp
from pages.templatetags import look
from tests.make import at

SPRITE = Path("static/vendor/sprite.svg")
NOW = at("2026-09-24 10:20")


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", Lamp.values)
def test_every_lamp_has_a_drawing_and_a_word(name):
    html = render('{% lamp name "" "" %}', name=name)
    symbol = re.search(r"sprite\.svg#(l-\w+)", html).group(1)
    assert f'id="{symbol}"' in SPRITE.read_text(encoding="utf-8")
    assert f'aria-label="{look.word(name)}"' in html


def test_a_lamp_beside_its_word_is_silent():
    assert 'aria-hidden="true"' in render('{% lamp "red" %}')


def test_a_label_is_escaped():
    assert "<b>" not in render('{% lamp "red" "" label %}', label="<b>")


@pytest.mark.parametrize(
    "colours, tone, symbol", [(4, "lamp--mkup", "#l-mkup"), (3, "lamp--ok", "#l-okh")]
)
def test_a_late_entry_is_hatched_green_where_there_is_no_orange(colours, tone, symbol):
    html = render('{% tag "orange" colours=colours %}', colours=colours)
    assert tone in html and symbol in html
    with translation.override("zh-hans"):
        assert "补录" in render('{% tag "orange" colours=colours %}', colours=colours)


@pytest.mark.parametrize(
    "name, chinese",
    [
        ("unlit", "未到期"), ("yellow", "临期预警"), ("green", "已履责"), ("red", "逾期"),
        ("orange", "补录"), ("exempt", "免"),
    ],
)  # fmt: skip
def test_the_words_in_chinese(name, chinese):
    with translation.override("zh-hans"):
        assert look.word(name) == chinese


@pytest.mark.parametrize(
    "done, need, lit, spoken",
    [
        (0, 1, 0, "Due soon"),
        (1, 1, 1, "Due soon"),
        (0, 3, 0, "Due soon, 0 of 3"),
        (2, 3, 1, "Due soon, 2 of 3"),
        (5, 3, 1, "Due soon, 3 of 3"),
    ],
)
def test_a_ring_says_how_far_it_is(done, need, lit, spoken):
    with translation.override("en"):
        html = render('{% ring "yellow" done need %}', done=done, need=need)
    assert html.count('class="on"') == lit
    assert f'aria-label="{spoken}"' in html


def test_a_ring_closes():
    """The dashes of the lit circle come to a whole round, however many."""
    for need in range(2, 30):
        dashes = re.findall(r'dasharray="([\d. ]+)"', look._bezel(need - 1, need))[1]
        assert sum(map(float, dashes.split())) == pytest.approx(100, abs=0.5)


DATES = [
    # filter, value, english, chinese
    ("day:now", date(2026, 9, 30), "30 Sep", "9月30日"),
    ("day:now", date(2025, 9, 30), "30 Sep 2025", "2025年9月30日"),
    ("day", date(2026, 9, 30), "30 Sep 2026", "2026年9月30日"),
    ("day:now", at("2026-12-31 23:59"), "31 Dec", "12月31日"),
    ("day:now", None, "", ""),
    ("day_week:now", date(2026, 9, 30), "Wed 30 Sep", "9月30日（周三）"),
    ("day_week:now", date(2027, 9, 30), "Thu 30 Sep 2027", "2027年9月30日（周四）"),
    ("instant:now", at("2026-09-22 16:32"), "22 Sep 16:32", "9月22日 16:32"),
    ("instant:now", at("2025-09-22 16:32"), "22 Sep 2025 16:32", "2025年9月22日 16:32"),
    ("instant:now", None, "", ""),
    ("days_left:now", date(2026, 9, 30), "6 days left", "还剩 6 天"),
    ("days_left:now", date(2026, 9, 25), "1 day left", "还剩 1 天"),
    ("days_left:now", date(2026, 9, 24), "due today", "今天截止"),
    ("days_left:now", date(2026, 9, 15), "overdue by 9 days", "已逾期 9 天"),
    ("days_left:now", at("2026-09-25 00:00"), "due today", "今天截止"),
    ("days_left:now", at("2026-09-24 00:00"), "overdue by 1 day", "已逾期 1 天"),
    ("days_left:now", at("2026-10-01 00:00"), "6 days left", "还剩 6 天"),
]


@pytest.mark.parametrize("used, value, english, chinese", DATES)
def test_dates(used, value, english, chinese):
    for language, wanted in (("en", english), ("zh-hans", chinese)):
        with translation.override(language):
            assert render("{{ value|" + used + " }}", value=value, now=NOW) == wanted


def test_an_instant_is_shown_in_local_time_and_year():
    """16:30 UTC on 31 December is already the new year in Shanghai."""
    value = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    with translation.override("en"):
        shown = render("{{ value|instant:now }}", value=value, now=at("2027-01-01 09:00"))
    assert shown == "1 Jan 00:30"


def test_lists_of_hundreds_cost_little():
    """The same lamp is drawn once."""
    look._ring.cache_clear()
    render("{% for n in many %}{% ring 'red' 1 3 %}{% endfor %}", many=range(500))
    assert look._ring.cache_info().misses == 1


def test_an_instant_from_a_row_is_shown_by_the_clock_of_here():
    """Rows hold UTC; a cell of a list is made in Python, where no template turns it."""
    eve = at("2026-09-23 02:20").astimezone(UTC)
    with translation.override("en"):
        assert look.instant(eve) == "23 Sep 2026 02:20" and look.day(eve) == "23 Sep 2026"
        assert look.day_week(eve, at("2026-09-24 09:00")) == "Wed 23 Sep"
