"""The installation: that a database was restored or copied."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="installation",
    category=Category.MESSAGES,
    acts={"installation.adopt": _("let a restored or copied database send")},
    sentences={
        "installation.adopt": _("%(who)s let a restored or copied database send"),
    },
    objects=[Object("alerts.Installation", _("installation"))],
    fields={
        "place": Field(_("place")),
        "expired": Field(_("messages expired")),
        "cancelled": Field(_("messages cancelled")),
        "kept": Field(_("waiting messages kept")),
    },
)
