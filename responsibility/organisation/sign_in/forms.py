"""The forms of the door."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from pages.fields import IdentifierField
from pages.forms import RuleForm


class SignInForm(RuleForm):
    """Whether account and password fit together, the rule says (admit)."""

    account = IdentifierField(
        label=_("Account"),
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "placeholder": _("Staff number"),
            }
        ),
        error_messages={"required": _("Enter your account.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )
    trusted = forms.BooleanField(
        label=_("Stay signed in on this phone for 30 days"),
        required=False,
        help_text=_("Only on a phone that nobody else uses. Not for system administrators."),
    )


class OwnPasswordForm(PasswordChangeForm):
    """Django's form; where the cursor stands is the page's affair (static/ui/ui.js)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["old_password"].widget.attrs["autofocus"]
