"""Closing a quarter (季度封存): the office closes it, a second person confirms."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.kinds.category import Category
from alerts.kinds.declared import DeskPart, Entry, Field, Kind, Object

WORDS = _("Quarters closed")


def _concerned(reader) -> bool:
    """Whose own rows stand there, and nobody else's."""
    return bool((reader.heads or reader.owes) and not reader.watches)


KIND = Kind(
    code="quarter_closing",
    category=Category.TASKS,
    acts={
        "closing.open": pgettext_lazy("quarter", "began to close the quarter"),
        "closing.carry": _("carried over what is unfinished"),
        "closing.uncarry": _("took back a carrying-over"),
        "closing.submit": _("submitted the closing to a second person"),
        "closing.take_back": _("took the submission back"),
        "closing.return": _("sent the closing back"),
        "closing.close": _("confirmed, and closed the quarter"),
        "closing.note": _("entered a correction"),
        "closing.drop_note": _("took back a correction"),
    },
    sentences={
        "closing.open": _("%(who)s began to close the quarter %(what)s"),
        "closing.carry": _("%(who)s carried over unfinished matters of the quarter %(what)s"),
        "closing.uncarry": _("%(who)s took back a carrying-over of the quarter %(what)s"),
        "closing.submit": _("%(who)s submitted the closing of the quarter %(what)s"),
        "closing.take_back": _("%(who)s took back the submission of the quarter %(what)s"),
        "closing.return": _("%(who)s sent back the closing of the quarter %(what)s"),
        "closing.close": _("%(who)s confirmed and closed the quarter %(what)s"),
        "closing.note": _("%(who)s entered a correction to the closed quarter %(what)s"),
        "closing.drop_note": _("%(who)s took back a correction to the closed quarter %(what)s"),
    },
    objects=[
        Object(
            "supervision.Closing",
            _("closing of a quarter"),
            called="{year}-{quarter}",
            page="closing",
        )
    ],
    fields={
        "items": Field(pgettext_lazy("closing", "matters")),
        "tasks": Field(_("tasks")),
        "note": Field(_("number of the correction")),
        "digest": Field(_("fingerprint (SHA-256)")),
    },
    extension_barred="supervision.closings.reached.why_not_reached",
    desk_lines=["supervision.closings.lines.closings_on_desk"],
    desk_part=DeskPart.OVERSEE,
    menu=[
        Entry("closing-list", WORDS, WORDS, "lock", group="unit", order=30, open_to=_concerned),
        Entry("closing-list", WORDS, WORDS, "lock", group="supervision", order=55,
              open_to=lambda reader: reader.watches),
    ],
    demonstration="supervision.closings.demonstrate.demonstrate",
)  # fmt: skip
