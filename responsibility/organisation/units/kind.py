"""Units: founding, moving, closing them."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="unit",
    category=Category.ORGANISATION,
    acts={
        "county.open": _("opened the county"),
        "unit.found": _("founded a unit"),
        "unit.reorganise": _("renamed or moved a unit"),
        "unit.take_back": _("took back a change of a unit"),
        "unit.close": _("closed a unit"),
    },
    sentences={
        "county.open": _(
            "By a command the county %(what)s was opened, with the first account %(account)s"
        ),
        "unit.found": _("%(who)s founded %(what)s under %(parent)s from %(first_on)s"),
        "unit.reorganise": _("%(who)s renamed or moved %(what)s from %(first_on)s"),
        "unit.take_back": _("%(who)s took back a change of %(what)s whose day had not come"),
        "unit.close": _("%(who)s closed %(what)s after %(last_on)s"),
    },
    by_command=frozenset({"county.open"}),
    objects=[
        Object(
            "responsibility.Unit",
            _("unit"),
            called="{name}",
            page="unit",
            seen_by="managed_by",
            unit="path",
            dated="responsibility.organisation.units.versions.names_on",
        )
    ],
    fields={
        "account": Field(_("first account")),
        "name": Field(_("name")),
        "kind": Field(_("kind"), codes="responsibility.organisation.units.models.Unit.Kind"),
        "parent": Field(_("under"), of="unit"),
        "position": Field(_("place in the order"), shown="changed"),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day"), none=_("open-ended")),
        "basis": Field(_("basis"), ground=True),
    },
    daily=["responsibility.organisation.units.versions.apply_versions_due"],
    menu=[
        Entry(
            "units",
            _("Units"),
            _("Units"),
            "sitemap",
            group="settings",
            order=20,
            open_to=lambda reader: reader.is_office,
        )
    ],
)
