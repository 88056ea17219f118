"""Fields of forms: days within bounds, identifiers in their one normal form, several values."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from pages.clean import identifier

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)  # no day of this platform lies outside
TOO_EARLY = _("Choose a day from 2000 on.")
TOO_LATE = _("Choose a day before 2100. Leave it empty where there is no end.")


class DayField(forms.DateField):
    """A day from 2000 to 2099, chosen in the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": _("Choose a day."),
        "invalid": _("This is no day. Write it as 2026-09-30."),
    }
    default_validators = [
        MinValueValidator(EARLIEST, TOO_EARLY),
        MaxValueValidator(date(2099, 12, 31), TOO_LATE),
    ]


class IdentifierField(forms.CharField):
    """An account, a number or a name, handed over in its one normal form."""

    def to_python(self, value):
        return super().to_python(identifier(value) if isinstance(value, str) else value)


class ManyField(forms.Field):
    """Several values of one name, each read by `read`; those it cannot read are left out."""

    widget = forms.MultipleHiddenInput
    drawn_by_page = True  # in a place "id_<name>_field", to which the list of errors leads

    def __init__(self, *, read, **kwargs):
        self.read = read
        super().__init__(required=False, **kwargs)

    def to_python(self, value) -> list:
        found = []
        for text in value or []:
            try:
                found.append(self.read(str(text)))
            except ValueError:
                continue
        return list(dict.fromkeys(found))
