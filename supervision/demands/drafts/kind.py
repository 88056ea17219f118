"""Drafts of demands: approved by another person before they are sent."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, DeskPart, Field, Kind, Object, Stage, to

SUBMITTED, RETURNED, SENT = "draft_submitted", "draft_returned", "draft_sent"
NAMED = to(Audience.NAMED)

KIND = Kind(
    code="demand_draft",
    stages=[
        # to whoever may approve it
        Stage(
            SUBMITTED,
            _("demand to approve"),
            NAMED,
            order=134,
            still_true="supervision.demands.drafts.waiting.still_waits",
        ),
        # to who drafted it
        Stage(RETURNED, _("draft of a demand sent back"), NAMED, order=135),
        Stage(SENT, _("draft of a demand approved"), NAMED, order=136, optional=True),
    ],
    category=Category.TASKS,
    acts={
        "demand.draft": _("drafted a demand"),
        "demand.revise": _("changed the draft of a demand"),
        "demand.return_draft": _("sent the draft of a demand back"),
        "demand.approve": _("approved a demand"),
        "demand.discard": _("discarded the draft of a demand"),
    },
    sentences={
        "demand.draft": _("%(who)s drafted a demand to %(post)s, to be answered by %(due_on)s"),
        "demand.revise": _("%(who)s changed the draft of the demand to %(what)s"),
        "demand.return_draft": _("%(who)s sent back the draft of the demand to %(what)s"),
        "demand.approve": _("%(who)s approved the demand to %(what)s, and it was sent"),
        "demand.discard": _("%(who)s discarded the draft of the demand to %(what)s"),
    },
    objects=[
        Object(
            "supervision.DemandDraft",
            _("draft of a demand"),
            called="{unit__name} · {post__title}",
            page="demand-draft",
            unit="unit__path",
        )
    ],
    fields={
        "post": Field(_("post"), of="post"),
        "due_on": Field(_("answer by")),
        "tasks": Field(_("tasks")),
    },
    desk_lines=["supervision.demands.drafts.waiting.drafts_on_desk"],
    desk_part=DeskPart.OVERSEE,
)
