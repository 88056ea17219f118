"""An inspector's morning: the first page of who supervises units."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind

KIND = Kind(
    code="morning",
    desk_overseen=["dashboards.morning.overseen.morning_on_desk"],
    menu=[
        Entry(
            "morning",
            _("Supervision today"),
            _("Today"),
            "sun",
            group="supervision",
            order=5,
            tab=45,
            open_to=lambda reader: bool(reader.standing.supervised_units),
        )
    ],
)
