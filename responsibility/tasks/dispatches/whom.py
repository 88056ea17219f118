"""Choosing posts by role and unit: what is given out to many goes to these."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from responsibility.lists.models import in_language
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.relations.gives import posts_given_to
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.reach import units_by_branch


class Whom:
    """To whom a person may give something out at an instant: `posts` are ids with the code of their
    role, `branches` the units under their branches."""

    def __init__(self, user, *, county_id: int, now: datetime):
        self.user, self.county_id, self.now = user, county_id, now
        posts = posts_given_to(user, at=now).values_list("pk", "role_kind__code", "unit")
        rows = list(posts)
        self.posts = [pk for pk, _role, _unit in rows]
        self.standing: Mapping[str, int] = Counter(role for _pk, role, _unit in rows)
        units = {unit for _pk, _role, unit in rows}
        self.branches = units_by_branch(county_id=county_id, now=now, within=units)

    @property
    def unit_ids(self) -> list[str]:
        return [str(unit.pk) for _branch, units in self.branches for unit in units]


class WhomForm(RuleForm):
    """`roles` are the kinds that may be chosen, of `whom` the person may reach; the units are
    chosen under their `branches`."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), error_messages={"required": _("Choose at least one role.")}
    )
    units = forms.MultipleChoiceField(
        label=_("Units"), error_messages={"required": _("Choose at least one unit.")}
    )

    def __init__(self, *args, whom: Whom, roles: Sequence[RoleKind], **kwargs):
        super().__init__(*args, **kwargs)
        self.branches: list[tuple[Unit, list[Unit]]] = whom.branches
        self.roles_with_counts = [
            (role.code, in_language(role.name, role.name_en), whom.standing.get(role.code, 0))
            for role in roles
        ]
        self.fields["roles"].choices = [
            (code, name) for code, name, _count in self.roles_with_counts
        ]
        self.fields["units"].choices = [
            (str(unit.pk), unit.name) for _branch, units in whom.branches for unit in units
        ]


def chosen_posts(user, form: WhomForm, *, now: datetime):
    """The posts of the roles and units chosen so far, as far as `user` may reach them."""
    chosen = form.cleaned_data
    posts = posts_given_to(user, at=now)
    posts = posts.filter(
        role_kind__code__in=chosen.get("roles", []), unit__in=chosen.get("units", [])
    )
    without = chosen.get("without", [])
    return posts.exclude(pk__in=without).select_related("unit", "role_kind")


def roles_of(whom: Whom) -> list[RoleKind]:
    """The role kinds that any post within reach has."""
    return list(RoleKind.objects.filter(code__in=whom.standing).order_by("position", "pk"))
