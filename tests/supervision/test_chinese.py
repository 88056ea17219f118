"""Words that are one in English and several in Chinese stand here as their page means them."""

import pytest
from django.utils import translation

from dashboards.pivot.question import PivotFilter
from supervision.checks.draws.forms import DrawForm
from supervision.checks.draws.listing import DrawListing
from supervision.facts.listing import SuggestionFilter
from supervision.objections.listing import ObjectionListing
from supervision.problems.sorting.forms import TermForm, TimeLimitForm


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


def labels(form) -> dict[str, str]:
    return {name: str(field.label) for name, field in form.base_fields.items()}


def heads(listing) -> dict[str, str]:
    return {column.name: str(column.label) for column in listing.columns}


def test_a_draw_has_a_title_of_its_own_and_days_of_records():
    found = labels(DrawForm)
    assert found["title"] == heads(DrawListing)["title"] == "\u62bd\u53d6\u540d\u79f0"
    assert found["first_on"] == "\u767b\u8bb0\u65e5\u671f\u81ea"
    assert found["last_on"] == "\u767b\u8bb0\u65e5\u671f\u6b62"
    assert "\u5df2\u516c\u5e03" in [str(tab.label) for tab in DrawListing.tabs]


def test_an_objection_is_decided_by_a_body():
    assert heads(ObjectionListing)["decider"] == "\u51b3\u5b9a\u673a\u6784"
    assert heads(ObjectionListing)["due_on"] == "\u51b3\u5b9a\u671f\u9650"


def test_a_word_has_a_name_and_a_limit_so_many_days():
    assert labels(TermForm)["name"] == "\u540d\u79f0"
    assert labels(TimeLimitForm)["days"] == "\u5929\u6570"


def test_suggestions_are_searched_by_their_words_and_a_pivot_has_columns():
    assert str(SuggestionFilter.base_filters["q"].extra["widget"].attrs["placeholder"]) == (
        "\u610f\u89c1\u5185\u5bb9"
    )
    assert str(PivotFilter.base_filters["across"].label) == "\u5217"
