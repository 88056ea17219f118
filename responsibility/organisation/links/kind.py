"""Who is in charge of a unit, and who supervises it."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="link",
    acts={
        "charge.begin": _("put in charge"),
        "charge.end": _("set the last day of a charge"),
        "charge.take_back": _("took back a charge entered by mistake"),
        "charge.restore": _("restored a charge that had been taken back"),
        "supervision.begin": _("entered a supervision link"),
        "supervision.end": _("set the last day of a supervision link"),
        "supervision.take_back": _("took back a supervision link entered by mistake"),
        "supervision.restore": _("restored a supervision link that had been taken back"),
    },
    objects=[
        Object(
            "responsibility.Charge",
            _("charge"),
            called="{post__unit__name} · {post__title} → {unit__name}",
        ),
        Object(
            "responsibility.SupervisionLink",
            _("supervision link"),
            called="{body__name} → {unit__name}",
        ),
    ],
    fields={
        "post": Field(_("post"), of="post"),
        "unit": Field(_("unit"), of="unit"),
        "body": Field(_("supervising body"), of="unit"),
        "kind": Field(_("kind"), codes="responsibility.organisation.links.models.Charge.Kind"),
        "how": Field(
            _("kind"), codes="responsibility.organisation.links.models.SupervisionLink.How"
        ),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day")),
        "taken_back": Field(_("taken back")),
        "basis": Field(_("basis")),
    },
)
