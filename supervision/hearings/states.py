"""How far a hearing is, and the acts that bring it there."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Being drafted, laid before the committee, heard by it."""

    DRAFTED = "drafted", pgettext_lazy("hearing", "being drafted")
    LAID = "laid", pgettext_lazy("hearing", "laid before the committee")
    HEARD = "heard", pgettext_lazy("hearing", "heard")

    @property
    def sign(self) -> str:
        """Its kind of the tag `status`."""
        return {"drafted": "none", "laid": "wait", "heard": "ok"}[self.value]


class Act(TextChoices):
    OPEN = "hearing.open", pgettext_lazy("hearing", "began the report")
    SAVE = "hearing.save", pgettext_lazy("hearing", "changed the draft")
    LAY = "hearing.lay", pgettext_lazy("hearing", "laid it before the committee")
    TAKE_BACK = "hearing.take_back", pgettext_lazy("hearing", "took it back")
    NOTE = "hearing.note", pgettext_lazy("hearing", "entered a note")
    DROP_NOTE = "hearing.drop_note", pgettext_lazy("hearing", "took a note back")
    HEAR = "hearing.hear", pgettext_lazy("hearing", "recorded that it was heard")
    DECIDE = "hearing.decide", pgettext_lazy("hearing", "recorded a decision")
    DROP_DECISION = "hearing.drop_decision", pgettext_lazy("hearing", "took a decision back")
