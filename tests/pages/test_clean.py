"""What is typed, without what nobody sees, and identifiers in their one normal form."""

import pytest
from django.http import QueryDict

from pages.clean import cleaned, identifier, without_unseen


@pytest.mark.parametrize(
    "typed, normal",
    [
        ("１２３４", "1234"),
        ("　ＡＢ－１　", "AB-1"),
        ("\u202d138\u200b0013\u202c", "1380013"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽･买买提", "阿依古丽·买买提"),
        ("Wu \u3000\tLi", "Wu Li"),
        ("", ""),
    ],
)
def test_an_identifier_has_one_normal_form(typed, normal):
    assert identifier(typed) == normal
    assert identifier(normal) == normal


def test_lines_and_tabs_stay_and_what_nobody_sees_goes():
    assert without_unseen("a\r\nb\tc\x00\u200b\ufeff\ud800") == "a\r\nb\tc"


def test_a_clean_query_is_left_as_it_is():
    query = QueryDict("q=1&q=2")
    assert cleaned(query) is query


def test_every_value_of_a_name_is_cleaned():
    assert cleaned(QueryDict("q=a%00b&q=%E2%80%8B")).getlist("q") == ["ab", ""]
