"""Individual items: proposed by a unit, approved or returned by the commission office."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, DeskPart, Entry, Field, Kind, Object, Stage, to

PROPOSED, DECIDED = "item_proposed", "proposal_decided"


def _proposes(standing) -> bool:
    """As responsibility.tasks.proposals.proposing, which this may not import."""
    return bool(standing.leading_posts or standing.clerk_posts & standing.log_posts)


KIND = Kind(
    code="proposal",
    stages=[
        # to whoever of the office may decide
        Stage(
            PROPOSED,
            _("individual item proposed"),
            to(Audience.NAMED),
            order=167,
            still_true="responsibility.tasks.proposals.waiting.still_waits",
        ),
        # to who proposed it
        Stage(DECIDED, _("proposed item decided on"), to(Audience.NAMED), order=169),
    ],
    category=Category.LISTS,
    acts={
        "proposal.make": _("proposed an individual item"),
        "proposal.take_back": _("took back a proposed item"),
        "proposal.approve": _("approved a proposed item"),
        "proposal.send_back": _("returned a proposed item"),
    },
    objects=[
        Object(
            "responsibility.ItemProposal",
            _("proposed item"),
            called="{text}",
            page="proposal",
            unit="unit__path",
        )
    ],
    fields={
        "posts": Field(_("posts"), of="post"),
        "due_on": Field(_("due on")),
        "ground": Field(_("ground"), ground=True),
        "dispatch": Field(_("given out as"), of="dispatch"),
        "reason": Field(_("reason"), ground=True),
    },
    desk_lines=["responsibility.tasks.proposals.waiting.proposals_on_desk"],
    desk_part=DeskPart.KNOW,
    task_lines=["responsibility.tasks.proposals.lines.proposal_of_task"],
    menu=[
        Entry(
            "proposal-list",
            _("Individual items"),
            _("Individual"),
            "user-check",
            group="tasks",
            order=22,
            open_to=lambda reader: reader.is_office,
            waiting="responsibility.tasks.proposals.waiting.WAITING",
        ),
        Entry(
            "proposal-list",
            _("Individual items"),
            _("Individual"),
            "user-check",
            group="unit",
            order=27,
            open_to=lambda reader: _proposes(reader.standing) and not reader.is_office,
        ),
    ],
    demonstration="responsibility.tasks.proposals.demonstrate.demonstrate",
)
