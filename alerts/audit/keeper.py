"""Who decides about messages, numbers, channels and words: a question the ground asks upwards."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor


def require_keeper(*, by: Actor, now: datetime, county_id: int | None = None) -> None:
    """Refuse whoever does not keep the messages of a county (None: of any).

    Who does, the floor above says: settings.KEEPS_MESSAGES is a function
    `(user, *, county_id, at) -> bool`.

    Raises:
        PermissionDenied: `by` does not.
    """
    keeps = import_string(settings.KEEPS_MESSAGES)
    if not keeps(by.user, county_id=county_id, at=now):
        raise PermissionDenied(_("The commission office decides about messages."))
