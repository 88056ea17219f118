"""Storing an upload: what it is, is told from its content (edge case 51)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from alerts.audit.actor import Actor
from responsibility.files.models import StoredFile


class NotStored(Exception):
    """The file was refused; the text names it and says what to do, fit for a user."""


@dataclass
class Stored:
    """What became of several uploads: rows of those kept, sentences about those refused."""

    kept: list[StoredFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def store_upload(*, upload: UploadedFile, by: Actor, now: datetime) -> StoredFile:
    """Keep one upload, owned by `by.user`, until a record binds it.

    Raises:
        NotStored: empty, too large, of no accepted kind, or hostile.
    """
    raise NotImplementedError


def store_uploads(*, uploads: Iterable[UploadedFile], by: Actor, now: datetime) -> Stored:
    """Keep what can be kept of several uploads, and say why of the rest (for forms)."""
    raise NotImplementedError
