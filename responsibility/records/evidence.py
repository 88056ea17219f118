"""Which stored files a person may open."""

from datetime import datetime

from django.db.models import QuerySet

from responsibility.files.models import StoredFile


def readable_files(user, *, at: datetime) -> QuerySet[StoredFile]:
    """Own uploads not yet bound, and the files of records whose body `user` may read."""
    raise NotImplementedError
