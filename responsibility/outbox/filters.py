"""The filters of the message log."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alerts.kinds.collected import stage_choices
from alerts.outbox.channel_names import TEXT_CHANNELS
from alerts.outbox.models import MessageQuerySet
from pages.fields import DayField
from responsibility.outbox.rows import TABS, shown
from responsibility.outbox.whose import people_in_units


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("All kinds")), *stage_choices()]


class FilterForm(forms.Form):
    """What is empty or makes no sense filters nothing."""

    show = forms.ChoiceField(required=False, choices=TABS, widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds)
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", _("All channels")), *TEXT_CHANNELS.items()],
    )
    who = forms.CharField(
        label=_("Person or unit"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Person or unit")}),
    )
    day = DayField(label=_("Day"), required=False)

    def chosen(self, messages: MessageQuerySet, *, at: datetime) -> MessageQuerySet:
        """Those of `messages` that the filters ask for; units are those of the day of `at`."""
        self.full_clean()
        asked = self.cleaned_data
        messages = shown(messages, asked.get("show", ""))
        if stage := asked.get("stage"):
            messages = messages.filter(params__stages__regex=rf"(^| ){stage}( |$)")
        if channel := asked.get("channel"):
            messages = messages.filter(channel=channel)
        if who := asked.get("who"):
            messages = messages.filter(
                Q(recipient__name__contains=who) | people_in_units(who, at=at)
            )
        if day := asked.get("day"):
            messages = messages.filter(made_at__date=day)
        return messages
