"""What the audit log can be narrowed to: a person, a unit, an act, a span of days, one object."""

from datetime import timedelta

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from alerts.audit.concerning import of_people_called, of_unit_and_below, unit_choices
from alerts.audit.models import AuditEntryQuerySet
from alerts.audit.names import names_of
from alerts.audit.words import FORMER, act_choices, object_choices, object_in_words
from pages.days import midnight
from pages.listing.filters import Choice, Day, ListFilter, Search

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
        return entries.filter(of_people_called(typed))

    def of_unit(self, entries: AuditEntryQuerySet, name: str, unit: str) -> AuditEntryQuerySet:
        """Entries about the unit and those below it, and by who acted in one of their posts."""
        return entries.filter(of_unit_and_below(int(unit)))

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
