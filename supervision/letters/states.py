"""How far a letter is (domain 2.7), and the acts that bring it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Found insufficient, it is replied to anew; opened again it is as before its end."""

    DRAFT = "draft", pgettext_lazy("letter", "drafted")
    SUBMITTED = "submitted", pgettext_lazy("letter", "to be approved")
    RETURNED = "returned", pgettext_lazy("letter", "sent back to who drafted it")
    DISCARDED = "discarded", pgettext_lazy("letter", "discarded")
    SERVED = "served", _("served, not signed for")
    RECEIVED = "received", _("signed for, reply awaited")
    REPLIED = "replied", _("replied, to be verified")
    INSUFFICIENT = "insufficient", _("reply insufficient, a new one awaited")
    VERIFIED = "verified", _("verified, measures followed")
    CLOSED = "closed", pgettext_lazy("letter", "closed")
    LIFTED = "lifted", _("warning lifted")
    CARRIED_ON = "carried_on", _("carried on by procedure")
    WITHDRAWN = "withdrawn", pgettext_lazy("letter", "withdrawn")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        ok, fail = {"closed", "lifted"}, {"returned", "insufficient", "carried_on"}
        over = dict.fromkeys(["discarded", "withdrawn"], "none")
        signs = dict.fromkeys(ok, "ok") | dict.fromkeys(fail, "fail") | over
        return signs.get(self.value, "wait")

    @property
    def is_over(self) -> bool:
        return self in OVER


UNSENT = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.DISCARDED})
TO_CHANGE = frozenset({State.DRAFT, State.RETURNED})
AWAITED = frozenset({State.SERVED, State.RECEIVED, State.INSUFFICIENT})
ANSWERABLE = AWAITED | {State.REPLIED}
RUNNING = ANSWERABLE | {State.VERIFIED}
CONCLUDED = frozenset({State.CLOSED, State.LIFTED, State.CARRIED_ON})
OVER = CONCLUDED | {State.WITHDRAWN, State.DISCARDED}


class Outcome(models.TextChoices):
    """How a letter ends; a warning is lifted or carried on."""

    CLOSED = "closed", pgettext_lazy("outcome", "Closed")
    LIFTED = "lifted", pgettext_lazy("outcome", "The warning is lifted")
    CARRIED_ON = "carried_on", pgettext_lazy("outcome", "Carried on by procedure")

    @property
    def state(self) -> State:
        return State(self.value)

    @property
    def act(self) -> "Act":
        return {"closed": Act.CLOSE, "lifted": Act.LIFT, "carried_on": Act.CARRY_ON}[self.value]


class Grade(models.IntegerChoices):
    """Of a prompt: at signs, when foreseeable, when there is something to rectify (M001-24)."""

    SIGN = 1, _("grade 1: a sign, remind")
    FORESEEABLE = 2, _("grade 2: foreseeable, warn")
    EXISTING = 3, _("grade 3: existing, rectify")


class Purpose(models.TextChoices):
    """What a post owes of a letter."""

    APPROVE = "approve", pgettext_lazy("purpose", "approve")  # the body out of which it goes
    REPLY = "reply", pgettext_lazy("purpose", "reply")  # whom it is to
    VERIFY = "verify", _("verify")  # who proposed it
    CLOSE = "close", pgettext_lazy("purpose", "close")  # the body out of which it goes


class Act(models.TextChoices):
    """What is done with a letter, as its log and the audit note it."""

    DRAFT = "letter.draft", pgettext_lazy("letter", "drafted it")
    REVISE = "letter.revise", pgettext_lazy("letter", "changed it")
    SUBMIT = "letter.submit", pgettext_lazy("letter", "submitted it")
    APPROVE = "letter.approve", pgettext_lazy("letter", "approved and issued it")
    RETURN = "letter.return", pgettext_lazy("letter", "sent it back")
    DISCARD = "letter.discard", pgettext_lazy("letter", "discarded it")
    RECEIVE = "letter.receive", pgettext_lazy("letter", "signed for it")
    MEASURE = "letter.measure", pgettext_lazy("letter", "laid down a measure")
    DROP_MEASURE = "letter.drop_measure", pgettext_lazy("letter", "dropped a measure")
    REPORT = "letter.report", pgettext_lazy("letter", "reported a measure done")
    REPLY = "letter.reply", pgettext_lazy("letter", "replied")
    ENTER = "letter.enter_reply", pgettext_lazy("letter", "entered a reply on paper")
    ACCEPT = "letter.accept", pgettext_lazy("letter", "verified the reply")
    INSUFFICIENT = "letter.insufficient", pgettext_lazy("letter", "found the reply insufficient")
    CLOSE = "letter.close", pgettext_lazy("letter", "closed it")
    LIFT = "letter.lift", pgettext_lazy("letter", "lifted the warning")
    CARRY_ON = "letter.carry_on", pgettext_lazy("letter", "carried it on by procedure")
    WITHDRAW = "letter.withdraw", pgettext_lazy("letter", "withdrew it")
    REOPEN = "letter.reopen", pgettext_lazy("letter", "opened it again")
