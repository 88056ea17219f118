"""A form that is sent empty says of each field by its name what is missing."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext as _

from pages.fields import TOO_LATE, DayField
from pages.forms import RuleForm
from tests.pages.rows import TABLE

FORMS = [row for row in TABLE if row.method == "post" and row.data is not type(row).data]


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_no_form_says_that_this_field_is_required(ask, cast, row):
    kind = next((kind for kind, letter in row.by_kind() if letter in "23"), None)
    if kind is None:
        pytest.skip("nobody may send it")
    none = {"line-TOTAL_FORMS": "0", "line-INITIAL_FORMS": "0"}  # of a form with lines
    answer = ask(kind, "post", row.path(cast), none)
    assert answer.status_code < 500
    assert _("This field is required.") not in (answer.text if not answer.streaming else "")


class Odd(RuleForm):
    text = forms.CharField(max_length=3)
    count = forms.IntegerField(min_value=1, max_value=5)
    kind = forms.ChoiceField(choices=[("a", "A")])
    on = DayField()
    own = forms.ChoiceField(
        choices=[("a", "A")], error_messages={"invalid_choice": "Press one of the two."}
    )


def test_what_does_not_fit_is_said_plainly_and_never_of_a_variable():
    with translation.override("en"):
        form = Odd({"text": "four", "count": "9", "kind": "b", "on": "2100-01-01", "own": "b"})
        assert [text for (text,) in form.errors.values()] == [
            "Use at most 3 characters; here are 4.", "Enter 5 at most.", "Choose one of the list.",
            TOO_LATE, "Press one of the two.",
        ]  # fmt: skip
    with translation.override("zh-hans"):
        form = Odd({"text": "四个字的", "count": "0", "kind": "b", "on": "2026-09-24", "own": "a"})
        words = [text for (text,) in form.errors.values()]
    assert words == ["最多 3 字，现有 4 字。", "不能小于 1。", "请从列表中选择。"]


def forms_that_decide(kind=RuleForm):
    """The forms whose button says what is decided."""
    for form in kind.__subclasses__():
        yield from forms_that_decide(form)
        if "decision" in form.base_fields:
            yield form


def test_no_decision_has_a_default():
    """A button that is not there is no answer: neither required nor filled in would be one."""
    assert get_resolver().url_patterns  # reads every view and its forms
    found = list(forms_that_decide())
    assert len(found) >= 2
    for form in found:
        field = form.base_fields["decision"]
        assert field.required and field.initial is None, form
        with pytest.raises(ValidationError):
            field.clean("")
