"""Confirming the closing of a quarter, which freezes it; or sending it back (复核、封存)."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.standing import standing_of
from supervision.closings.content import content_of, digest_of
from supervision.closings.freeze import rows_to_freeze
from supervision.closings.models import ClosedTask, Closing
from supervision.closings.prepare import (
    lock_closing,
    refuse_undecided,
    refuse_unless_waiting,
    reopen,
    write,
)
from supervision.closings.states import Act, State


class Preview(NamedTuple):
    """What would be frozen now, and the fingerprint it would have."""

    rows: list[ClosedTask]
    digest: str

    @property
    def lamps(self) -> Counter:
        return Counter(row.lamp for row in self.rows)

    @property
    def unit_count(self) -> int:
        return len({row.unit_id for row in self.rows})

    @property
    def post_count(self) -> int:
        return len({row.post_id for row in self.rows})


def preview_of(closing: Closing, *, now: datetime) -> Preview:
    rows = rows_to_freeze(closing, now=now)
    return Preview(rows, digest_of(content_of(closing.name, rows)))


def may_confirm(user, closing: Closing, *, at: datetime) -> bool:
    """Whether `user` is another person of the county's office than who submitted it."""
    office = standing_of(user, at=at).office_counties
    return closing.county_id in office and closing.submitted_by_id != user.pk


@transaction.atomic
def decide_closing(
    *,
    closing_id: int,
    accepted: bool,
    by: Actor,
    now: datetime,
    digest: str = "",
    reason: str = "",
) -> Closing:
    """Confirm the closing, and the quarter is frozen as it is at `now`; or send it back to who
    prepares it, with a `reason`.

    `digest` is the fingerprint of what the person was shown: what has changed since is not frozen
    unseen.

    Raises:
        Closing.DoesNotExist: there is none, or it is not the person's county's.
        PermissionDenied: the person submitted it.
        Refused: it does not wait; something is left undecided, or the figures have changed since
            they were shown; or it is sent back without a reason.
    """
    closing = lock_closing(by=by, now=now, pk=closing_id)
    if not may_confirm(by.user, closing, at=now):
        raise PermissionDenied(_("Another person of the office confirms it."))
    refuse_unless_waiting(closing)
    if not accepted:
        reopen(closing, Act.RETURN, reason=reason, by=by, now=now)
        return closing
    refuse_undecided(closing, now=now)
    preview = preview_of(closing, now=now)
    if preview.digest != digest:
        raise Refused(_("The figures have changed since they were shown. Look at them again."))
    _freeze(closing, preview, by=by, now=now)
    return closing


def _freeze(closing: Closing, preview: Preview, *, by: Actor, now: datetime) -> None:
    ClosedTask.objects.bulk_create(preview.rows, batch_size=1000)
    closing.state, closing.closed_by, closing.closed_at = State.CLOSED, by.user, now
    closing.digest = preview.digest
    closing.save(update_fields=["state", "closed_by", "closed_at", "digest"])
    after = {"tasks": len(preview.rows), "digest": preview.digest}
    write(closing, Act.CLOSE, by=by, now=now, after=after)
