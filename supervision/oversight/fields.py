"""Choosing one of the bodies that the person may look at."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.oversight.rights import bodies_seen


class BodyField(forms.ModelChoiceField):
    """A body by the name of its unit."""

    def label_from_instance(self, post) -> str:
        return post.unit.name


def _bodies(request):
    return bodies_seen(request.user, at=request.now).order_by("unit__order_key", "position")


class OfBody(django_filters.ModelChoiceFilter):
    field_class = BodyField

    def __init__(self, field_name: str | None = None, **more: Any):
        words = {"label": _("Discipline body"), "empty_label": _("All bodies")}
        super().__init__(field_name, queryset=_bodies, **(words | more))
