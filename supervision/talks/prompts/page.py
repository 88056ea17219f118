"""The page of one prompt: each red with what weighs for the person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from alerts.lamps.rule import Hold
from alerts.proof.page import DeadlinePage
from responsibility.owed.page import decisions_open_to, owed_page
from responsibility.tasks.models import Task
from supervision.objections.provable import Provable, provable
from supervision.talks.models import Talk
from supervision.talks.owed import TalkDuty
from supervision.talks.prompts.decide import may_decide, other_talks
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.words import TalkWords

MOST = 8  # reds shown with their facts


class Red(NamedTuple):
    """A task that turned red; what `weighs` for the person, and whether a request for more time
    waits (`extension`)."""

    task: Task
    weighs: Sequence[Provable]
    extension: bool


@dataclass
class PromptPage:
    """`more` reds are not shown with their facts."""

    prompt: TalkPrompt
    reds: list[Red]
    more: int
    decides: bool
    others: Sequence[Talk]
    page: DeadlinePage | None = None
    decisions: dict = field(default_factory=dict)

    @classmethod
    def of(cls, prompt: TalkPrompt, *, user, now: datetime) -> Self:
        tasks = list(Task.objects.filter(pk__in=prompt.reds.values("task")).for_rows(now=now))
        decides = prompt.ended_at is None and may_decide(user, prompt, at=now)
        self = cls(
            prompt=prompt,
            reds=[_red(task, now) for task in tasks[:MOST]],
            more=len(tasks[MOST:]),
            decides=decides,
            others=list(other_talks(user, prompt, at=now)) if decides else [],
        )
        duties = TalkDuty.objects.filter(prompt=prompt).for_rows(now=now).order_by("-pk")
        if owed := duties.first():
            self.page = DeadlinePage.about(owed, now=now, **owed_page(owed, TalkWords(), now=now))
            self.decisions = decisions_open_to(user, page=self.page, now=now)
        return self


def _red(task: Task, now: datetime) -> Red:
    weighs = [fact for fact in provable(task, now=now) if fact.weighs]
    return Red(task, weighs, task.hold == Hold.EXTENSION_ASKED)
