"""The filter of a list: django-filter's set, which also says in words what it was set to."""

from collections.abc import Iterator
from datetime import timedelta

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import midnight
from pages.fields import DayField
from pages.forms import CountedField
from pages.templatetags.look import day


class Search(django_filters.CharFilter):
    """The field to type in; `hint` says what it looks at."""

    def __init__(self, *args, hint, label=None, **kwargs):
        super().__init__(
            *args,
            label=label or hint,
            max_length=60,
            widget=forms.TextInput(attrs={"type": "search", "placeholder": hint}),
            **kwargs,
        )


class Choice(django_filters.ChoiceFilter):
    """One of `choices`; `empty_label` is its word for all of them."""


class Day(django_filters.DateFilter):
    """The local day of an instant."""

    field_class = DayField

    def filter(self, rows, value):
        if value in EMPTY_VALUES:
            return rows
        until = midnight(value + timedelta(days=1))
        return rows.filter(
            **{f"{self.field_name}__gte": midnight(value), f"{self.field_name}__lt": until}
        )


class DayAtLeast(django_filters.DateFilter):
    """A day of the row, on or after the one typed."""

    field_class = DayField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, lookup_expr="gte", **kwargs)


class DayAtMost(django_filters.DateFilter):
    """A day of the row, on or before the one typed."""

    field_class = DayField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, lookup_expr="lte", **kwargs)


class ListFilter(django_filters.FilterSet):
    """The filters of one list. The filter is the form; what makes no sense filters nothing and
    gets its sentence."""

    def get_form_class(self):
        """Without limits at which a browser would cut."""
        form_class = super().get_form_class()
        form_class.bound_field_class = CountedField
        return form_class

    @property
    def search(self) -> forms.BoundField | None:
        """The field to type in."""
        return next((f for f in self.form if f.field.widget.input_type == "search"), None)

    @property
    def chosen(self) -> dict[str, object]:
        """What the filters are set to, by name."""
        if not self.is_bound:
            return {}
        self.errors  # noqa: B018 - cleans the form
        cleaned = self.form.cleaned_data.items()
        return {name: value for name, value in cleaned if value not in EMPTY_VALUES}

    def typed(self) -> dict[str, list[str]]:
        """The same as it stands in the address."""
        return {name: self.data.getlist(name) for name in self.chosen}

    def words(self) -> Iterator[str]:
        """The same as a person says it: "Kind: bureau". What is set by links alone, they say."""
        for name, value in self.chosen.items():
            field = self.form.fields[name]
            if field.widget.is_hidden:
                continue
            if field.widget.input_type == "search":
                yield _("containing “%(typed)s”") % {"typed": value}
            else:
                words = {"label": field.label, "value": _in_words(field, value)}
                yield pgettext("a filter and its value", "%(label)s: %(value)s") % words

    def sentences(self) -> list[str]:
        """What is wrong with what was typed."""
        return [
            pgettext("a filter and its value", "%(label)s: %(value)s")
            % {"label": self.form.fields[name].label, "value": " ".join(errors)}
            for name, errors in (self.errors.items() if self.is_bound else ())
        ]


def _in_words(field: forms.Field, value) -> str:
    if isinstance(field, forms.DateField):
        return day(value)
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value).strip()
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
