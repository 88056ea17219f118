"""Grants to read the text and files of records, and the readings."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="body",
    category=Category.RECORDS,
    acts={
        "record.read_body": _("read the text of a record"),
        "record.open_body": _("stated why they read the text of a record"),
        "body_grant.give": _("let somebody read texts of records"),
        "body_grant.end": _("ended a grant to read texts of records"),
    },
    sentences={
        "record.read_body": _("%(who)s read the text of the record %(what)s"),
        "record.open_body": _("%(who)s stated why they read the text of the record %(what)s"),
        "body_grant.give": _(
            "%(who)s let %(user)s read texts of records from %(first_on)s through %(last_on)s"
        ),
        "body_grant.end": _("%(who)s ended the grant of %(what)s to read texts of records"),
    },
    objects=[
        Object("responsibility.BodyGrant", _("grant to read"), called="{user__name}", person="user")
    ],
    fields={
        "user": Field(_("person"), of="user"),
        "record": Field(_("record"), of="dutyrecord"),
        "post": Field(_("post"), of="post"),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day"), none=_("open-ended")),
        "basis": Field(_("basis"), ground=True),
        "grant": Field(_("grant to read"), of="bodygrant"),
        "reading": Field(_("number of the reading"), shown="never"),
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
