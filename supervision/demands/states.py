"""How far a demand and its draft are (domain 2.7), and the acts that bring them there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far a demand is that was sent."""

    AWAITED = "awaited", _("answer awaited")
    SENT_BACK = "sent_back", _("answer sent back")
    OVERDUE = "overdue", _("no answer")
    ANSWERED = "answered", _("answered, to be decided on")
    ACCEPTED = "accepted", _("accepted and closed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    GROUNDLESS = "groundless", _("groundless")
    NOT_OWED = "not_owed", _("post closed")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        over = dict.fromkeys(["withdrawn", "groundless", "not_owed"], "none")
        return ({"accepted": "ok", "overdue": "fail"} | over).get(self.value, "wait")


class DraftState(models.TextChoices):
    """How far a draft is: it becomes a demand when it is approved."""

    WAITS = "waits", pgettext_lazy("draft", "to be approved")
    RETURNED = "returned", pgettext_lazy("draft", "sent back to who drafted it")
    APPROVED = "approved", pgettext_lazy("draft", "approved and sent")
    DISCARDED = "discarded", pgettext_lazy("draft", "discarded")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"approved": "ok", "returned": "fail", "discarded": "none"}.get(self.value, "wait")


OPEN_DRAFTS = frozenset({DraftState.WAITS, DraftState.RETURNED})


class Act(models.TextChoices):
    """What is done with a demand, as its log and the audit note it."""

    DRAFT = "demand.draft", pgettext_lazy("demand", "drafted it")
    REVISE = "demand.revise", pgettext_lazy("demand", "changed the draft")
    RETURN_DRAFT = "demand.return_draft", pgettext_lazy("demand", "sent the draft back")
    APPROVE = "demand.approve", pgettext_lazy("demand", "approved and sent it")
    DISCARD = "demand.discard", pgettext_lazy("demand", "discarded the draft")
    MAKE = "demand.make", pgettext_lazy("demand", "sent it")
    MEASURE = "demand.measure", pgettext_lazy("demand", "laid down a measure")
    DROP_MEASURE = "demand.drop_measure", pgettext_lazy("demand", "dropped a measure")
    REPLY = "demand.reply", pgettext_lazy("demand", "answered")
    ACCEPT = "demand.accept", pgettext_lazy("demand", "accepted the answer")
    SEND_BACK = "demand.send_back", pgettext_lazy("demand", "sent the answer back")
    WITHDRAW = "demand.withdraw", pgettext_lazy("demand", "withdrew it")
    GROUNDLESS = "demand.groundless", pgettext_lazy("demand", "declared it groundless")
    LAPSE = "demand.lapse", pgettext_lazy("demand", "ended: what it was about was taken back")
