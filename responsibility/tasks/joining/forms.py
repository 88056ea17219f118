"""The form with which the office gives posts what they owe."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm

GIVEN = _("These posts have their tasks by now. This is what still waits.")


class GiveForm(RuleForm):
    """`waiting` are the ids of the posts that wait; those sent are the ones that were shown."""

    posts = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": GIVEN, "invalid_choice": GIVEN}
    )

    def __init__(self, *args, waiting: Iterable[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = [(pk, str(pk)) for pk in waiting]
