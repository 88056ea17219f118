"""How people are reached: their wishes, numbers that fail, calls made by hand."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object
from pages.frame.places import OwnPage

KIND = Kind(
    code="contact",
    category=Category.MESSAGES,
    acts={
        "message.call": _("told somebody by telephone"),
        "preference.change": _("changed how they are told"),
        "number.lift_flag": _("lifted the flag on a number"),
    },
    sentences={
        "message.call": _("%(who)s told somebody by telephone (message %(what)s)"),
        "preference.change": _("%(who)s changed how they are told"),
        "number.lift_flag": _("%(who)s lifted the flag on a number"),
    },
    own_pages=[OwnPage("preferences", _("How I am told"), "bell", order=30)],
    objects=[
        Object(
            "alerts.Preference", _("wishes of how to be told"), called="{user__name}", person="user"
        ),
        Object("alerts.NumberFlag", _("flag on a number")),
    ],
    fields={
        "note": Field(_("note"), ground=True),
        "reason": Field(_("reason"), codes="alerts.channels.codes.meanings", ground=True),
        "quiet_stages": Field(_("no text of"), codes="alerts.kinds.collected.stage_choices"),
        "mail": Field(_("mail beside each text")),
        "other_address": Field(_("another mail address")),
    },
)
