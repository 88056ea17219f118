"""Posts that were opened or filled after a publication."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import DeskPart, Entry, Field, Kind

KIND = Kind(
    code="joining",
    category=Category.LISTS,
    acts={"list.join": _("gave later posts their tasks")},
    fields={"posts": Field(_("posts"), count=True), "tasks": Field(_("tasks"))},
    desk_lines=["responsibility.tasks.joining.line.posts_without_tasks"],
    desk_part=DeskPart.KNOW,
    daily=["responsibility.tasks.joining.give.give_by_itself"],
    menu=[
        Entry(
            "posts-without-tasks",
            _("Posts without tasks"),
            _("No tasks"),
            "users",
            group="tasks",
            order=25,
            open_to=lambda reader: reader.is_office,
        )
    ],
    demonstration="responsibility.tasks.joining.demonstrate.demonstrate",
)
