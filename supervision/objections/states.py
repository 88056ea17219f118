"""How far an objection is, what is contested, what is decided, and who may not decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class What(models.TextChoices):
    """What is contested: the column that names it."""

    TASK = "task", _("lamp of a task")
    DEMAND = "demand", pgettext_lazy("objection", "demand")
    PROBLEM = "problem", pgettext_lazy("objection", "problem noted to the unit")
    CLOSE_OUT = "close_out", _("closing that was sent back")
    CONCLUSION = "conclusion", _("conclusion of a spot check")


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("objection", "to be decided")
    OVERDUE = "overdue", _("decision overdue")
    UPHELD = "upheld", _("upheld")
    PARTLY = "partly", _("upheld in part")
    STANDS = "stands", _("not upheld")
    WITHDRAWN = "withdrawn", pgettext_lazy("objection", "withdrawn")
    LAPSED = "lapsed", _("not decided: the deciding post was closed")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        signs = {"upheld": "ok", "partly": "ok", "stands": "none"}
        signs |= {"withdrawn": "none", "lapsed": "none"}
        return signs.get(self.value, "fail" if self == State.OVERDUE else "wait")

    @property
    def is_over(self) -> bool:
        return self not in (State.OPEN, State.OVERDUE)


class Ruling(models.TextChoices):
    """What is decided: nothing is owed, another day holds, more time is given, all stands."""

    LIFTED = "lifted", _("upheld: it is taken back")
    MOVED = "moved", _("upheld: another day holds")
    MORE_TIME = "more_time", _("upheld in part: more time is given")
    STANDS = "stands", _("not upheld: it stands")

    @property
    def state(self) -> State:
        return {Ruling.MORE_TIME: State.PARTLY, Ruling.STANDS: State.STANDS}.get(self, State.UPHELD)

    @property
    def names_a_day(self) -> bool:
        return self in (Ruling.MOVED, Ruling.MORE_TIME)


class Why(models.TextChoices):
    """Why somebody may not decide on it."""

    OBJECTED = "objected", _("objected")
    CONCERNED = "concerned", _("is the person concerned")
    MADE = "made", _("made what is contested")
    DECIDED = "decided", _("decided on it before")


class Side(models.TextChoices):
    """Whose facts a statement gives."""

    OBJECTOR = "objector", _("who objects")
    AUTHOR = "author", _("who made what is contested")


class Correction(models.TextChoices):
    """What follows from a decision, downstream of it too."""

    LAMP = "lamp", _("lamp corrected")
    DEMAND = "demand", _("demand declared groundless")
    PROBLEM = "problem", _("problem declared unfounded, its number stays")
    CLOSING = "closing", _("application for closing stands again")
    CONCLUSION = "conclusion", _("conclusion of a spot check lifted")
