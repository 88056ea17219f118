"""People and their accounts."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="person",
    category=Category.ACCOUNTS,
    acts={
        "person.register": _("registered a person"),
        "person.change": _("changed a person"),
        "person.first_password": _("gave a first password"),
        "person.reset_password": _("gave a new password"),
        "person.release_password": _("released a new password for any device"),
        "person.sign_out": _("signed a person out everywhere"),
        "person.show_number": _("looked at a phone number in full"),
        "person.close": _("closed an account"),
        "person.reopen": _("opened an account again"),
    },
    sentences={
        "person.register": _("%(who)s registered %(what)s in %(county)s"),
        "person.close": _("%(who)s closed the account of %(what)s"),
        "person.reopen": _("%(who)s opened the account of %(what)s again"),
        "person.reset_password": _("%(who)s gave a new password to %(what)s"),
        "person.first_password": _("%(who)s gave a first password to %(what)s"),
        "person.release_password": _(
            "%(who)s released the new password of %(what)s for any device"
        ),
        "person.sign_out": _("%(who)s signed %(what)s out everywhere"),
    },
    objects=[
        Object(
            "responsibility.User",
            _("person"),
            called="{name} {staff_number}",
            page="person",
            person="pk",
        )
    ],
    fields={
        "staff_number": Field(_("staff number")),
        "name": Field(_("name")),
        "phone_changed": Field(_("another phone number"), shown="true"),
        "county": Field(_("county"), of="unit"),
        "purpose": Field(_("purpose"), ground=True),
        "last_on": Field(_("last day"), none=_("open-ended")),
        "devices": Field(_("devices")),
        "is_active": Field(_("account open")),
        "is_system_administrator": Field(_("system administrator")),
        "is_auditor": Field(_("auditor")),
    },
    menu=[
        Entry(
            "people",
            _("People"),
            _("People"),
            "users",
            group="settings",
            order=30,
            tab=100,
            open_to=lambda reader: reader.keeps_accounts,
        ),
        Entry(
            "admin:index",
            _("Accounts and jobs"),
            _("Manage"),
            "settings",
            group="settings",
            order=40,
            tab=110,
            open_to=lambda reader: reader.standing.is_system_administrator,
        ),
    ],
    asks_password=[
        "person.register",
        "person.change",
        "person.show_number",
        "person.first_password",
        "person.reset_password",
        "person.release_password",
        "person.reopen",
    ],
)
