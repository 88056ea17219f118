"""The forms of the door."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from pages.fields import IdentifierField
from pages.forms import NamesWhatIsMissing, RuleForm

LONGEST_CHOSEN = 128  # characters of a password
LONGEST_TYPED = 10_000  # passwords of before had no bound


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
        max_length=LONGEST_TYPED,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )
    trusted = forms.BooleanField(
        label=_("Stay signed in on this phone for 30 days"),
        required=False,
        help_text=_("Only on a phone that nobody else uses. Not for system administrators."),
    )


class PasswordAgainForm(RuleForm):
    """Whether it is right, the rule says (confirm_password)."""

    own_password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST_TYPED,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )


class _NewPassword(NamesWhatIsMissing, SetPasswordForm):
    """A password of one's own choice, which the door can take: no longer than it reads."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("new_password1", "new_password2"):
            field = self.fields[name]
            field.max_length = LONGEST_CHOSEN
            field.validators.append(MaxLengthValidator(LONGEST_CHOSEN))

    def clean_new_password1(self) -> str:
        chosen = self.cleaned_data["new_password1"]
        if self.user.check_password(chosen):
            raise ValidationError(_("This is the present password. Choose another one."))
        return chosen


class FirstPasswordForm(_NewPassword):
    """After signing in with a password that was given: that one is not asked once more."""


class OwnPasswordForm(_NewPassword, PasswordChangeForm):
    """Django's form; where the cursor stands is the page's affair (static/ui/ui.js)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["old_password"].widget.attrs["autofocus"]
