"""Writing the audit ledger."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model

from alerts.audit.actor import Actor
from alerts.audit.models import AuditEntry


def record_audit(
    *,
    by: Actor | None,
    now: datetime,
    action: str,
    about: Model,
    post_id: int | None = None,
    before: Mapping | None = None,
    after: Mapping | None = None,
) -> AuditEntry:
    """Note one act on `about` in the caller's transaction.

    `action` is a verb from the code ("record.lodge"); `post_id` the post in which the person
    acted, where there is one; `by` is None for what the platform does by itself.
    """
    return AuditEntry.objects.create(
        user=by.user if by else None,
        address=by.address if by else "",
        post_id=post_id,
        at=now,
        action=action,
        kind=about._meta.model_name,
        object_id=str(about.pk),
        before=_plain(before),
        after=_plain(after),
    )


def record_audit_of_each(
    *, by: Actor, now: datetime, action: str, abouts: Mapping[Model, int | None]
) -> None:
    """Note the same act on each of `abouts`, with the post in which the person acted; one
    statement."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            user=by.user,
            address=by.address,
            post_id=post_id,
            at=now,
            action=action,
            kind=about._meta.model_name,
            object_id=str(about.pk),
        )
        for about, post_id in abouts.items()
    )


def _plain(values: Mapping | None) -> dict | None:
    """Values as JSON can hold them: numbers, truth and lists stay, all else becomes text."""
    if values is None:
        return None
    return {
        name: value if isinstance(value, (int, float, bool, list, type(None))) else str(value)
        for name, value in values.items()
    }
