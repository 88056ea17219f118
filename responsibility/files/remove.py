"""Removing uploads that no record has bound."""

from datetime import datetime, timedelta

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.files.models import StoredFile

KEPT_UNBOUND = timedelta(days=7)
BATCH = 200


@transaction.atomic
def remove_upload(*, by: Actor, now: datetime, file_id) -> None:
    """Remove one of one's own uploads that no record has bound: the row, then the file.

    Raises:
        StoredFile.DoesNotExist: there is none, it is another's, or a record has bound it.
    """
    own = StoredFile.objects.filter(owner=by.user).unbound().values_list("pk", flat=True)
    _remove([own.get(pk=file_id)], by=by, now=now)


def remove_unbound(*, now: datetime, kept: timedelta = KEPT_UNBOUND) -> int:
    """Remove all uploads never bound for `kept`; return how many. Safe to run twice."""
    removed = 0
    while batch := _remove_batch(now=now, before=now - kept):
        removed += batch
    return removed


@transaction.atomic
def _remove_batch(*, now: datetime, before: datetime) -> int:
    old = StoredFile.objects.filter(uploaded_at__lt=before).unbound()
    return _remove(list(old.values_list("pk", flat=True)[:BATCH]), by=None, now=now)


def _remove(ids: list, *, by: Actor | None, now: datetime) -> int:
    """Lock the rows and look again: a record that binds one meanwhile has locked it first."""
    list(StoredFile.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    unbound = list(StoredFile.objects.filter(pk__in=ids).unbound())
    for stored in unbound:
        record_audit(by=by, now=now, action="file.remove", about=stored)
        content = stored.content
        transaction.on_commit(lambda content=content: content.storage.delete(content.name))
    StoredFile.objects.filter(pk__in=[stored.pk for stored in unbound]).delete()
    return len(unbound)
