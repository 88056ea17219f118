"""The kinds of what may be contested. A room that adds one adds its class here, its column to
`Objection`, and its code to `What`."""

from datetime import datetime

from supervision.objections.about.base import Contested
from supervision.objections.about.conclusions import ContestedConclusion
from supervision.objections.about.demands import ContestedDemand
from supervision.objections.about.lamps import ContestedLamp
from supervision.objections.about.problems import ContestedClosing, ContestedProblem
from supervision.objections.models import Objection
from supervision.objections.states import What

CONTESTED = (
    ContestedLamp, ContestedDemand, ContestedProblem, ContestedClosing, ContestedConclusion,
)  # fmt: skip
KINDS: dict[What, type[Contested]] = {kind.what: kind for kind in CONTESTED}


def find_contested(what: What, pk: int, *, now: datetime, lock: bool = True) -> Contested | None:
    """What is contested, its deadline locked within a transaction, or only read; None where it is
    not there."""
    return KINDS[what].find(pk, now=now, lock=lock)


def contested_by(objection: Objection, *, now: datetime, lock: bool = True) -> Contested:
    """What `objection` contests."""
    contested = find_contested(objection.what, objection.contested_id, now=now, lock=lock)
    if contested is None:
        raise LookupError(f"{objection.what} {objection.contested_id}")
    return contested
