"""The texts: who, how many, by when, where to look, a reference, and no matter."""

from datetime import date
from itertools import combinations

import pytest

from alerts.outbox.wording import (
    LETTERS,
    Part,
    make_reference,
    notice_params,
    render,
    segments,
    stages,
)
from alerts.reminders.models import Stage

TODAY, DUE = date(2026, 9, 24), date(2026, 9, 30)
LONG_NAME = "阿卜杜热依木·买买提"


def notice(*parts: Part, name: str = "周明远") -> str:
    params = notice_params(name=name, reference="K7Q2MX9B", parts=parts, today=TODAY)
    return render("notice", 1, params)


def test_a_notice_says_who_how_many_by_when_where_and_a_reference():
    assert notice(Part(Stage.DISPATCHED, 5, date(2026, 12, 31))) == (
        "【清廉澜川】您好！周明远，您有5项待办任务12月31日截止，"
        "请在“两个责任”平台及时处理。编号K7Q2MX9B"
    )


def test_what_is_worst_is_said_first():
    text = notice(Part(Stage.DUE_SOON, 2, DUE), Part(Stage.OVERDUE, 1, None))
    assert "您有1项任务已逾期、2项任务9月30日到期，" in text


def test_another_year_is_said():
    assert "2027年1月3日截止" in notice(Part(Stage.DISPATCHED, 1, date(2027, 1, 3)))


def test_the_signature_is_the_countys(settings):
    settings.SMS_SIGNATURE = "清廉柳溪"
    assert notice(Part(Stage.OVERDUE, 1, None)).startswith("【清廉柳溪】")


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_alone_is_one_short_message(stage):
    text = notice(Part(stage, 12, DUE), name=LONG_NAME)
    assert stage in stages()
    assert segments(text) == 1, len(text)
    assert "{" not in text
    assert "http" not in text


@pytest.mark.parametrize("two", list(combinations(Stage, 2)))
def test_two_stages_together_fit_into_two(two):
    assert segments(notice(*[Part(stage, 12, DUE) for stage in two], name=LONG_NAME)) <= 2


def test_everything_at_once_fits_the_column():
    assert len(notice(*[Part(stage, 999, DUE) for stage in Stage], name="长" * 60)) <= 500


@pytest.mark.parametrize(
    ("length", "expected"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (500, 8)]
)
def test_segments_of_chinese_text(length, expected):
    assert segments("字" * length) == expected


def test_a_version_that_there_never_was_is_no_version():
    with pytest.raises(KeyError):
        render("notice", 99, {})


def test_references_spell_no_words_and_hardly_repeat():
    some = {make_reference() for _ in range(2000)}
    assert len(some) == 2000
    assert set("".join(some)) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOUL01")
