"""The audit log itself: where it stands in the menu, and that lists leave the platform as files."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="audit",
    category=Category.EXPORTS,
    acts={"list.export": _("exported a list")},
    sentences={
        "list.export": _("%(who)s exported the list %(title)s, %(rows)s rows"),
    },
    objects=[Object("listing", _("list"))],
    fields={
        "title": Field(_("title")),
        "format": Field(_("format"), codes="pages.listing.export.NAMES"),
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
