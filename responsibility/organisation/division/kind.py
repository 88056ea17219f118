"""The division of responsibility in the menu of everybody who has a post."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind

KIND = Kind(
    code="division",
    menu=[
        Entry(
            "charges",
            _("Division of responsibility"),
            _("Division"),
            "sitemap",
            group="unit",
            order=90,
            open_to=lambda reader: bool(reader.posts) and not reader.is_office,
        )
    ],
)
