"""How far a spot check is (domain 2.7), and the acts that bring it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """A conclusion that is taken back brings it to `REPLIED` again, or to `DRAWN` where nothing was
    found; a correction reported after "insufficient" to `CORRECTED`."""

    DRAWN = "drawn", _("to be looked at")
    ASKED = "asked", _("reply awaited")
    REPLIED = "replied", _("to be concluded")
    CORRECTING = "correcting", _("to be made good")
    CORRECTED = "corrected", _("made good, to be looked at again")
    CONFIRMED = "confirmed", pgettext_lazy("spot check", "confirmed")
    UNTRUE = "untrue", pgettext_lazy("spot check", "not true")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"confirmed": "ok", "untrue": "fail"}.get(self.value, "wait")

    @property
    def is_over(self) -> bool:
        return self in OVER


OVER = frozenset({State.CONFIRMED, State.UNTRUE})
OPEN_STATES = frozenset(State) - OVER
TO_CONCLUDE = frozenset({State.DRAWN, State.REPLIED, State.CORRECTED})


class Outcome(models.TextChoices):
    """What a conclusion says (核实结论)."""

    CONFIRMED = "confirmed", pgettext_lazy("spot check", "confirmed")
    INSUFFICIENT = "insufficient", pgettext_lazy("spot check", "insufficient")
    UNTRUE = "untrue", pgettext_lazy("spot check", "not true")

    @property
    def state(self) -> State:
        """The state it leaves the check in."""
        return {
            Outcome.CONFIRMED: State.CONFIRMED,
            Outcome.INSUFFICIENT: State.CORRECTING,
            Outcome.UNTRUE: State.UNTRUE,
        }[self]


class Purpose(models.TextChoices):
    """What a post owes of a spot check."""

    REPLY = "reply", _("reply")  # whose record it is
    CORRECT = "correct", _("make good")  # the same, after "insufficient"
    CONCLUDE = "conclude", _("conclude")  # the body that checks


class Section(models.TextChoices):
    """The part of a record that a question is about."""

    TIME = "time", _("day and place")
    PEOPLE = "people", _("who took part")
    TEXT = "text", _("what was done")
    EVIDENCE = "evidence", _("evidence")
    COUNTING = "counting", _("what it counts for")


class Act(models.TextChoices):
    """What is done with a spot check, as its log and the audit note it."""

    DRAW = "check.drawn", pgettext_lazy("spot check", "drew it")
    OPEN = "check.open", pgettext_lazy("spot check", "opened it")
    FIND = "check.find", _("stated a finding")
    REPLY = "check.reply", pgettext_lazy("spot check", "replied")
    CONCLUDE = "check.conclude", pgettext_lazy("spot check", "concluded")
    CORRECT = "check.correct", _("reported that it is made good")
    LIFT = "check.lift", _("took the conclusion back")
