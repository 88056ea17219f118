"""A file's way: kept and tried out, imported once, forgotten."""

import hashlib
from datetime import datetime

from django.db import transaction

from pages.rows_in.grid import clean
from pages.rows_in.models import KEPT, Upload
from pages.rows_in.run import Outcome, carry_out, try_out
from pages.rows_in.sheet import Sheet


def keep_upload(*, sheet: Sheet, name: str, content: bytes) -> Upload:
    """Try a file out and keep it with what that gave. Raises Unreadable, and keeps nothing."""
    outcome = try_out(sheet, content)
    return Upload.objects.create(
        owner=sheet.by.user,
        sheet=sheet.code,
        name=clean(name)[-120:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        outcome=outcome.as_json(),
        uploaded_at=sheet.now,
    )


def import_upload(*, sheet: Sheet, upload_id) -> Upload:
    """Import a file that was tried out: all its rows, or none where one is wrong by now.

    A second call, also at the same moment, finds it imported and changes nothing.

    Raises Upload.DoesNotExist: none, or another's.
    """
    with transaction.atomic():
        mine = Upload.objects.visible_to(sheet.by.user, at=sheet.now).filter(sheet=sheet.code)
        upload = mine.select_for_update(no_key=True, of=("self",)).get(pk=upload_id)
        if upload.imported_at:
            return upload
        outcome = _all_or_nothing(sheet, bytes(upload.content))
        if not outcome.wrong:
            upload.imported_at, upload.content = sheet.now, b""
            sheet.note(upload=upload, counts={"rows": outcome.rows, **outcome.counts})
        upload.outcome = outcome.as_json()
        upload.save(update_fields=["outcome", "imported_at", "content"])
    return upload


def _all_or_nothing(sheet: Sheet, content: bytes) -> Outcome:
    with transaction.atomic():
        outcome = carry_out(sheet, content)
        transaction.set_rollback(bool(outcome.wrong))
    return outcome


def forget_old_uploads(*, now: datetime) -> int:
    """Delete the files uploaded more than `KEPT` ago, imported or not; how many."""
    return Upload.objects.filter(uploaded_at__lte=now - KEPT).delete()[0]
