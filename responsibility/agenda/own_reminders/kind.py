"""Being reminded on a day of one's own choice."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, Field, Kind, Object, Stage, to

OWN_REMINDER = "own_reminder"

KIND = Kind(
    code="own_reminder",
    stages=[
        Stage(
            OWN_REMINDER,
            _("own reminder"),
            to(Audience.NAMED),
            order=88,
            optional=True,
            news_at=OPEN,
            lacking=True,
            private=True,
        )
    ],
    category=Category.TASKS,
    acts={
        "own_reminder.set": _("set a reminder for oneself"),
        "own_reminder.take_back": _("took back a reminder for oneself"),
    },
    sentences={
        "own_reminder.set": _("%(who)s wants to be reminded on %(on)s"),
        "own_reminder.take_back": _("%(who)s no longer wants to be reminded on %(was_on)s"),
    },
    objects=[Object("responsibility.OwnReminder", _("own reminder"), person="person")],
    fields={"on": Field(_("day"))},
    daily=["responsibility.agenda.own_reminders.tell.tell_on_own_day"],
    demonstration="responsibility.agenda.own_reminders.demonstrate.demonstrate",
)
