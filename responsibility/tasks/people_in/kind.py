"""People brought in from a sheet."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="people_in",
    category=Category.ORGANISATION,
    acts={"people.import": _("imported people")},
    sentences={
        "people.import": _("%(who)s imported people from the file %(file)s"),
    },
    objects=[Object("pages.Upload", _("imported file"), called="{name}")],
    fields={
        "file": Field(_("imported file")),
        "sha256": Field(_("SHA-256"), shown="never"),
        "rows": Field(_("rows")),
        "made": Field(_("new")),
        "changed": Field(_("changed")),
        "unchanged": Field(_("unchanged")),
    },
    # of all sheets there are: what was uploaded and left lying
    daily=["pages.rows_in.uploads.forget_old_uploads"],
    asks_password=[
        "people.import",
    ],
)
