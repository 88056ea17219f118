"""The overview of a county, or of the units somebody is in charge of."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind

KIND = Kind(
    code="overview",
    menu=[
        Entry(
            "overview",
            _("Overview"),
            _("Overview"),
            "chart-bar",
            group="supervision",
            order=20,
            tab=40,
            open_to=lambda reader: reader.leads,
        )
    ],
)
