"""Binding one's uploads to what they are attached to: a dispatch, an announcement."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.fields import ManyField
from pages.refused import Refused
from responsibility.files.models import StoredFile


def files_to_attach(file_ids: Collection[UUID], *, by: Actor) -> list[StoredFile]:
    """The uploads `file_ids` of `by`, locked, in the order they came; within a transaction.

    Raises:
        Refused: at "files"; too many, or one is gone, another's, or bound already.
    """
    wanted, most = set(file_ids), settings.UPLOADS_PER_RECORD
    if len(wanted) > most:
        raise Refused(_("Attach at most %(most)d files.") % {"most": most}, field="files")
    rows = StoredFile.objects.filter(pk__in=wanted, owner=by.user)
    list(rows.order_by("pk").select_for_update())
    found = list(rows.unbound().order_by("uploaded_at", "pk"))
    if len(found) != len(wanted):
        raise Refused(_("A file is no longer there. Add it again."), field="files")
    return found


def attached_uploads(user, sent: Iterable | None, *, at: datetime) -> list[StoredFile]:
    """Those of the ids `sent`, as a form has them, that are the own uploads and not bound yet: what
    the form shows again. What is no id is left out."""
    own = StoredFile.objects.visible_to(user, at=at).unbound()
    ids = ManyField(read=UUID).to_python(sent)
    return list(own.filter(pk__in=ids).order_by("uploaded_at", "pk"))
