"""The form that proposes a power."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import IdentifierField
from pages.forms import RuleForm
from responsibility.organisation.people.models import User
from responsibility.organisation.powers.models import Power


class ProposeForm(RuleForm):
    account = IdentifierField(
        label=_("Account"), max_length=150, help_text=_("The staff number of the person.")
    )
    power = forms.ChoiceField(label=_("Power"), choices=Power)
    give = forms.TypedChoiceField(
        label=_("What"),
        choices=[("give", _("appoint")), ("withdraw", _("withdraw"))],
        coerce=lambda value: value == "give",
    )
    basis = forms.CharField(label=_("Document number"), max_length=120, required=False)

    def clean_account(self) -> User:
        user = User.objects.of_account(self.cleaned_data["account"])
        if user is None or not user.is_active:
            raise forms.ValidationError(_("There is no open account with this staff number."))
        return user

    @property
    def arguments(self) -> dict:
        values = dict(self.cleaned_data)
        return values | {"user_id": values.pop("account").pk}
