"""Storing an upload: what it is, is told from its content (edge case 51)."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.bounded import TakesTooMuch, run_bounded
from pages.refused import Refused
from responsibility.files.decoder import answered
from responsibility.files.kinds import Content
from responsibility.files.models import StoredFile
from responsibility.files.names import safe_name
from responsibility.files.refused import sentence
from responsibility.files.unfit import Unfit

logger = logging.getLogger(__name__)

__all__ = ["Refused", "Stored", "store_upload", "store_uploads"]

MOST_UNBOUND = 30  # files of one person that wait for a record
MEGABYTE = 1024 * 1024
UPLOADING = 1_735_004_783  # the first key of a person's lock
DECODER = "responsibility.files.decoder"
# A JPEG of 50 million pixels takes half a second and a tenth of this memory, a HEIC of as many a
# second and a half and three quarters of it.
SECONDS, MEMORY = 10, 768 * MEGABYTE


@dataclass
class Stored:
    """What became of several uploads: rows of those kept, sentences about those refused."""

    kept: list[StoredFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def store_uploads(
    *, uploads: Iterable[UploadedFile], already: int, by: Actor, now: datetime
) -> Stored:
    """Keep what can be kept of several uploads, and say why of the rest (for forms).

    `already` is how many files the form has already: what a record would not take is not kept.
    After one that took too much to check no further one is looked at: a request has its bounds.
    """
    stored, too_much, most = Stored(), False, settings.UPLOADS_PER_RECORD
    for number, upload in enumerate(uploads):
        if already + len(stored.kept) >= most:
            unfit = Unfit("too_many_for_a_record", most=str(most))
            stored.refused.append(_sentence(unfit, upload))
        elif number >= most:
            stored.refused.append(_sentence(Unfit("too_many_at_once", most=str(most)), upload))
        elif too_much:
            stored.refused.append(_sentence(Unfit("not_checked"), upload))
        else:
            try:
                stored.kept.append(store_upload(upload=upload, by=by, now=now))
            except Refused as refusal:
                stored.refused.append(str(refusal))
                cause = refusal.__cause__
                too_much = isinstance(cause, Unfit) and cause.reason == "takes_too_much"
    return stored


def store_upload(*, upload: UploadedFile, by: Actor, now: datetime) -> StoredFile:
    """Keep one upload, owned by `by.user`, until a record binds it.

    JPEG, PNG, PDF, OFD and documents of Office, WPS and ODF are kept, HEIC and WebP as JPEG, told
    from their content in a process of its own with bounds on time and memory. Positions, cameras
    and names are stripped from pictures, also from those inside documents that are packages; a PDF
    and an older Office document stay as they came.
    Both hashes are noted: of what came, of what is kept. A picture has a small one beside it.

    Raises:
        Refused: empty, too large, of no accepted kind, damaged, hostile, or one too many.
    """
    try:
        return _stored(upload, by, now)
    except Unfit as unfit:
        raise Refused(_sentence(unfit, upload)) from unfit


def _sentence(unfit: Unfit, upload: UploadedFile) -> str:
    return sentence(unfit.reason, name=safe_name(upload.name or ""), **unfit.details)


@transaction.atomic
def _stored(upload: UploadedFile, by: Actor, now: datetime) -> StoredFile:
    """One upload of a person at a time, so that nobody spends more than one process of ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [UPLOADING, by.user.pk])
    waiting = StoredFile.objects.filter(owner=by.user).unbound().count()
    if waiting >= MOST_UNBOUND:  # before any work is done for it
        raise Unfit("too_many_waiting", count=str(waiting))
    data = _received(upload)
    content = _recognised(data)
    name = safe_name(upload.name or "", endings=content.endings)
    return _keep(content, name, data, by, now)


def _recognised(data: bytes) -> Content:
    try:
        return answered(run_bounded(DECODER, data, seconds=SECONDS, memory=MEMORY))
    except TakesTooMuch:
        raise Unfit("takes_too_much") from None


def _received(upload: UploadedFile) -> bytes:
    if not upload.size:
        raise Unfit("empty")
    if upload.size > settings.UPLOAD_MAX_BYTES:
        most = f"{settings.UPLOAD_MAX_BYTES // MEGABYTE} MB"
        raise Unfit("too_large", size=_size(upload.size), most=most)
    return upload.read()


def _size(size: int) -> str:
    """Bytes in words: 186 MB, and 20.3 MB where that tells it from the limit."""
    megabytes = size / MEGABYTE
    near = megabytes < 1.1 * settings.UPLOAD_MAX_BYTES / MEGABYTE
    return f"{megabytes:.1f} MB" if near else f"{megabytes:.0f} MB"


def _keep(content: Content, name: str, received: bytes, by: Actor, now: datetime) -> StoredFile:
    """Write the files, then their row: no row ever points to a missing file. Whatever fails, half
    a file on a full disk too, the files go; what a power cut leaves is swept (remove.py)."""
    stored = StoredFile(
        owner=by.user,
        name=name,
        kind=content.kind,
        media_type=content.media_type,
        size=len(content.data),
        small_size=len(content.small) or None,
        received_sha256=sha256(received).hexdigest(),
        stored_sha256=sha256(content.data).hexdigest(),
        uploaded_at=now,
    )
    stored.content.name = where_stored(stored)
    try:
        _write(stored, content)
        with transaction.atomic():
            stored.save(force_insert=True)
            _note(stored, by, now)
    except BaseException:
        stored.delete_contents()
        raise
    return stored


def _write(stored: StoredFile, content: Content) -> None:
    storage = stored.content.storage
    try:
        storage.save(stored.content.name, ContentFile(content.data))
        if content.small:
            storage.save(stored.small_name, ContentFile(content.small))
    except OSError as reason:
        logger.error("An upload could not be written: %s", reason)
        raise Unfit("no_room") from None


def where_stored(stored: StoredFile) -> str:
    """A path from the id alone: nothing of what the person called it reaches the disk."""
    return f"{stored.pk.hex[:2]}/{stored.pk.hex}"


def _note(stored: StoredFile, by: Actor, now: datetime) -> None:
    record_audit(
        by=by,
        now=now,
        action="file.store",
        about=stored,
        after={"kind": stored.kind, "size": stored.size, "sha256": stored.stored_sha256},
    )
