"""Leaders' instructions (批示): overall, pushing on, carrying out (M001-16)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.kinds.category import Category
from alerts.kinds.declared import DeskPart, Entry, Field, Kind, Object

WORDS = _("Leaders' instructions")

KIND = Kind(
    code="instruction",
    category=Category.TASKS,
    acts={
        "instruction.give": pgettext_lazy("instruction", "gave the instruction"),
        "instruction.record": pgettext_lazy("instruction", "recorded it for the leader"),
        "instruction.take_back": pgettext_lazy("instruction", "took it back"),
    },
    sentences={
        "instruction.give": _("%(who)s gave an instruction: %(what)s"),
        "instruction.record": _("%(who)s recorded the instruction of a leader: %(what)s"),
        "instruction.take_back": _("%(who)s took back an instruction: %(what)s"),
    },
    objects=[
        Object(
            "supervision.Instruction",
            _("instruction of a leader"),
            called="{leader_post__title} {given_on}",
            page="instruction",
        )
    ],
    fields={
        "given_on": Field(_("given on")),
        "posts": Field(_("posts addressed")),
    },
    desk_lines=["supervision.instructions.lines.instructions_on_desk"],
    desk_part=DeskPart.OVERSEE,
    owed_acts=["supervision.instructions.lines.way_to_instruct"],
    menu=[
        Entry("instruction-list", WORDS, WORDS, "flag", group="supervision", order=58,
              open_to=lambda reader: reader.leads),
    ],
    demonstration="supervision.instructions.demonstrate.demonstrate",
)  # fmt: skip
