"""The form of a person's wishes."""

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from alerts.channels.known import NONE
from alerts.kinds.stages import stages_where
from pages.forms import RuleForm


class PreferenceForm(RuleForm):
    """`texts` are the stages of which a text is wanted, among those one can do without."""

    texts = forms.MultipleChoiceField(
        label=_("Text me when"), required=False, widget=forms.CheckboxSelectMultiple
    )
    mail = forms.BooleanField(label=_("Send me a mail beside each text"), required=False)
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=get_user_model()._meta.get_field("email").max_length,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        optional = stages_where("optional")
        self.fields["texts"].choices = [(stage.code, stage.label) for stage in optional]
        if settings.MAIL_CHANNEL == NONE:
            del self.fields["mail"], self.fields["email"]

    @property
    def arguments(self) -> dict:
        wishes = dict(self.cleaned_data)
        optional = {stage.code for stage in stages_where("optional")}
        return wishes | {"quiet_stages": optional - set(wishes.pop("texts"))}
