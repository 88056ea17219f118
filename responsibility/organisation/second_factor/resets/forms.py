"""The form that proposes to reset a second factor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import IdentifierField
from pages.forms import RuleForm
from responsibility.organisation.people.models import User


class ProposeResetForm(RuleForm):
    account = IdentifierField(
        label=_("Account"), max_length=150, help_text=_("The staff number of the person.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Such as: phone lost, identity checked in person."),
    )

    def clean_account(self) -> User:
        user = User.objects.of_account(self.cleaned_data["account"])
        if user is None or not user.is_active:
            raise forms.ValidationError(_("There is no open account with this staff number."))
        return user

    @property
    def arguments(self) -> dict:
        return {"user_id": self.cleaned_data["account"].pk, "reason": self.cleaned_data["reason"]}
