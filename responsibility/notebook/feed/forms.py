"""The form that gives an address: its number alone."""

from uuid import uuid4

from django import forms

from pages.forms import RuleForm


class IssueForm(RuleForm):
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
