"""The texts: who, how many, by when, where to look, a reference, and no matter."""

from datetime import date
from itertools import combinations

import pytest

from alerts.deadlines.kind import DUE_SOON, EXTENSION_WAITS_RED, OVERDUE, OVERDUE_PRINCIPAL
from alerts.kinds.stages import stages
from alerts.wording.words import (
    LETTERS,
    Part,
    make_reference,
    notice_params,
    render,
    segments,
    shipped_words,
)
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.kind import MONTHLY

TODAY, DUE = date(2026, 9, 24), date(2026, 9, 30)
CODES = [stage.code for stage in stages()]
LONG_NAME = "阿卜杜热依木·买买提"


MONTH = {"red": 12, "orange": 12, "yellow": 12}


def notice(*parts: Part, name: str = "周明远", **over) -> str:
    words = shipped_words()
    params = notice_params(
        words=words, name=name, reference="K7Q2MX9B", parts=parts, today=TODAY, **over
    )
    return render(words, params)


def test_a_notice_says_who_how_many_by_when_where_and_a_reference():
    assert notice(Part(DISPATCHED, 5, date(2026, 12, 31))) == (
        "【清廉澜川】您好！周明远，您有5项待办任务12月31日截止，"
        "请在“两个责任”平台及时处理。编号K7Q2MX9B"
    )


def test_what_is_worst_is_said_first():
    text = notice(Part(DUE_SOON, 2, DUE), Part(OVERDUE, 1, None))
    assert "您有1项任务已逾期、2项任务9月30日到期，" in text


def test_another_year_is_said():
    assert "2027年1月3日截止" in notice(Part(DISPATCHED, 1, date(2027, 1, 3)))


def test_the_signature_is_the_countys(settings):
    settings.SMS_SIGNATURE = "清廉柳溪"
    assert notice(Part(OVERDUE, 1, None)).startswith("【清廉柳溪】")


@pytest.mark.parametrize("stage", CODES)
def test_every_stage_alone_is_one_short_message(stage):
    text = notice(Part(stage, 12, DUE, counts=MONTH), name=LONG_NAME)
    assert segments(text) == 1, len(text)
    assert "{" not in text
    assert "http" not in text


LIMIT = 35  # of one variable of a template, at a provider


@pytest.mark.parametrize("first", CODES)
def test_no_variable_is_longer_than_a_provider_takes(first):
    for others in combinations(CODES[CODES.index(first) + 1 :], 2):
        _fits_a_variable((first, *others))


def _fits_a_variable(three):
    parts = [Part(stage, 12, DUE, several=True, counts=MONTH) for stage in three]
    params = notice_params(
        words=shipped_words(), name="长" * 60, reference="K7Q2MX9B", parts=parts, today=TODAY,
        longest=LIMIT,
    )  # fmt: skip
    assert max(len(params[name]) for name in ("name", "what", "reference")) <= LIMIT
    assert "36项" in params["what"] or params["what"].count("12") >= 3, "none is left out"


@pytest.mark.parametrize(
    ("longest", "said"),
    [
        (None, "1项任务已逾期、2项任务9月30日到期、5项待办任务12月31日截止"),
        (35, "1项任务已逾期、2项任务9月30日到期、5项待办任务12月31日截止"),
        (34, "1项任务已逾期、2项任务9月30日到期、5项待办任务12月31日截止"),
        (33, "1项任务已逾期、2项任务9月30日到期等共8项"),
        (20, "1项任务已逾期等共8项"),
        (10, "8项待办事项"),
    ],
)
def test_what_is_worst_is_said_as_far_as_there_is_room(longest, said):
    parts = [Part(OVERDUE, 1), Part(DUE_SOON, 2, DUE), Part(DISPATCHED, 5, date(2026, 12, 31))]
    params = notice_params(
        words=shipped_words(), name="周明远", reference="K7Q2MX9B", parts=parts, today=TODAY,
        longest=longest,
    )  # fmt: skip
    assert params["what"] == said


@pytest.mark.parametrize("first", CODES)
def test_two_stages_together_fit_into_two(first):
    for other in CODES[CODES.index(first) + 1 :]:
        parts = [Part(stage, 12, DUE, counts=MONTH) for stage in (first, other)]
        assert segments(notice(*parts, name=LONG_NAME)) <= 2, other


def test_everything_at_once_fits_the_column():
    assert len(notice(*[Part(stage, 999, DUE) for stage in CODES], name="长" * 60)) <= 500


def test_however_much_there_is_the_column_holds_it_and_the_sum_is_said():
    text = notice(*[Part(DISPATCHED, 5, DUE) for _each in range(100)], name="长" * 60)
    assert len(text) <= 500 and "500项" in text


@pytest.mark.parametrize(("n", "due", "late"), [(1, DUE, 0), (2, date(2026, 9, 1), 23)])
def test_for_how_long_what_was_due_first_is_overdue(n, due, late):
    assert f"{n}项延期申请待决定，逾期已{late}天" in notice(Part(EXTENSION_WAITS_RED, n, due))


@pytest.mark.parametrize(
    ("length", "expected"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (500, 8)]
)
def test_segments_of_chinese_text(length, expected):
    assert segments("字" * length) == expected


LACKING = [stage.code for stage in stages() if stage.lacking]


@pytest.mark.parametrize("stage", LACKING)
def test_of_one_task_that_asks_for_several_it_says_how_many_more(stage):
    assert "（还差1次）" in notice(Part(stage, 1, DUE, lacking=1))
    assert "还差" not in notice(Part(stage, 2, DUE, lacking=1))
    assert "还差" not in notice(Part(stage, 1, DUE))


def test_the_leaders_hear_how_many_not_what_is_missing():
    assert "还差" not in notice(Part(OVERDUE_PRINCIPAL, 1, lacking=1))


def test_the_month_is_told_in_figures():
    month = Part(MONTHLY, 1, counts={"red": 3, "yellow": 2})
    assert "您有1份月度提示（红3橙0黄2）" in notice(month)


def test_the_link_is_the_reference_where_phones_reach_the_platform(settings):
    settings.PUBLIC_ADDRESS = "https://liangze.example"
    part = Part(OVERDUE, 1)
    assert notice(part, with_link=True).endswith(" https://liangze.example/t/K7Q2MX9B")
    assert "http" not in notice(part)
    settings.PUBLIC_ADDRESS = ""
    assert "http" not in notice(part, with_link=True)


def test_references_spell_no_words_and_hardly_repeat():
    some = {make_reference() for _ in range(2000)}
    assert len(some) == 2000
    assert set("".join(some)) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOUL01")
