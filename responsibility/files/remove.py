"""Removing uploads that no record has bound, and files that no row knows."""

import logging
import re
from datetime import datetime, timedelta

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.files.models import SMALL, StoredFile

logger = logging.getLogger(__name__)

OURS = re.compile(rf"[0-9a-f]{{32}}({SMALL})?$")
KEPT_UNBOUND = timedelta(days=7)
KEPT_UNKNOWN = timedelta(days=1)  # the row of a file that is being written comes within seconds
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
        transaction.on_commit(stored.delete_contents)
    StoredFile.objects.filter(pk__in=[stored.pk for stored in unbound]).delete()
    return len(unbound)


def remove_unknown(*, now: datetime) -> int:
    """Remove the files that no row knows, left by a power cut between file and row or between row
    and file; return how many. Only what is named as `store` names it, and a day old."""
    storage, removed = StoredFile._meta.get_field("content").storage, 0
    if not storage.exists(""):
        return 0  # a new county that has stored no file yet
    for folder in sorted(storage.listdir("")[0]):
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1] if OURS.match(name)]
        content = {name: name.removesuffix(SMALL) for name in names}
        known = StoredFile.objects.filter(content__in=set(content.values()))
        known = set(known.values_list("content", flat=True))
        for name in names:
            written = storage.get_modified_time(name)
            if content[name] not in known and written < now - KEPT_UNKNOWN:
                logger.warning("The file %s, which no row knows, is removed.", name)
                storage.delete(name)
                removed += 1
    return removed
