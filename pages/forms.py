"""Forms whose data are the arguments of a verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused

DASHES = "---------"  # what Django writes where nothing is chosen
MISSING = forms.Field.default_error_messages["required"]
NOT_THERE = [
    kind.default_error_messages["invalid_choice"]
    for kind in (forms.ChoiceField, forms.ModelChoiceField)
]
# What does not fit, in plainer words than Django's: by the code of what is wrong.
NOT_FITTING = {
    "max_length": gettext_lazy("Use at most %(limit_value)d characters; here are %(show_value)d."),
    "max_value": gettext_lazy("Enter %(limit_value)s at most."),
    "min_value": gettext_lazy("Enter %(limit_value)s at least."),
}
FILL_IN, CHOOSE = gettext_lazy("Fill in: {label}."), gettext_lazy("Choose: {label}.")
# A form sent with this field and value is shown again with what was typed, and not carried out:
# it was typed before its sender had to sign in.
AGAIN, TYPED = "again", "typed"


class CountedField(forms.BoundField):
    """A field in which the browser counts what is typed, where else it would cut it without a
    word: over the limit the page says so (static/ui/ui.js) and the form refuses."""

    def build_widget_attrs(self, attrs, widget=None):
        """As Django does it, with the limit under a name that cuts nothing."""
        widget = widget or self.field.widget
        widget.attrs.pop("maxlength", None)
        most = getattr(self.field, "max_length", None)
        counted = {"data-most": most} if most and not widget.is_hidden else {}
        return super().build_widget_attrs(attrs, widget) | counted


class NamesWhatIsMissing(forms.Form):
    """A form that calls what is missing by its label, and says plainly what does not fit, where no
    field has its own sentence; and asks to choose where Django draws dashes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.required and getattr(field, "empty_label", None) == DASHES:
                field.empty_label = gettext_lazy("Please choose")

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            if field.required and field.error_messages["required"] == MISSING:
                words = CHOOSE if isinstance(field, forms.ChoiceField) else FILL_IN
                label = field.label or name
                field.error_messages["required"] = format_lazy(words, label=label)
            if field.error_messages.get("invalid_choice") in NOT_THERE:
                field.error_messages["invalid_choice"] = gettext_lazy("Choose one of the list.")
            field.error_messages = _plain_words(field) | field.error_messages
        super().full_clean()


def _plain_words(field: forms.Field) -> dict[str, Any]:
    """What is said of what does not fit, where the validator brings no sentence of its own."""
    silent = {
        getattr(check, "code", "") for check in field.validators if "message" not in vars(check)
    }
    return {code: words for code, words in NOT_FITTING.items() if code in silent}


class RuleForm(NamesWhatIsMissing):
    """A form whose cleaned data are the arguments of a verb.

    A form that asks in other words than its verb says in `arguments` what it hands over.
    """

    bound_field_class = CountedField

    @property
    def arguments(self) -> dict[str, Any]:
        """What the verb is called with. A chosen row goes by its id: `parent` as `parent_id`."""
        values = {}
        for name, value in self.cleaned_data.items():
            chosen = isinstance(value, Model)
            values[f"{name}_id" if chosen else name] = value.pk if chosen else value
        return values

    def carry_out(self, verb: Callable, *, but: type[Refused] | None = None, **fixed) -> Any:
        """Call `verb` with the form's arguments and those `fixed`.

        Returns what the verb returns (True where that is None); None where the form or the verb
        says no, and then the form says why. A refusal of the kind `but` is the caller's to answer.
        """
        if not self.is_valid():
            return None
        if self.data.get(AGAIN) == TYPED:
            self.add_error(None, _("You have signed in again. Check what you typed and send it."))
            return None
        try:
            done = verb(**self.arguments, **fixed)
        except Refused as refusal:
            if but and isinstance(refusal, but):
                raise
            self.refuse(refusal)
            return None
        return True if done is None else done

    def refuse(self, refusal: Refused) -> None:
        """Show the sentences of `refusal` at their fields, or above the form."""
        for field, texts in refusal.errors.items():
            self.add_error(field if field in self.fields else None, texts)
