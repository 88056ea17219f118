"""All that the page of one checkup shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from alerts.proof.page import DeadlinePage
from responsibility.owed.page import decisions_open_to, owed_page
from responsibility.owed.whose import name_holders
from supervision.checkups.act_pages import PAGE_OF, ActPage
from supervision.checkups.check import conclusion_of
from supervision.checkups.models import Checkup, CheckupDuty, CheckupStep
from supervision.checkups.read import (
    SectionRead,
    answers_in_words,
    count_findings,
    reads_findings,
    sections_read,
)
from supervision.checkups.rights import Case, acts_open_to, checks
from supervision.checkups.states import Act
from supervision.checkups.words import CheckupWords

OF_WHO_CHECKS = {Act.FIND, Act.DROP, Act.ENTER}  # steps that the other side does not read


@dataclass
class CheckupPage:
    """`sections` are the questions with what was answered and found; `acts` the buttons;
    `droppable` and `enterable` the ids of findings that may be taken back, or become a problem;
    `findings_open` whether this person reads findings."""

    case: Case
    sections: list[SectionRead]
    log: Sequence[CheckupStep]
    duties: list[CheckupDuty]
    acts: list[ActPage]
    may_answer: bool
    may_find: bool
    droppable: set[int]
    enterable: set[int]
    findings_open: bool
    conclusion: CheckupStep | None
    page: DeadlinePage | None = None
    decisions: dict = field(default_factory=dict)

    @classmethod
    def of(cls, checkup: Checkup, *, user, now: datetime) -> Self:
        """The page as `user` sees it at `now`."""
        case = Case.of(checkup)
        acts = acts_open_to(user, case, at=now)
        duties = list(checkup.duties.for_rows(now=now).order_by("pk"))
        name_holders(duties, now=now)
        self = cls(
            case=case,
            sections=sections_read(case, user=user, at=now),
            log=_log(checkup, user, now),
            duties=duties,
            acts=[page for act, page in PAGE_OF.items() if act in acts],
            may_answer=Act.SUBMIT in acts,
            may_find=Act.FIND in acts,
            droppable={row.pk for row in case.droppable} if Act.DROP in acts else set(),
            enterable={row.pk for row in case.enterable} if Act.ENTER in acts else set(),
            findings_open=reads_findings(case, user, at=now),
            conclusion=conclusion_of(case),
        )
        if duties:
            owed = owed_page(duties[-1], CheckupWords(), now=now)
            self.page = DeadlinePage.about(duties[-1], now=now, **owed)
            self.decisions = decisions_open_to(user, page=self.page, now=now)
        return self

    @property
    def answers(self) -> str:
        return answers_in_words(row for section in self.sections for row in section.rows)

    @property
    def finding_count(self) -> int:
        return count_findings(row for section in self.sections for row in section.rows)


def _log(checkup: Checkup, user, now: datetime) -> list[CheckupStep]:
    steps = checkup.steps.select_related("made_by", "made_in__unit").order_by("-pk")
    if not checks(user, checkup, at=now):
        steps = steps.exclude(act__in=OF_WHO_CHECKS)
    return list(steps)
