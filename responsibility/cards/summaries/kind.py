"""The quarterly summary of a reminder card, and the answers to its lines: with a lamp."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

CONFIRMED, TAKEN_BACK = "summary_confirmed", "summary_taken_back"  # causes
LEFT, REPLACED = "summary_left", "summary_replaced"  # causes
LIMIT = "card_summary"  # the time limit's code

KIND = Kind(
    code="cardsummary",
    causes={
        CONFIRMED: _("summary confirmed"),
        TAKEN_BACK: _("summary taken back"),
        LEFT: _("the recipient of the card has left the post"),
        REPLACED: _("a corrected card has replaced this one"),
    },
    category=Category.TASKS,
    acts={
        "card.answer": _("answered a line of a reminder card"),
        "card_summary.write": _("wrote the draft of a quarterly summary"),
        "card_summary.confirm": _("confirmed a quarterly summary"),
        "card_summary.take_back": _("took back a quarterly summary"),
    },
    sentences={
        "card.answer": _("%(who)s answered line %(place)s of the reminder card %(what)s"),
        "card_summary.write": _("%(who)s wrote the draft of the quarterly summary of %(what)s"),
        "card_summary.confirm": _("%(who)s confirmed the quarterly summary of %(what)s"),
        "card_summary.take_back": _("%(who)s took back the quarterly summary of %(what)s"),
    },
    objects=[
        Object(
            "responsibility.CardSummary",
            _("quarterly summary"),
            called="{card__number}",
            page="card-summary",
            unit="unit__path",
            person="card__holder",
        )
    ],
    fields={
        "place": Field(_("line"), shown="never"),
        "record": Field(_("record"), of="dutyrecord"),
        "lamp": Field(_("lamp"), codes="pages.lamp.Lamp"),
        "reason": Field(_("reason"), ground=True),
    },
    appointed=["responsibility.cards.summaries.keep_up.let_go_of_post"],
    daily=["responsibility.cards.summaries.keep_up.keep_up"],
    demonstration="responsibility.cards.summaries.demonstrate.demonstrate",
    menu=[
        Entry(
            "card-summaries", _("Quarterly summaries"), _("Summaries"), "report", group="tasks",
            order=31, open_to=lambda reader: reader.is_office,
        ),
    ],
)  # fmt: skip
