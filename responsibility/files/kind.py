"""Files that are uploaded."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="file",
    category=Category.RECORDS,
    acts={"file.store": _("uploaded a file"), "file.remove": _("removed an upload")},
    sentences={
        "file.store": _("%(who)s uploaded a file (%(kind)s)"),
        "file.remove": _("%(who)s removed an upload that belonged to no record"),
    },
    objects=[Object("responsibility.StoredFile", _("file"))],
    fields={
        "kind": Field(_("kind"), codes="responsibility.files.models.StoredFile.Kind"),
        "size": Field(_("size in bytes")),
        "sha256": Field(_("SHA-256"), shown="never"),
    },
    daily=[
        "responsibility.files.remove.remove_unbound",
        "responsibility.files.remove.remove_unknown",
    ],
)
