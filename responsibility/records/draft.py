"""The one draft a person has, kept on the server (M000-08)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from responsibility.records.models import Draft


def keep_draft(*, user, fields: Mapping[str, Sequence[str]], now: datetime) -> Draft:
    """Keep the form's raw values by name, in the place of what was kept before."""
    raise NotImplementedError


def draft_of(user) -> Draft | None:
    """What the person has typed and not yet lodged."""
    raise NotImplementedError


def drop_draft(user) -> None:
    """Forget it."""
    raise NotImplementedError
