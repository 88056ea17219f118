"""The forms of a proposed item, and of its return."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.lists.models import Category
from responsibility.lists.versions.fit import MOST
from responsibility.organisation.posts.models import Post
from responsibility.tasks.proposals.models import ItemProposal

META = ItemProposal._meta


class ProposalForm(RuleForm):
    """An item for some of `posts`, those for which the person may propose."""

    posts = forms.TypedMultipleChoiceField(
        label=_("For"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Posts of one unit."),
        error_messages={"required": _("Choose at least one post.")},
    )
    text = forms.CharField(
        label=_("What is to be done"), max_length=META.get_field("text").max_length
    )
    measure = forms.CharField(
        label=_("Measures"),
        max_length=META.get_field("measure").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("Choose a category")
    )
    due_on = DayField(label=_("Deadline"), help_text=_("Until 24:00 of that day."))
    required = forms.IntegerField(label=_("Records asked for"), min_value=1, max_value=MOST)
    ground_kind = forms.ChoiceField(
        label=_("It follows from"), choices=ItemProposal.Ground.choices, widget=forms.RadioSelect
    )
    ground = forms.CharField(
        label=_("Ground"),
        max_length=META.get_field("ground").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which problem, risk or mark it is, in words. Nothing secret."),
    )

    def __init__(self, *args, posts: Sequence[Post], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = [
            (post.pk, f"{post.unit.name} · {post.title}") for post in posts
        ]


class ReturnForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=META.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who proposed it reads it."),
        error_messages={"required": _("Give a reason.")},
    )
