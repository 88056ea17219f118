"""The one form of filters of board, overview and members' matrix; all of it stands in the address,
so that a view can be sent."""

from collections.abc import Iterable

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboards.matrix.selection import Selection
from pages.listing.draw import field
from pages.quarter import Quarter
from responsibility.lists.models import Category, DutyItem
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit

FORM = "filters"
BACK, AHEAD = 8, 1  # quarters to choose from, before this one and after it
Choices = Iterable[tuple[object, object]]


class Filters(forms.Form):
    """`selection` as fields: those with choices in `offered`, and the quarter. `one_unit`: the
    branch is one unit with what lies beneath it."""

    def __init__(
        self,
        selection: Selection,
        *,
        today: Quarter,
        offered: dict[str, Choices],
        one_unit: bool = False,
    ):
        self._fields = {name: list(choices) for name, choices in offered.items()}
        self._fields["quarter"] = _quarters(selection.quarter, today)
        super().__init__(initial=selection.values)
        for name, choices in self._fields.items():
            label, empty = _labels(one_unit)[name]
            first = [("", empty)] if empty else []
            self.fields[name] = forms.ChoiceField(label=label, choices=[*first, *choices])
        self._set = {name for name in offered if selection.values.get(name)}

    @property
    def drawn(self) -> list[SafeString]:
        """Each field with its label."""
        return [field(bound, FORM) for bound in self]

    @property
    def any_set(self) -> bool:
        """Whether anything but the quarter is chosen."""
        return bool(self._set)

    def words(self) -> list[str]:
        """What is chosen, as a person says it: "Role: principal officer"."""
        chosen = []
        for name, choices in self._fields.items():
            word = dict(choices).get(self.initial.get(name))
            if word:
                values = {"label": self.fields[name].label, "value": word}
                chosen.append(pgettext("a filter and its value", "%(label)s: %(value)s") % values)
        return chosen


def _labels(one_unit: bool) -> dict[str, tuple[str, str]]:
    """Of each field its label and its word for all of them."""
    groups = (_("Group of units"), _("All groups of units"))
    return {
        "branch": (_("Unit"), _("All units")) if one_unit else groups,
        "role": (_("Role"), _("All roles")),
        "category": (_("Category"), _("All categories of duty")),
        "kind": (_("Kind of duty"), _("All kinds of duty")),
        "quarter": (_("Quarter"), ""),
    }


def _quarters(shown: Quarter, today: Quarter) -> list[tuple[str, str]]:
    quarters = {today.shifted(by) for by in range(-BACK, AHEAD + 1)} | {shown}
    return [(str(each), each.name) for each in sorted(quarters, reverse=True)]


def units_offered(units: Iterable[Unit]) -> Choices:
    return [(str(unit.pk), unit.name) for unit in units]


def duties_offered(
    *, roles: Iterable[RoleKind], categories: Iterable[Category]
) -> dict[str, Choices]:
    """Roles, categories and kinds of duty to choose from."""
    return {
        "role": [(str(role.pk), str(role)) for role in roles],
        "category": [(str(each.pk), str(each)) for each in categories],
        "kind": DutyItem.TaskKind.choices,
    }
