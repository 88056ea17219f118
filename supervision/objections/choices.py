"""What one may choose from in the list of objections, and the files of one."""

from django.db.models import QuerySet

from responsibility.files.models import StoredFile
from supervision.objections.models import Objection


def files_of(objection: Objection) -> QuerySet[StoredFile]:
    """The files of both sides: open to who sees the objection."""
    return StoredFile.objects.filter(objection_statements__objection=objection).distinct()
