"""Forms of grants to read, and of a reading."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.fields import PostField
from responsibility.organisation.people.forms import person_field
from responsibility.records.bodies.models import BodyGrant, BodyReading


class PurposeForm(RuleForm):
    """For what a body is read."""

    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=BodyReading._meta.get_field("purpose").max_length,
        error_messages={"required": _("State the purpose.")},
    )


class BodyGrantForm(RuleForm):
    """To whom, from when until when, on which basis; of a post's records, or (`posts` None) of
    the one record that the page names."""

    user = person_field()
    post = PostField(label=_("Records of the post"), queryset=None, empty_label=_("Choose a post"))
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    basis = forms.CharField(
        label=_("Decision and document"),
        max_length=BodyGrant._meta.get_field("basis").max_length,
        help_text=_("On whose decision, with the document number."),
        error_messages={"required": _("Say on whose decision.")},
    )

    def __init__(self, *args, people, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].people = people
        if posts is None:
            del self.fields["post"]
        else:
            self.fields["post"].queryset = posts
