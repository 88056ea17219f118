"""The audit log itself: where it stands in the menu, and that lists leave the platform as files."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="audit",
    acts={"list.export": _("exported a list")},
    objects=[Object("listing", _("list"))],
    fields={
        "title": Field(_("title")),
        "format": Field(_("format")),
        "filter": Field(_("filter")),
        "rows": Field(_("rows")),
    },
    menu=[
        Entry(
            "audit",
            _("Audit log"),
            _("Audit"),
            "shield",
            group="settings",
            order=50,
            tab=120,
            open_to=lambda reader: reader.standing.is_auditor,
        )
    ],
)
