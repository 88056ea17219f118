"""The one table of stages, collected from the rooms (alerts/kinds): who is told of what, when.

Whom an audience means is answered by each kind of matter (`Matter.audiences`).
"""

from alerts.kinds.collected import collected
from alerts.kinds.declared import Stage


def rule_of(code: str) -> Stage:
    """The row of a stage by its code."""
    return collected().stages[code]


def stages() -> list[Stage]:
    """All of them, the roof's first."""
    return list(collected().stages.values())


def stages_where(name: str) -> list[Stage]:
    """The stages whose rule says yes to `name` ("urgent", "optional", "private")."""
    return [stage for stage in stages() if getattr(stage, name)]
