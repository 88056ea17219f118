"""The analysis of problems, for who supervises and for leaders; others come from the ledger."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind
from responsibility.organisation.relations.acts import urged_units

KIND = Kind(
    code="pivot",
    menu=[
        Entry(
            "problem-pivot",
            _("Problem analysis"),
            _("Analysis"),
            "chart-bar",
            group="supervision",
            order=46,
            open_to=lambda reader: bool(reader.leads or urged_units(reader.standing)),
        )
    ],
)
