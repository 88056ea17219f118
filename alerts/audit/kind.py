"""The audit log itself: where it stands in the menu."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind

KIND = Kind(
    code="audit",
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
