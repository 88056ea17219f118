"""Grants to read the text and files of records, and the readings."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="body",
    acts={
        "record.read_body": _("read the text of a record"),
        "record.open_body": _("stated why they read the text of a record"),
        "body_grant.give": _("let somebody read texts of records"),
        "body_grant.end": _("ended a grant to read texts of records"),
    },
    objects=[Object("responsibility.BodyGrant", _("grant to read"), called="{user__name}")],
    fields={
        "user": Field(_("person"), of="user"),
        "record": Field(_("record"), of="dutyrecord"),
        "post": Field(_("post"), of="post"),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day")),
        "basis": Field(_("basis")),
        "grant": Field(_("grant to read"), of="bodygrant"),
        "reading": Field(_("number of the reading")),
    },
    menu=[
        Entry(
            "body-grants",
            _("Reading grants"),
            _("Grants"),
            "lock",
            group="settings",
            order=25,
            open_to=lambda reader: reader.is_office,
        )
    ],
    demonstration="responsibility.records.bodies.demonstrate.demonstrate",
    asks_password=[
        "body_grant.give",
    ],
)
