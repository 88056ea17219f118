"""Units: founding, moving, closing them."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="unit",
    acts={
        "county.open": _("opened the county"),
        "unit.found": _("founded a unit"),
        "unit.reorganise": _("renamed or moved a unit"),
        "unit.take_back": _("took back a change of a unit"),
        "unit.close": _("closed a unit"),
    },
    objects=[
        Object("responsibility.Unit", _("unit"), called="{name}", page="unit", seen_by="managed_by")
    ],
    fields={
        "account": Field(_("first account")),
        "name": Field(_("name")),
        "kind": Field(_("kind"), codes="responsibility.organisation.units.models.Unit.Kind"),
        "parent": Field(_("under"), of="unit"),
        "position": Field(_("place in the order")),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day")),
        "basis": Field(_("basis")),
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
