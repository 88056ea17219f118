"""What is owed, as an address or a decision names it: by its kind and id."""

from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404

from alerts.deadlines.discovery import deadline_model
from responsibility.owed.models import OwedByPost


class KindInAddress:
    """A part of an address that names a kind of owed thing (`<owed:model>`); any other is 404."""

    regex = "[a-z]{1,12}"

    def to_python(self, kind: str) -> type[OwedByPost]:
        try:
            return deadline_model(kind, OwedByPost)
        except KeyError as unknown:
            raise ValueError(kind) from unknown

    def to_url(self, kind: str) -> str:
        return kind


def owed_or_404(request, model: type[OwedByPost], pk: int, *, opened: bool = False) -> OwedByPost:
    """A row for a list (`for_rows`) that the person may see; with `opened` only if it is open."""
    visible: Any = model.objects.visible_to(request.user, at=request.now)
    visible = visible.opened(now=request.now) if opened else visible
    return get_object_or_404(visible.for_rows(now=request.now), pk=pk)


def owed_of(request, named: Iterable) -> list[OwedByPost]:
    """Rows for a list of what `named` (rows with `kind` and `deadline_id`) is about, in its order.

    The person must see them all; one query for each kind.
    """
    named, found = list(named), {}
    for kind in {one.kind for one in named}:
        ids = [one.deadline_id for one in named if one.kind == kind]
        owed: Any = deadline_model(kind, OwedByPost).objects
        visible = owed.visible_to(request.user, at=request.now)
        rows = visible.for_rows(now=request.now).in_bulk(ids)
        found |= {(kind, pk): row for pk, row in rows.items()}
    return [found[one.kind, one.deadline_id] for one in named]
