"""What is true of everything that a post owes: who decides about another day."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import DeskPart, Entry, Kind
from responsibility.organisation.relations.decides import decides_extensions

KIND = Kind(
    code="owed",
    desk_lines=["responsibility.owed.extensions.waiting.requests_to_decide"],
    desk_part=DeskPart.OVERSEE,
    menu=[
        Entry(
            "extension-list",
            _("Extensions to decide"),
            _("Extensions"),
            "clock",
            group="supervision",
            order=30,
            open_to=lambda reader: decides_extensions(reader.standing),
            waiting="responsibility.owed.extensions.waiting.REQUESTS",
        )
    ],
)
