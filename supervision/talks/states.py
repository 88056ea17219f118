"""How far a talk is (domain 2.7), and the acts that bring it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """A talk that is closed too early is `FOLLOWING` again."""

    PLANNED = "planned", pgettext_lazy("talk", "planned")
    HELD = "held", _("to be signed")
    FOLLOWING = "following", _("following up")
    CLOSED = "closed", pgettext_lazy("talk", "closed")
    CANCELLED = "cancelled", pgettext_lazy("talk", "cancelled")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"closed": "ok", "cancelled": "none"}.get(self.value, "wait")

    @property
    def is_over(self) -> bool:
        return self in OVER


OVER = frozenset({State.CLOSED, State.CANCELLED})
AFTER = frozenset({State.HELD, State.FOLLOWING})


class Purpose(models.TextChoices):
    """What a post owes of a talk."""

    DECIDE = "decide", _("decide about a talk")  # who supervises the unit
    HOLD = "hold", _("hold the talk")  # the post that talks
    MEET = "meet", _("meet a requirement")  # who was talked to
    VERIFY = "verify", _("verify a requirement")  # the post that talks
    LOOK_BACK = "look_back", _("look back at the talk")  # the same


class Act(models.TextChoices):
    """What is done with a talk, as its log and the audit note it."""

    PLAN = "talk.plan", pgettext_lazy("talk", "planned it")
    BRIEF = "talk.brief", _("opened the brief")
    PUT_OFF = "talk.put_off", _("put it off to another day")
    HOLD = "talk.hold", pgettext_lazy("talk", "talked")
    CANCEL = "talk.cancel", pgettext_lazy("talk", "cancelled it")
    SIGN = "talk.sign", pgettext_lazy("talk", "signed")
    REFUSAL = "talk.refusal", _("noted that the signature was refused")
    REQUIRE = "talk.require", _("added a requirement")
    DROP = "talk.drop", _("dropped a requirement")
    REPLY = "talk.reply", _("reported on a requirement")
    ACCEPT = "talk.accept", _("found a requirement met")
    SEND_BACK = "talk.send_back", _("sent a report back")
    ENTER = "talk.enter", _("entered what was brought up as a problem")
    CLOSE = "talk.close", pgettext_lazy("talk", "closed it")
    REOPEN = "talk.reopen", _("took it up again")
    LOOK_BACK = "talk.look_back", pgettext_lazy("talk", "looked back")
