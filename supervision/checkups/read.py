"""A checkup as it is read: question by question, with answers and findings, and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import pgettext

from supervision.checkups.findings import CheckupAnswer, CheckupFinding
from supervision.checkups.rights import Case, checks
from supervision.checkups.states import State, Value
from supervision.checkups.template.models import TemplateQuestion
from supervision.problems.models import Problem


class Found(NamedTuple):
    """A finding, with the problem it became where the person sees that."""

    finding: CheckupFinding
    problem: Problem | None


class Row(NamedTuple):
    """A question, the answer that was handed in last, and what was found about it."""

    question: TemplateQuestion
    answer: CheckupAnswer | None
    findings: list[Found]


class SectionRead(NamedTuple):
    """A section of the template with its rows."""

    title: str
    rows: list[Row]

    @property
    def counts(self) -> list[tuple[Value, int]]:
        return counted(self.rows)

    @property
    def answers(self) -> str:
        return answers_in_words(self.rows)

    @property
    def finding_count(self) -> int:
        return count_findings(self.rows)


def reads_findings(case: Case, user, *, at: datetime) -> bool:
    """Who checks; everybody else who sees the checkup once it is concluded."""
    return case.checkup.state == State.CONCLUDED or checks(user, case.checkup, at=at)


def sections_read(case: Case, *, user, at: datetime) -> list[SectionRead]:
    """As `user` may read it, in a fixed number of queries. What was taken back stands there for who
    checks alone."""
    answers = _answers(case)
    findings = _findings(case, user=user, at=at)
    return [
        SectionRead(
            section.title,
            [
                Row(question, answers.get(question.pk), findings.get(question.pk, []))
                for question in section.questions
            ],
        )
        for section in case.checkup.version.sections
    ]


def counted(rows: Iterable[Row]) -> list[tuple[Value, int]]:
    """How often each value was answered, in their order."""
    counts = Counter(row.answer.value for row in rows if row.answer)
    return [(value, counts[value]) for value in Value]


def answers_in_words(rows: Iterable[Row]) -> str:
    """How often each value was answered: “yes 9, partly 2”."""
    parts = [f"{value.label} {count}" for value, count in counted(rows) if count]
    return pgettext("between items", ", ").join(parts)


def count_findings(rows: Iterable[Row]) -> int:
    """The findings in force."""
    return sum(item.finding.dropped_at is None for row in rows for item in row.findings)


def _answers(case: Case) -> Mapping[int, CheckupAnswer]:
    if case.handed_in is None:
        return {}
    return {answer.question_id: answer for answer in case.handed_in.answers.all()}


def _findings(case: Case, *, user, at: datetime) -> dict[int, list[Found]]:
    if not case.findings or not reads_findings(case, user, at=at):
        return {}
    all_of_them = checks(user, case.checkup, at=at)
    seen = _problems_seen(case.findings, user=user, at=at)
    by_question: dict[int, list[Found]] = {}
    for finding in case.findings:
        if finding.dropped_at is None or all_of_them:
            problem = finding.problem if finding.problem_id in seen else None
            by_question.setdefault(finding.question_id, []).append(Found(finding, problem))
    return by_question


def _problems_seen(findings: Sequence[CheckupFinding], *, user, at: datetime) -> set[int]:
    ids = [finding.problem_id for finding in findings if finding.problem_id]
    if not ids:
        return set()
    rows = Problem.objects.visible_to(user, at=at).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))
