"""People brought in from a sheet."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="people_in",
    acts={"people.import": _("imported people")},
    objects=[Object("pages.Upload", _("imported file"), called="{name}")],
    fields={
        "file": Field(_("imported file")),
        "sha256": Field(_("SHA-256")),
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
