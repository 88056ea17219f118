"""The form of a quarter's zero reports: the lines that are ticked."""

from uuid import UUID, uuid4

from django import forms

from pages.fields import ManyField
from pages.forms import RuleForm
from responsibility.records.form.forms import nonce_of


class ZeroForm(RuleForm):
    """`tasks` are the lines of which there was nothing; the others are struck."""

    tasks = ManyField(read=int)
    nonce = forms.CharField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def clean_nonce(self) -> UUID:
        return nonce_of(self.cleaned_data["nonce"])

    def values(self, name: str) -> list:
        """The lines as they stand now, whether or not all is valid."""
        return self.fields[name].to_python(self[name].value())

    @property
    def arguments(self) -> dict:
        return {"task_ids": self.cleaned_data["tasks"], "nonce": self.cleaned_data["nonce"]}
