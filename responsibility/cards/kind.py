"""The quarterly reminder cards."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, Entry, Field, Kind, Object, Stage, to

CARD_ISSUED = "card_issued"

KIND = Kind(
    code="card",
    stages=[
        # a card asks for a receipt, so nobody does without its text (M003-01)
        Stage(
            CARD_ISSUED,
            _("reminder card issued"),
            to(Audience.HOLDER),
            order=140,
            still_true="responsibility.cards.waiting.not_received",
        )
    ],
    category=Category.TASKS,
    acts={
        "card.draft": _("drafted reminder cards"),
        "card.change": _("changed drafted reminder cards"),
        "card.add_personal_line": _("added a personal line to reminder cards"),
        "card.discard": _("discarded drafted reminder cards"),
        "card.approve": _("entered the approval of reminder cards"),
        "card.reopen": _("took back the approval of reminder cards"),
        "card.issue": _("issued reminder cards"),
        "card.issue_to_newcomer": _("issued a reminder card to a newcomer"),
        "card.receive": _("received a reminder card"),
    },
    sentences={
        "card.issue_to_newcomer": _(
            "%(who)s issued the reminder card %(number)s to the newcomer %(holder)s"
        ),
        "card.receive": _("%(who)s received the reminder card %(number)s"),
        "card.draft": _("%(who)s drafted reminder cards: %(what)s"),
        "card.discard": _(
            "%(who)s discarded a draft of cards: %(was_year)s/%(was_quarter)s, no. %(was_edition)s"
        ),
    },
    objects=[
        Object(
            "responsibility.CardIssue",
            _("issue of reminder cards"),
            called="{year}-{quarter_number} {audience__name}",
            page="card-issue",
        ),
        Object(
            "responsibility.ReminderCard",
            _("reminder card"),
            called="{number}",
            page="card",
            page_by="uuid",
            unit="unit__path",
            person="holder",
        ),
    ],
    fields={
        "year": Field(_("year")),
        "quarter": Field(_("quarter")),
        "edition": Field(_("edition")),
        "revision": Field(_("revision")),
        "lines": Field(_("lines")),
        "line": Field(_("line"), shown="never"),
        "post": Field(_("post"), of="post"),
        "unit": Field(_("unit"), of="unit"),
        "document": Field(_("document"), ground=True),
        "approved_on": Field(_("approved on")),
        "cards": Field(_("cards")),
        "first": Field(_("first number")),
        "last": Field(_("last number")),
        "number": Field(_("number")),
        "holder": Field(_("person"), of="user"),
    },
    desk_lines=["responsibility.cards.waiting.cards_to_receive"],
    appointed=["responsibility.cards.newcomers.issue_to_post"],
    leaving=["responsibility.cards.left.changes_of_cards"],
    daily=["responsibility.cards.newcomers.issue_to_newcomers"],
    menu=[
        Entry(
            "card-mine",
            _("Reminder cards"),
            _("Cards"),
            "id",
            group="duties",
            order=50,
            open_to=lambda reader: reader.owes or reader.has_cards,
        ),
        Entry(
            "card-index",
            _("Issue reminder cards"),
            _("Issue"),
            "id",
            group="tasks",
            order=30,
            tab=80,
            open_to=lambda reader: reader.is_office,
        ),
        Entry(
            "card-index",
            _("Reminder cards"),
            _("Cards"),
            "id",
            group="supervision",
            order=60,
            open_to=lambda reader: reader.standing.face_counties and not reader.is_office,
        ),
    ],
    demonstration="responsibility.cards.demonstrate.demonstrate",
)
