"""The approval of reminder cards: who hears that a draft is submitted or returned."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, Field, Kind, Stage, to

CARDS_SUBMITTED, CARDS_RETURNED = "cards_submitted", "cards_returned"

KIND = Kind(
    code="card_issue",
    stages=[
        # to whoever may enter the approval or return it
        Stage(
            CARDS_SUBMITTED,
            _("reminder cards to be approved"),
            to(Audience.NAMED),
            order=171,
            still_true="responsibility.cards.approval.waiting.still_submitted",
        ),
        # to who wrote and who submitted it
        Stage(
            CARDS_RETURNED,
            _("reminder cards returned"),
            to(Audience.NAMED),
            order=173,
            still_true="responsibility.cards.approval.waiting.still_returned",
        ),
    ],
    category=Category.TASKS,
    acts={
        "card.submit": _("submitted reminder cards for approval"),
        "card.take_back_submission": _("took the submission of reminder cards back"),
        "card.return": _("returned drafted reminder cards"),
    },
    fields={"reason": Field(_("reason"), ground=True), "revision": Field(_("revision"))},
    desk_lines=["responsibility.cards.approval.waiting.issues_on_desk"],
)
