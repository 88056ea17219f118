"""Publishing a list: making its tasks for a year, and working their days out anew."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

CALENDAR = "calendar"

KIND = Kind(
    code="publication",
    causes={CALENDAR: _("days off announced")},
    category=Category.LISTS,
    acts={
        "list.publish": _("published a duty list"),
        "task.reschedule": _("worked deadlines out anew"),
    },
    sentences={
        "list.publish": _("%(who)s published the list %(duty_list)s for %(year)s"),
        "task.reschedule": _("%(who)s worked deadlines out anew: %(was_due_on)s is now %(due_on)s"),
    },
    objects=[
        Object(
            "responsibility.Publication",
            _("publication of a list"),
            called="{duty_list__role_kind__name} {year}",
            page="publication",
        ),
    ],
    fields={
        "duty_list": Field(_("duty list"), of="dutylist"),
        "year": Field(_("year")),
        "codes": Field(_("items")),
        "later_joiners": Field(_("later posts too")),
        "due_on": Field(_("due on")),
        "tasks": Field(_("tasks")),
    },
    daily=["responsibility.tasks.publishing.reschedule.reschedule"],
)
