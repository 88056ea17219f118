"""The states of a quarter's closing, the acts on it, and what may be unfinished."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """In preparation, waiting for a second person, or closed for good."""

    OPEN = "open", pgettext_lazy("quarter", "in preparation")
    WAITS = "waits", pgettext_lazy("quarter", "waits for a second person")
    CLOSED = "closed", pgettext_lazy("quarter", "closed")

    @property
    def sign(self) -> str:
        """How `status` draws it."""
        return {"open": "none", "waits": "wait", "closed": "ok"}[self.value]


class Act(TextChoices):
    OPEN = "closing.open", pgettext_lazy("quarter", "began to close the quarter")
    CARRY = "closing.carry", _("carried over what is unfinished")
    UNCARRY = "closing.uncarry", _("took back a carrying-over")
    SUBMIT = "closing.submit", _("submitted the closing to a second person")
    TAKE_BACK = "closing.take_back", _("took the submission back")
    RETURN = "closing.return", _("sent the closing back")
    CLOSE = "closing.close", _("confirmed, and closed the quarter")
    NOTE = "closing.note", _("entered a correction")
    DROP_NOTE = "closing.drop_note", _("took back a correction")


class What(TextChoices):
    """What may be unfinished when a quarter is closed, by the column that names it."""

    EXTENSION = "extension", _("requests for an extension")
    OBJECTION = "objection", _("objections")
    CREDIT = "credit", _("records awaiting confirmation")
    TASK = "task", _("tasks still running")
