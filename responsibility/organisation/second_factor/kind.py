"""The second factor beside the password."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind
from pages.frame.places import OwnPage

KIND = Kind(
    code="factor",
    category=Category.ACCOUNTS,
    acts={
        "factor.set_up": _("set up a second factor"),
        "factor.new_codes": _("made new recovery codes"),
        "factor.turn_off": _("turned the second factor off"),
        "factor.ask_everywhere": _("asked for the code on every device again"),
        "factor.propose_reset": _("proposed to reset a second factor"),
        "factor.decide_reset": _("decided on the reset of a second factor"),
        "factor.reset_by_command": _("had the second factor reset, by a command"),
    },
    sentences={
        "factor.set_up": _("%(who)s set up a second factor"),
        "factor.new_codes": _("%(who)s made new recovery codes"),
        "factor.turn_off": _("%(who)s turned the second factor off"),
        "factor.ask_everywhere": _("%(who)s asked for the code on every device again"),
        "factor.propose_reset": _("%(who)s proposed to reset the second factor of %(what)s"),
        "factor.decide_reset": _("%(who)s decided on the reset of the second factor of %(what)s"),
        "factor.reset_by_command": _("By a command the second factor of %(what)s was reset"),
    },
    by_command=frozenset({"factor.reset_by_command"}),
    fields={
        "browsers": Field(_("devices without the code"), shown="never"),
        "reset_agreed": Field(_("agreed")),
        "reset_reason": Field(_("reason"), ground=True),
    },
    asks_password=[
        "factor.set_up",
        "factor.new_codes",
        "factor.turn_off",
        "factor.propose_reset",
        "factor.decide_reset",
    ],
    own_pages=[OwnPage("second-factor", _("Second factor"), "shield-check", order=60)],
)
