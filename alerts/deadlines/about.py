"""Rows that name the deadline they are about by its kind and number, of several kinds at once."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from alerts.deadlines.models import Deadline


def about(deadlines: Iterable[Deadline]) -> Q:
    """The rows about any of `deadlines`: of a table with `kind` and `deadline_id`."""
    of_kind = defaultdict(list)
    for deadline in deadlines:
        of_kind[deadline.matter_kind].append(deadline.pk)
    which = Q(pk__in=[])
    for kind, ids in of_kind.items():
        which |= Q(kind=kind, deadline_id__in=ids)
    return which
