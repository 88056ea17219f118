"""The form that gives first passwords: its number, and whom."""

from uuid import uuid4

from django import forms

from pages.forms import RuleForm
from pages.numbers import number


class FirstPasswordsForm(RuleForm):
    """`people` are ids in one field: a county's ticks would be more fields than are taken."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    people = forms.CharField(widget=forms.HiddenInput)

    def clean_people(self) -> list[int]:
        found = map(number, self.cleaned_data["people"].split())
        return [pk for pk in found if pk is not None]
