"""Turning a broken exclusion constraint into a sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


@contextmanager
def refusing(constraint: str, refusal: Callable[[], Exception]) -> Iterator[None]:
    """Raise what `refusal` builds where a write within breaks the `constraint` of that name.

    `refusal` reads the database after the write was undone, so that it can name what is in the
    way, also what another request has entered a moment ago.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if getattr(error.__cause__.diag, "constraint_name", "") != constraint:
            raise
        raise refusal() from None
