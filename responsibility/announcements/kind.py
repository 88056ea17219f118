"""Announcements: papers to posts and people, whose opening is their receipt."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.gives import gives_out

ANNOUNCED, REMINDED = "announced", "announcement_remind"
TAKEN_BACK = "announcement_taken_back"
UNOPENED = "responsibility.announcements.waiting.not_opened"
UNREAD = "responsibility.announcements.waiting.not_read"

HEARD_BY = to(Audience.HOLDER)

KIND = Kind(
    code="announcement",
    stages=[
        Stage(ANNOUNCED, _("announcement"), HEARD_BY, order=142, still_true=UNOPENED),
        Stage(REMINDED, _("announcement not yet read"), HEARD_BY, order=144, still_true=UNREAD),
        # the one correcting message; who never opened it hears of it too
        Stage(TAKEN_BACK, _("announcement taken back"), HEARD_BY, order=146),
    ],
    category=Category.TASKS,
    acts={
        "announcement.write": _("wrote an announcement"),
        "announcement.send": _("sent an announcement"),
        "announcement.take_back": _("took back an announcement"),
        "announcement.remind": _("reminded of an announcement"),
        "announcement.open": _("opened an announcement"),
        "announcement.read": _("confirmed an announcement as read"),
    },
    objects=[
        Object(
            "responsibility.Announcement", _("announcement"), called="{title}", page="announcement"
        )
    ],
    fields={
        "posts": Field(_("posts"), count=True),
        "people": Field(_("people"), count=True),
        "files": Field(_("files")),
        "reason": Field(_("reason"), ground=True),
    },
    desk_lines=["responsibility.announcements.waiting.announcements_on_desk"],
    put_off=["responsibility.announcements.send.send_due"],
    menu=[
        Entry(
            "announcement-list",
            _("Announcements"),
            _("Announcements"),
            "speakerphone",
            group="messages",
            order=15,
            open_to=lambda reader: bool(reader.posts) or gives_out(reader.standing),
            waiting="responsibility.announcements.waiting.UNREAD",
        )
    ],
    demonstration="responsibility.announcements.demonstrate.demonstrate",
)
