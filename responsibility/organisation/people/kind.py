"""People and their accounts."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="person",
    acts={
        "person.register": _("registered a person"),
        "person.change": _("changed a person"),
        "person.reset_password": _("gave a new password"),
        "person.release_password": _("released a new password for any device"),
        "person.sign_out": _("signed a person out everywhere"),
        "person.show_number": _("looked at a phone number in full"),
        "person.close": _("closed an account"),
        "person.reopen": _("opened an account again"),
    },
    objects=[
        Object("responsibility.User", _("person"), called="{name} {staff_number}", page="person")
    ],
    fields={
        "staff_number": Field(_("staff number")),
        "name": Field(_("name")),
        "phone_changed": Field(_("another phone number")),
        "county": Field(_("county"), of="unit"),
        "purpose": Field(_("purpose")),
        "last_on": Field(_("last day")),
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
)
