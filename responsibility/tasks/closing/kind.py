"""What becomes of the tasks of a post that is closed."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind

POST_CLOSED = "post_closed"

KIND = Kind(
    code="closing",
    causes={POST_CLOSED: _("post closed")},
    category=Category.TASKS,
    acts={"task.end_with_post": _("exempted the tasks of a closed post")},
    sentences={
        "task.end_with_post": _(
            "%(who)s exempted what the closed post %(what)s owed after %(closed_on)s"
        ),
    },
    fields={
        "closed_on": Field(_("closed on")),
        "tasks": Field(_("tasks"), count=True),
        "demands": Field(_("Demands"), count=True),
        "problems": Field(_("Problems"), count=True),
    },
    daily=["responsibility.tasks.closing.end.exempt_tasks_of_closed_posts"],
)
