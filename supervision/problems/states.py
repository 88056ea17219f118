"""How far a problem is (domain 2.7), and the acts that bring it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """A close-out that is sent back brings it to `RECTIFYING` again; so does a look-back."""

    FOUND = "found", _("to be assigned")
    WITH_GROUP = "with_group", _("with the supervising body")
    ASSIGNED = "assigned", _("measures awaited")
    RECTIFYING = "rectifying", _("being rectified")
    APPLIED = "applied", _("to be verified")
    VERIFIED = "verified", _("to be approved")
    CLOSED = "closed", _("closed out")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"closed": "ok", "withdrawn": "none"}.get(self.value, "wait")

    @property
    def is_over(self) -> bool:
        return self in OVER

    @property
    def steps(self) -> int:
        """How many of the five steps are done: entered, assigned, rectified, verified, closed."""
        return STEPS.get(self, 1)


STEPS = {
    State.ASSIGNED: 2, State.RECTIFYING: 2, State.APPLIED: 3, State.VERIFIED: 4, State.CLOSED: 5,
}  # fmt: skip
AT_THE_UNIT = frozenset({State.ASSIGNED, State.RECTIFYING})
BEING_CLOSED = frozenset({State.APPLIED, State.VERIFIED})
OVER = frozenset({State.CLOSED, State.WITHDRAWN})
OPEN_STATES = frozenset(State) - OVER


class Purpose(models.TextChoices):
    """What a post owes of a problem."""

    SUPERVISE = "supervise", _("see to it")  # the body that supervises the unit
    RECTIFY = "rectify", _("rectify")  # the unit
    VERIFY = "verify", pgettext_lazy("of a problem", "verify")  # who sees to it: an application
    APPROVE = "approve", pgettext_lazy("of a problem", "approve")  # the office, once it is verified
    LOOK_BACK = "look_back", _("look back")  # whoever verified, so long after the closing
    ASSIGN = "assign", pgettext_lazy("of a problem", "assign")  # who entered it, or the office
    ANSWER = "answer_body", pgettext_lazy("of a problem", "answer")  # the office, a body that asks


# What of a problem waits for a decision; by sending back it is decided too.
DECIDING = frozenset({Purpose.ASSIGN, Purpose.ANSWER, Purpose.VERIFY, Purpose.APPROVE})


class Act(models.TextChoices):
    """What is done with a problem, as its log and the audit note it."""

    ENTER = "problem.enter", pgettext_lazy("problem", "entered")
    ASSIGN_GROUP = "problem.assign_group", _("assigned to the supervising body")
    ASSIGN = "problem.assign", _("assigned to the unit")
    DECLINE = "problem.decline", pgettext_lazy("problem", "declined")
    ASK = "problem.ask", _("asked back")
    ANSWER = "problem.answer", pgettext_lazy("problem", "answered")
    CLAIM = "problem.claim", _("claimed it")
    MEASURE = "problem.measure", _("laid down a measure")
    DROP_MEASURE = "problem.drop_measure", _("dropped a measure")
    REPORT = "problem.report", _("reported on a measure")
    APPLY = "problem.apply", _("applied for closing")
    VERIFY = "problem.verify", pgettext_lazy("problem", "verified")
    APPROVE = "problem.approve", _("approved the closing")
    SEND_BACK = "problem.send_back", _("sent back")
    OFFER = "problem.offer", _("asked to pass it on")
    ACCEPT = "problem.accept", _("took it over")
    REFUSE = "problem.refuse", _("refused to take it over")
    LOOK_BACK = "problem.look_back", _("looked back: it holds")
    REOPEN = "problem.reopen", _("reopened")
    WITHDRAW = "problem.withdraw", _("withdrew")
    UNFOUNDED = "problem.unfounded", _("declared it unfounded on an objection")
    RESTORE = "problem.restore", _("let the application for closing stand again on an objection")
