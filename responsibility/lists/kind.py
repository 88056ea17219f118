"""Duty lists and their items."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind, Object

KIND = Kind(
    code="list",
    objects=[
        Object(
            "responsibility.DutyList",
            _("duty list"),
            called="{role_kind__name} v{version}",
            page="list",
        ),
        Object("responsibility.Category", _("category"), called="{name}"),
        Object("responsibility.EvidenceKind", _("kind of evidence"), called="{name}"),
        Object("responsibility.DutyItem", _("duty item"), called="{code} {text}"),
    ],
    menu=[
        Entry(
            "list-index",
            _("Duty lists"),
            _("Lists"),
            "list-details",
            group="tasks",
            order=20,
            tab=90,
            open_to=lambda reader: reader.is_office,
        ),
        Entry(
            "list-index",
            _("Duty lists"),
            _("Lists"),
            "list-details",
            group="duties",
            order=60,
            open_to=lambda reader: reader.owes and not reader.is_office,
        ),
        Entry(
            "list-index",
            _("Duty lists"),
            _("Lists"),
            "list-details",
            group="supervision",
            order=70,
            open_to=lambda reader: reader.leads and not (reader.owes or reader.is_office),
        ),
    ],
)
