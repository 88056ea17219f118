"""Files that are uploaded."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="file",
    acts={"file.store": _("uploaded a file"), "file.remove": _("removed an upload")},
    objects=[Object("responsibility.StoredFile", _("file"))],
    fields={
        "kind": Field(_("kind"), codes="responsibility.files.models.StoredFile.Kind"),
        "size": Field(_("size in bytes")),
        "sha256": Field(_("SHA-256")),
    },
    daily=[
        "responsibility.files.remove.remove_unbound",
        "responsibility.files.remove.remove_unknown",
    ],
)
