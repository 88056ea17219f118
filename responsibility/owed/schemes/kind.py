"""The lamp rules of a county."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

RULES = "rules"

KIND = Kind(
    code="scheme",
    causes={RULES: _("lamp rules changed")},
    category=Category.LISTS,
    acts={
        "scheme.change": _("changed the lamp rules"),
        "scheme.take_back": _("took back a change of the lamp rules"),
        "scheme.apply": _("applied changed lamp rules to open tasks"),
    },
    sentences={
        "scheme.change": _("%(who)s changed the lamp rules from %(first_on)s"),
        "scheme.take_back": _(
            "%(who)s took back the change of the lamp rules from %(was_first_on)s"
        ),
    },
    objects=[Object("responsibility.LampScheme", _("lamp rules"), called="{name}")],
    fields={
        "colours": Field(_("colours")),
        "warn_days": Field(_("days of warning")),
        "closes_after_days": Field(_("days of late entry")),
        "first_on": Field(_("from")),
        "for_open": Field(_("open tasks too"), shown="true"),
        "reason": Field(_("reason"), ground=True),
        "tasks": Field(_("tasks")),
    },
    put_off=["responsibility.owed.schemes.apply.apply_due"],
    demonstration="responsibility.owed.schemes.demonstrate.demonstrate",
    menu=[
        Entry(
            "lamp-rules",
            _("Lamp rules"),
            _("Lamps"),
            "adjustments-horizontal",
            group="settings",
            order=10,
            open_to=lambda reader: reader.is_office,
        )
    ],
    asks_password=[
        "scheme.change",
        "scheme.take_back",
    ],
)
