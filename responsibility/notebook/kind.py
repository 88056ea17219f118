"""The notebook of a post, and the calendar address."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Kind, Object

KIND = Kind(
    code="notebook",
    category=Category.ACCOUNTS,
    acts={
        "feed.issue": _("made a calendar address"),
        "feed.revoke": _("ended a calendar address"),
    },
    sentences={
        "feed.issue": _("%(who)s made a calendar address of their deadlines"),
        "feed.revoke": _("%(who)s ended the calendar address of their deadlines"),
    },
    objects=[Object("responsibility.CalendarFeed", _("calendar address"), person="user")],
    asks_password=["feed.issue"],
    starter=["responsibility.notebook.starter.load_talks"],
    menu=[
        Entry(
            "notebook",
            _("Duty notebook"),
            _("Notebook"),
            "notes",
            group="duties",
            order=17,
            open_to=lambda reader: reader.owes,
        ),
    ],
    demonstration="responsibility.notebook.demonstrate.demonstrate",
)
