"""What the audit log can be narrowed to: a person, a unit, an act, a span of days, one object."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy

from alerts.audit.models import AuditEntryQuerySet
from alerts.audit.names import names_of
from alerts.audit.words import FORMER, act_choices, object_choices, object_in_words
from alerts.kinds.collected import collected
from alerts.kinds.declared import Object
from pages.days import midnight
from pages.listing.filters import Choice, Day, ListFilter, Search

UNIT, POST = "unit", "post"  # the codes of what a unit and a post are in the log
HIDDEN = forms.HiddenInput
AUTOMATIC = [("with", gettext_lazy("With automatic acts"))]


class Since(Day):
    """From the local day on."""

    def filter(self, rows, value):
        return rows.filter(at__gte=midnight(value)) if value else rows


class Until(Day):
    """Through the local day."""

    def filter(self, rows, value):
        return rows.filter(at__lt=midnight(value + timedelta(days=1))) if value else rows


def unit_choices() -> list[tuple[str, str]]:
    """All units in the order of the organisation, those below further in."""
    model: Any = _model(collected().objects[UNIT])
    units = model.objects.in_order()
    return [(str(unit.pk), "\u2003" * max(unit.depth, 0) + str(unit)) for unit in units]


class AuditFilter(ListFilter):
    person = Search(method="by", hint=gettext_lazy("Who acted or is concerned"))
    unit = Choice(
        label=gettext_lazy("Unit"), choices=unit_choices, empty_label=gettext_lazy("All units"),
        method="of_unit",
    )  # fmt: skip
    act = Choice(
        label=gettext_lazy("Act"), choices=act_choices, empty_label=gettext_lazy("All acts"),
        method="of_act",
    )  # fmt: skip
    since = Since(label=gettext_lazy("from"))
    until = Until(label=gettext_lazy("through"))
    automatic = Choice(
        label=gettext_lazy("Automatic acts"), choices=AUTOMATIC,
        empty_label=gettext_lazy("Without automatic acts"), method="as_they_are",
    )  # fmt: skip
    # All about one object; set by links alone.
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Object"), choices=object_choices, widget=HIDDEN
    )
    object_id = django_filters.CharFilter(max_length=40, widget=HIDDEN)

    def by(self, entries: AuditEntryQuerySet, name: str, typed: str) -> AuditEntryQuerySet:
        """Entries by whoever has that name or account, or about them."""
        people = people_called(typed)
        return entries.filter(Q(user__in=people) | _about("person", "__in", people))

    def of_unit(self, entries: AuditEntryQuerySet, name: str, unit: str) -> AuditEntryQuerySet:
        """Entries about the unit and those below it, and by who acted in one of their posts."""
        below = f"/{unit}/"
        post = collected().objects[POST]
        posts = _model(post)._base_manager.filter(**{f"{post.unit}__contains": below})
        return entries.filter(
            Q(post_id__in=posts.values("pk")) | _about("unit", "__contains", below)
        )

    def of_act(self, entries: AuditEntryQuerySet, name: str, act: str) -> AuditEntryQuerySet:
        former = [code for code, now in FORMER.items() if now == act]
        return entries.filter(action__in=[act, *former])

    def as_they_are(self, entries: AuditEntryQuerySet, name: str, asked: str) -> AuditEntryQuerySet:
        """AuditListing.rows leaves the automatic acts out, unless this is set."""
        return entries

    def words(self):
        yield from super().words()
        if name := self.about():
            yield name

    def about(self) -> str:
        """What the one object is called that the entries are about; "" if they are about all."""
        code, key = (self.chosen.get(name, "") for name in ("kind", "object_id"))
        if not (code and key):
            return object_in_words(code) if code else ""
        today = timezone.localdate(self.request.now)
        name = names_of({code: {(key, today)}}).get((code, key, today), "")
        return name or object_in_words(code)


def people_called(typed: str) -> QuerySet:
    """The people with the account `typed`, or whose name contains it."""
    model = get_user_model()
    condition = Q(**{model.USERNAME_FIELD: typed})
    for column in model.REQUIRED_FIELDS:
        condition |= Q(**{f"{column}__icontains": typed})
    return model._default_manager.filter(condition)


def _about(way: str, lookup: str, value: object) -> Q:
    """Entries about the objects that lead by what they declare as `way` to `value`."""
    condition = Q(pk=None)
    for code, what in collected().objects.items():
        if column := getattr(what, way):
            found = _model(what)._base_manager.filter(**{f"{column}{lookup}": value})
            ids = found.annotate(as_text=Cast("pk", CharField())).values("as_text")
            condition |= Q(kind=code, object_id__in=ids)
    return condition


def _model(what: Object) -> type[Model]:
    return apps.get_model(what.model)
