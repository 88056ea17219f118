"""A file's way: kept and tried out, imported once, forgotten."""

import hashlib
from datetime import datetime

from django.db import transaction

from pages.rows_in.book import Book
from pages.rows_in.grid import clean
from pages.rows_in.models import KEPT, Upload
from pages.rows_in.outcome import Outcome
from pages.rows_in.run import carry_out, try_out


def keep_upload(*, book: Book, name: str, content: bytes) -> Upload:
    """Try a file out and keep it with what that gave. Raises Unreadable, and keeps nothing."""
    outcome = try_out(book, content)
    return Upload.objects.create(
        owner=book.by.user,
        sheet=book.code,
        name=clean(name)[-120:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        outcome=outcome.as_json(),
        uploaded_at=book.now,
    )


def import_upload(*, book: Book, upload_id) -> Upload:
    """Import a file that was tried out: all its rows, or none where one is wrong by now.

    A second call, also at the same moment, finds it imported and changes nothing.

    Raises Upload.DoesNotExist: none, or another's.
    """
    with transaction.atomic():
        mine = Upload.objects.visible_to(book.by.user, at=book.now).filter(sheet=book.code)
        upload = mine.select_for_update(no_key=True, of=("self",)).get(pk=upload_id)
        if upload.imported_at:
            return upload
        outcome = _all_or_nothing(book, bytes(upload.content))
        if not outcome.wrong:
            upload.imported_at, upload.content = book.now, b""
            book.note(upload=upload, counts={"rows": outcome.rows, **outcome.counts})
        upload.outcome = outcome.as_json()
        upload.save(update_fields=["outcome", "imported_at", "content"])
    return upload


def _all_or_nothing(book: Book, content: bytes) -> Outcome:
    with transaction.atomic():
        outcome = carry_out(book, content)
        transaction.set_rollback(bool(outcome.wrong))
    return outcome


def forget_old_uploads(*, now: datetime) -> int:
    """Delete the files uploaded more than `KEPT` ago, imported or not; how many."""
    return Upload.objects.filter(uploaded_at__lte=now - KEPT).delete()[0]
