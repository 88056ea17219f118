"""The powers that no post gives: system administrator, auditor."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind

KIND = Kind(
    code="power",
    category=Category.ACCOUNTS,
    acts={
        "power.propose": _("proposed to give or withdraw a power"),
        "power.decide": _("decided on a power"),
        "power.appoint_first": _("appointed the first one, by a command"),
    },
    sentences={
        "power.propose": _("%(who)s proposed to change the powers of %(what)s"),
        "power.decide": _("%(who)s decided on the powers of %(what)s"),
        "power.appoint_first": _("By a command %(what)s was given a power"),
    },
    by_command=frozenset({"power.appoint_first"}),
    fields={
        "agreed": Field(_("agreed")),
        "basis": Field(_("document number"), ground=True),
        "is_system_administrator": Field(_("system administrator")),
        "is_auditor": Field(_("auditor")),
    },
    menu=[
        Entry(
            "powers",
            _("Powers"),
            _("Powers"),
            "shield-check",
            group="settings",
            order=35,
            tab=105,
            open_to=lambda reader: reader.keeps_accounts,
        ),
    ],
    asks_password=[
        "power.propose",
        "power.decide",
    ],
)
