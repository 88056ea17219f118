"""Items of lists brought in from a workbook, and given as one."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind

KIND = Kind(
    code="lists_in",
    category=Category.LISTS,
    acts={
        "list.import": _("imported items of lists"),
        "list.take_along": _("exported a list as a workbook"),
    },
    sentences={"list.import": _("%(who)s imported items of lists from the file %(file)s")},
    fields={
        "file": Field(_("imported file")),
        "sha256": Field(_("SHA-256"), shown="never"),
        "rows": Field(_("rows")),
        "made": Field(_("new")),
        "changed": Field(_("changed")),
        "ended": Field(_("ended")),
        "unchanged": Field(_("unchanged")),
    },
)
