"""The calendar of a county: days off and 调休 of a year, closures of the offices."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

KIND = Kind(
    code="calendar",
    category=Category.LISTS,
    acts={
        "calendar.close": _("noted that the offices are closed"),
        "calendar.notice": _("entered the notice of a year's days off"),
        "calendar.take_back": _("took back an entry of the calendar"),
    },
    sentences={
        "calendar.close": _("%(who)s noted that offices close from %(first_on)s to %(last_on)s"),
        "calendar.notice": _("%(who)s entered the notice of the days off of %(year)s"),
        "calendar.take_back": _("%(who)s took back from the calendar: %(what)s"),
    },
    objects=[
        Object("alerts.LocalClosure", _("closure of the offices"), called="{first_on} · {reason}"),
        Object("alerts.YearNotice", _("notice of days off"), called="{year} · {basis}"),
    ],
    fields={
        "year": Field(_("year")),
        "first_on": Field(_("from")),
        "tasks": Field(_("tasks")),
        "last_on": Field(_("until")),
        "reason": Field(_("reason"), ground=True),
        "basis": Field(_("basis"), ground=True),
        "units": Field(_("units")),
        "version": Field(_("version")),
    },
    menu=[
        Entry(
            "work-calendar",
            _("Working calendar"),
            _("Calendar"),
            "calendar",
            group="settings",
            order=5,
            open_to=lambda reader: reader.is_office,
        )
    ],
    demonstration="responsibility.tasks.calendar.demonstrate.demonstrate",
)
