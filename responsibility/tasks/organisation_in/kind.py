"""The organisation brought in from a workbook, and given as one."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind

KIND = Kind(
    code="organisation_in",
    category=Category.ORGANISATION,
    acts={
        "organisation.import": _("imported units and people"),
        "organisation.export": _("exported units and people"),
    },
    sentences={
        "organisation.import": _("%(who)s imported units and people from the file %(file)s"),
        "organisation.export": _("%(who)s exported units and people"),
    },
    fields={
        "file": Field(_("imported file")),
        "sha256": Field(_("SHA-256"), shown="never"),
        "rows": Field(_("rows")),
        "made": Field(_("new")),
        "changed": Field(_("changed")),
        "ended": Field(_("ended")),
        "unchanged": Field(_("unchanged")),
    },
    asks_password=["organisation.import"],
)
