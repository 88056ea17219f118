"""Withdrawing items of a publication."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, Field, Kind, Stage, to

WITHDRAWN = "item_withdrawn"  # a cause too
GIVEN_AGAIN = "item_given_again"  # a cause

KIND = Kind(
    code="withdrawal",
    stages=[
        Stage(
            WITHDRAWN,
            _("list item withdrawn"),
            to(Audience.HOLDER, Audience.STAND_IN),
            order=96,
        )
    ],
    causes={
        WITHDRAWN: _("item withdrawn from the list"),
        GIVEN_AGAIN: _("item given out again"),
    },
    category=Category.LISTS,
    acts={
        "list.withdraw": _("withdrew items of a published list"),
        "list.give_again": _("gave items of a published list out again"),
    },
    fields={
        "codes": Field(_("items")),
        "tasks": Field(_("tasks")),
        "touched": Field(_("tasks that stay")),
        "reason": Field(_("reason"), ground=True),
    },
    task_lines=["responsibility.tasks.withdrawing.lines.withdrawn_item_of_task"],
    demonstration="responsibility.tasks.withdrawing.demonstrate.demonstrate",
)
