"""The forms of the second factor."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import IdentifierField
from pages.forms import RuleForm

LONGEST = 40  # characters of a code, with blanks and hyphens


def code_field(**more) -> forms.Field:
    """A field for a code; the phone offers digits, or the code itself."""
    return IdentifierField(
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                **more.pop("attrs", {}),
            }
        ),
        error_messages={"required": _("Enter the code.")},
        **more,
    )


class SetUpForm(RuleForm):
    """`nonce` is the number of the form, with which its secret goes (codes.py)."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    code = code_field(
        label=_("Code"), help_text=_("The six digits."), attrs={"inputmode": "numeric"}
    )

    @property
    def number(self) -> UUID:
        """The number of the form as it is shown; a new one where what was sent is none."""
        try:
            return UUID(str(self["nonce"].value()))
        except ValueError:
            return uuid4()


class CodeForm(RuleForm):
    """Whether the code is right, the rule says (admit_by_code)."""

    code = code_field(
        label=_("Code"),
        help_text=_("The six digits that the app shows, or one of your recovery codes."),
    )
    remember = forms.BooleanField(
        label=_("Do not ask for the code on this device for 30 days"),
        required=False,
        help_text=_("Only on a device that nobody else uses. Signing out everywhere ends it."),
    )
