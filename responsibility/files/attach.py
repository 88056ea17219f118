"""Binding one's uploads to what they are attached to: a dispatch, an announcement."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
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


def attached_uploads(user, file_ids: Iterable, *, at: datetime) -> list[StoredFile]:
    """Those of `file_ids` that are the own uploads and not bound yet: what a form shows again."""
    own = StoredFile.objects.visible_to(user, at=at).unbound()
    return list(own.filter(pk__in=list(file_ids or ())).order_by("uploaded_at", "pk"))
