"""The desk and the calendar."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind
from pages.frame.places import Place

KIND = Kind(
    code="desk",
    frame={Place.IDENTITY: "identity"},
    menu=[
        Entry(
            "desk",
            _("My duties"),
            _("Desk"),
            "home",
            group="duties",
            order=10,
            tab=20,
            open_to=lambda reader: reader.owes,
        ),
        Entry(
            "calendar",
            _("Calendar"),
            _("Calendar"),
            "calendar",
            group="duties",
            order=40,
            tab=60,
            open_to=lambda reader: reader.owes,
        ),
    ],
)
