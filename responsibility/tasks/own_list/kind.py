"""The own list in the menu."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind

KIND = Kind(
    code="own_list",
    menu=[
        Entry(
            "own-list",
            _("My duty list"),
            _("My list"),
            "list-check",
            group="duties",
            order=15,
            open_to=lambda reader: reader.owes,
        ),
    ],
)
