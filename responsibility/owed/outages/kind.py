"""When the platform could not be used: planned maintenance, faults (feature 11)."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, Entry, Field, Kind, Object, Stage, to

OUTAGE = "outage"  # a stage and a cause

KIND = Kind(
    code="outage",
    stages=[
        Stage(
            OUTAGE,
            _("deadline moved: the platform cannot be used"),
            to(Audience.HOLDER, Audience.STAND_IN),
            order=98,
            news_at=OPEN,
        )
    ],
    causes={OUTAGE: _("platform could not be used")},
    category=Category.LISTS,
    acts={
        "outage.plan": _("announced maintenance of the platform"),
        "outage.record": _("recorded a fault of the platform"),
        "outage.agree": _("agreed to a recorded fault"),
        "outage.take_back": _("took back an outage of the platform"),
    },
    sentences={
        "outage.plan": _("%(who)s announced maintenance from %(starts_at)s to %(ends_at)s"),
        "outage.record": _("%(who)s recorded a fault from %(starts_at)s to %(ends_at)s"),
        "outage.agree": _("%(who)s agreed that there was a fault: %(what)s"),
        "outage.take_back": _("%(who)s took back an outage: %(what)s"),
    },
    objects=[Object("alerts.Outage", _("outage of the platform"), called="{reason}")],
    fields={
        "starts_at": Field(_("from")),
        "ends_at": Field(_("until")),
        "reason": Field(_("reason"), ground=True),
        "basis": Field(_("basis"), ground=True),
        "tasks": Field(_("tasks")),
    },
    menu=[
        Entry(
            "outages",
            _("Maintenance and faults"),
            _("Faults"),
            "player-pause",
            group="settings",
            order=7,
            open_to=lambda reader: reader.keeps_accounts,
        )
    ],
    demonstration="responsibility.owed.outages.demonstrate.demonstrate",
)
