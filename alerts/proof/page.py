"""What the page of any deadline shows beside its own facts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from alerts.deadlines.models import Deadline
from alerts.decisions.models import Exemption, Extension
from alerts.decisions.shifts import Shift
from alerts.lamps.rule import lamp_for
from alerts.proof.explain import Circumstances, Words, explain
from alerts.proof.ledger import Turn, turns_of
from alerts.proof.sentence import Part
from alerts.proof.untold import told_in_time
from pages.lamp import Lamp


@dataclass
class DeadlinePage:
    """Why its lamp is lit so, all turns of it, what was decided, and how its times changed by what
    holds for many; the newest first."""

    deadline: Deadline
    why: list[Part]
    turns: list[Turn]
    extensions: list[Extension]
    exemptions: list[Exemption]
    shifts: list[Shift]

    @classmethod
    def about(cls, deadline: Deadline, *, words: Words, proof: str, now: datetime, **known) -> Self:
        """The page of `deadline` at the aware instant `now`, in five queries.

        `words` say what was done for it, `proof` is the address of its proof of notice, `known`
        are other circumstances (alerts.proof.explain).
        """
        people = ("asked_by", "decided_by", "taken_back_by")
        extensions = list(Extension.objects.of(deadline).select_related(*people).order_by("-pk"))
        people = ("decided_by", "lifted_by")
        exemptions = list(Exemption.objects.of(deadline).select_related(*people).order_by("-pk"))
        shifts = list(Shift.objects.of(deadline).order_by("-pk"))
        in_force = next((one for one in exemptions if not one.lifted_at), None)
        if in_force and deadline.exempt:
            exempt = {"exempt_at": in_force.decided_at, "exempt_reason": in_force.reason}
            known |= exempt | {"post_closed_on": None}
        moved = any(one.due_on != one.was_due_on for one in shifts)
        if moved or any(one.granted for one in extensions):
            known["nominal_on"] = None
        late = lamp_for(deadline.facts, now=now) in (Lamp.RED, Lamp.ORANGE)
        circumstances = Circumstances(
            words=words,
            shifts=shifts,
            asked_at=next((one.asked_at for one in extensions if one.waits), None),
            decided=next((one for one in extensions if one.decided_at), None),
            proof=proof if late else "",
            told_at=told_in_time([deadline]).get(deadline) if late else None,
            **known,
        )
        return cls(
            deadline=deadline,
            why=explain(deadline, circumstances, now=now),
            turns=turns_of(deadline, now=now),
            extensions=extensions,
            exemptions=exemptions,
            shifts=shifts,
        )

    @property
    def open_extension(self) -> Extension | None:
        return next((one for one in self.extensions if one.waits), None)
