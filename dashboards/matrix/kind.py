"""The board of units by categories."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind

KIND = Kind(
    code="board",
    menu=[
        Entry(
            "board",
            _("Supervision board"),
            _("Board"),
            "layout-grid",
            group="supervision",
            order=10,
            tab=50,
            open_to=lambda reader: reader.watches,
        )
    ],
)
