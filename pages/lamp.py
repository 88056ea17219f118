"""The six lamps by name: what a screen draws and says (architecture 4; M000-13, M002-13)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Lamp(TextChoices):
    """The six lamps. How each is drawn stands in pages.templatetags.look.

    ORANGE is the late entry (补录). A county with three colours shows it as hatched green with
    that word: one state, two looks, so it can never be counted as on time (docs/decisions/0003).
    """

    UNLIT = "unlit", _("Not yet due")
    YELLOW = "yellow", _("Due soon")
    GREEN = "green", _("Done")
    RED = "red", _("Overdue")
    ORANGE = "orange", _("Late entry")
    EXEMPT = "exempt", _("Exempt")
