"""What rooms have put off to an instant, done at the first sweep after it."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import OperationalError
from django.utils.module_loading import import_string

from alerts.kinds.collected import collected

logger = logging.getLogger(__name__)


def do_put_off(*, now: datetime, paths: Sequence[str] | None = None) -> list[str]:
    """Do what has come due by the aware instant `now`; return the paths of what failed.

    `paths` are dotted; all that the rooms declare (alerts/kinds) where None are given. Each is a
    function `(*, now)` that may be called again and side by side. One that fails is logged, tried
    again at the next sweep, and keeps neither the others nor the lamps.

    Raises:
        OperationalError: the database is gone.
    """
    failed = []
    for path in collected().paths("put_off") if paths is None else paths:
        try:
            import_string(path)(now=now)
        except OperationalError:
            raise
        except Exception:
            logger.exception("What was put off, %s, failed.", path)
            failed.append(path)
    return failed
