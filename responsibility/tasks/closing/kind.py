"""What becomes of the tasks of a post that is closed."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind

POST_CLOSED = "post_closed"

KIND = Kind(
    code="closing",
    causes={POST_CLOSED: _("post closed")},
    acts={"task.end_with_post": _("exempted the tasks of a closed post")},
    fields={
        "closed_on": Field(_("closed on")),
        "tasks": Field(_("tasks")),
        "demands": Field(_("Demands")),
    },
    daily=["responsibility.tasks.closing.end.exempt_tasks_of_closed_posts"],
)
