"""Stored files: uploaded first, bound when the record they belong to is lodged, or what they are
attached to is given out."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SMALL = "-small"  # after a file's name in the storage: its small picture


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """One's own uploads. Files of records are opened through the record's body."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def unbound(self) -> Self:
        """Uploads that nothing has bound: no row of any table that refers to files."""
        return self.filter(**{bound.name: None for bound in self.model._meta.related_objects})


class StoredFile(models.Model):
    """One uploaded file. `kind` is told from its content, never from its name.

    `received_sha256` is of the bytes as they came, `stored_sha256` of those kept (position data
    stripped). `name` is what the person called it, for the page alone. Sizes are bytes.
    """

    class Kind(models.TextChoices):
        JPEG = "jpeg", _("photo (JPEG)")
        PNG = "png", _("picture (PNG)")
        PDF = "pdf", _("PDF")
        OFFICE = "office", _("Office document")
        ODF = "odf", _("OpenDocument")
        OFD = "ofd", _("OFD")
        OLD_OFFICE = "old_office", _("Office document (before 2007)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    media_type = models.CharField(max_length=80)
    content = models.FileField(max_length=80)  # named by store.py
    size = models.PositiveIntegerField()
    # Bytes of the small picture beside it, null where there is none.
    small_size = models.PositiveIntegerField(null=True, editable=False)
    received_sha256 = models.CharField(max_length=64)
    stored_sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["received_sha256"], name="storedfile_by_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def small_name(self) -> str:
        """Where the small picture lies in the storage, where there is one."""
        return f"{self.content.name}{SMALL}"

    def delete_contents(self) -> None:
        """Take its files out of the storage; to be called once its row is gone."""
        for name in (self.content.name, self.small_name):
            self.content.storage.delete(name)

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it in the page."""
        return self.kind in {self.Kind.JPEG, self.Kind.PNG}

    @property
    def is_readable(self) -> bool:
        """Whether its pages are drawn to be read on the page (reading.py)."""
        return self.is_picture or self.kind == self.Kind.PDF
