"""Storing an upload: what it is, is told from its content (edge case 51)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.files.kinds import Content, told_content
from responsibility.files.models import StoredFile
from responsibility.files.names import safe_name
from responsibility.files.refused import Unfit, sentence
from responsibility.organisation.people.models import User

__all__ = ["Refused", "Stored", "store_upload", "store_uploads"]

MOST_UNBOUND = 30  # files of one person that wait for a record
MEGABYTE = 1024 * 1024


@dataclass
class Stored:
    """What became of several uploads: rows of those kept, sentences about those refused."""

    kept: list[StoredFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def store_uploads(
    *, uploads: Iterable[UploadedFile], held: int, by: Actor, now: datetime
) -> Stored:
    """Keep what can be kept of several uploads, and say why of the rest (for forms).

    `held` is how many files the form has already: what a record would not take is not kept.
    """
    stored, most = Stored(), settings.UPLOADS_PER_RECORD
    for upload in uploads:
        try:
            if held + len(stored.kept) >= most:
                name = safe_name(upload.name or "")
                raise Refused(sentence("too_many_for_a_record", name=name, most=str(most)))
            stored.kept.append(store_upload(upload=upload, by=by, now=now))
        except Refused as refusal:
            stored.refused.append(str(refusal))
    return stored


def store_upload(*, upload: UploadedFile, by: Actor, now: datetime) -> StoredFile:
    """Keep one upload, owned by `by.user`, until a record binds it.

    JPEG, PNG, PDF and Office documents are kept, told from their content. Positions, cameras and
    names are stripped from pictures, also from those inside newer Office documents; a PDF and an
    older Office document stay as they came. Both hashes are noted: of what came, of what is kept.

    Raises:
        Refused: empty, too large, of no accepted kind, damaged, hostile, or one too many.
    """
    name = safe_name(upload.name or "")
    try:
        data = _received(upload)
        content = told_content(data)
        name = safe_name(upload.name or "", endings=content.endings)
        return _keep(content, name, data, by, now)
    except Unfit as unfit:
        raise Refused(sentence(unfit.reason, name=name, **unfit.details)) from None


def _received(upload: UploadedFile) -> bytes:
    if not upload.size:
        raise Unfit("empty")
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise Unfit("too_large", size=_size(upload.size))
    return upload.read()


def _size(size: int) -> str:
    """Bytes in words: 186 MB, and 20.3 MB where that tells it from the limit."""
    megabytes = size / MEGABYTE
    near = megabytes < 1.1 * settings.UPLOAD_MAX_BYTES / MEGABYTE
    return f"{megabytes:.1f} MB" if near else f"{megabytes:.0f} MB"


@transaction.atomic
def _keep(content: Content, name: str, received: bytes, by: Actor, now: datetime) -> StoredFile:
    """Write the file, then its row: no row ever points to a missing file. If the row fails, the
    file goes; one left by a power cut between the two is in nobody's way."""
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # one upload at a time
    waiting = StoredFile.objects.filter(owner=by.user).unbound().count()
    if waiting >= MOST_UNBOUND:
        raise Unfit("too_many_waiting", count=str(waiting))
    stored = StoredFile(
        owner=by.user,
        name=name,
        kind=content.kind,
        media_type=content.media_type,
        size=len(content.data),
        received_sha256=sha256(received).hexdigest(),
        stored_sha256=sha256(content.data).hexdigest(),
        uploaded_at=now,
    )
    stored.content.save(where_stored(stored), ContentFile(content.data), save=False)
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
            _note(stored, by, now)
    except BaseException:
        stored.content.storage.delete(stored.content.name)
        raise
    return stored


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
