"""The forms of one line on the pages of messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm

NOTE, REASON = 200, 80  # characters


class NoteForm(RuleForm):
    """What is to be remembered of a call."""

    note = forms.CharField(
        label=_("What was said on the telephone"), max_length=NOTE, required=False, strip=True
    )


class PauseForm(RuleForm):
    """Why a channel is paused."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        error_messages={"required": _("Say why the channel is to be paused.")},
    )
