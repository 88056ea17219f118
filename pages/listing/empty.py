"""What stands in the place of rows where there are none."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Empty:
    """An icon, what is missing, and when something will stand here."""

    title: str | Promise = _("Nothing here yet")
    text: str | Promise = ""
    icon: str = "inbox"
