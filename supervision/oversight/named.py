"""What is said of each thing a supervisor decides: as much as the person may know of it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from alerts.deadlines.discovery import deadline_model
from responsibility.owed.models import OwedByPost
from supervision.oversight.about import SupervisorDuty
from supervision.oversight.rights import Named


def name_duties(rows: Sequence[SupervisorDuty], *, user, now: datetime) -> None:
    """Give each row the `unit` that it concerns where the person may know it, and what it is
    (`owed`) where the person may see that; else None. A query for each kind among them."""
    names = Named.to(user, at=now)
    ids = defaultdict(list)
    for row in rows:
        row.unit = row.concerned_unit if names.covers(row) else None
        row.owed = None
        ids[row.kind].append(row.deadline_id)
    for kind, those in ids.items():
        model: type[OwedByPost] = deadline_model(kind, OwedByPost)
        visible = model.objects.visible_to(user, at=now).for_rows(now=now).in_bulk(those)
        for row in rows:
            if row.kind == kind:
                row.owed = visible.get(row.deadline_id)
