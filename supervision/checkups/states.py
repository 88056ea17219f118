"""How far a checkup is, and the acts that bring it there (M000-23)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """Who answers the questions."""

    ON_SITE = "on_site", _("on site, by who checks")
    BY_UNIT = "by_unit", _("by the unit")


class State(models.TextChoices):
    """Answers sent back bring it to `RETURNED`, on site to `ON_SITE`; a conclusion that is taken
    back to `ANSWERED`."""

    ON_SITE = "on_site", _("to be done on site")
    AWAITED = "awaited", pgettext_lazy("checkup", "answers awaited")
    RETURNED = "returned", pgettext_lazy("checkup", "answers sent back")
    ANSWERED = "answered", pgettext_lazy("checkup", "to be concluded")
    CONCLUDED = "concluded", pgettext_lazy("checkup", "concluded")
    WITHDRAWN = "withdrawn", pgettext_lazy("checkup", "withdrawn")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"concluded": "ok", "withdrawn": "none"}.get(self.value, "wait")

    @property
    def is_over(self) -> bool:
        return self in OVER


OVER = frozenset({State.CONCLUDED, State.WITHDRAWN})
OPEN_STATES = frozenset(State) - OVER
UNANSWERED = frozenset({State.ON_SITE, State.AWAITED, State.RETURNED})


class Purpose(models.TextChoices):
    """What a post owes of a checkup."""

    ANSWER = "answer", pgettext_lazy("checkup", "answer")  # the unit
    VISIT = "visit", pgettext_lazy("checkup", "check on site")  # the body that checks


class Value(models.TextChoices):
    """The answer to a question."""

    YES = "yes", pgettext_lazy("checkup", "yes")
    PARTLY = "partly", pgettext_lazy("checkup", "partly")
    NO = "no", pgettext_lazy("checkup", "no")
    NONE = "none", pgettext_lazy("checkup", "not applicable")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"yes": "ok", "partly": "wait", "no": "fail"}.get(self.value, "none")


class Act(models.TextChoices):
    """What is done with a checkup, as its log and the audit note it."""

    OPEN = "checkup.open", pgettext_lazy("checkup", "opened it")
    SUBMIT = "checkup.submit", pgettext_lazy("checkup", "handed the answers in")
    SEND_BACK = "checkup.send_back", pgettext_lazy("checkup", "sent the answers back")
    FIND = "checkup.find", pgettext_lazy("checkup", "wrote a finding down")
    DROP = "checkup.drop", pgettext_lazy("checkup", "took a finding back")
    ENTER = "checkup.enter", pgettext_lazy("checkup", "entered a finding as a problem")
    CONCLUDE = "checkup.conclude", pgettext_lazy("checkup", "concluded it")
    REOPEN = "checkup.reopen", pgettext_lazy("checkup", "took the conclusion back")
    WITHDRAW = "checkup.withdraw", pgettext_lazy("checkup", "withdrew it")
    TAKE_OVER = "checkup.take_over", pgettext_lazy("checkup", "took it over, to answer on site")
