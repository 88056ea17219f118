"""The report on a concluded checkup, on paper and as an official document (M000-23)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import day
from supervision.checkups.check import conclusion_of
from supervision.checkups.models import Checkup, CheckupStep
from supervision.checkups.read import (
    Row,
    SectionRead,
    answers_in_words,
    count_findings,
    sections_read,
)
from supervision.checkups.rights import Case

NONE = "\u2014"


@dataclass(frozen=True)
class CheckupReport:
    """The checkup by section, as `user` may read it; `conclusion` is the one that stands."""

    checkup: Checkup
    sections: list[SectionRead]
    answered: CheckupStep
    conclusion: CheckupStep

    @classmethod
    def of(cls, checkup: Checkup, *, user, now: datetime) -> Self | None:
        """None while it is not concluded."""
        case = Case.of(checkup)
        conclusion = conclusion_of(case)
        if conclusion is None or case.handed_in is None:
            return None
        sections = sections_read(case, user=user, at=now)
        return cls(
            checkup, [_in_force(section) for section in sections], case.handed_in, conclusion
        )

    @property
    def title(self) -> str:
        words = {"unit": self.checkup.unit.name, "template": self.checkup.version.name}
        return _("Report on the checkup “%(template)s” of %(unit)s") % words

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in section.rows]

    def facts(self, *, now: datetime) -> list[tuple[str, str]]:
        """What it is about, and its figures, in words."""
        checkup = self.checkup
        on = day(day_of(self.answered.made_at), now)
        return [
            (_("Number"), checkup.called),
            (_("Unit checked"), checkup.unit.name),
            (pgettext("checkup", "Checked by"), checkup.made_in.unit.name),
            (_("Basis"), checkup.version.basis),
            (_("Answered"), f"{checkup.get_way_display()} · {on} {self.answered.made_by.name}"),
            (pgettext("checkup", "Answers"), answers_in_words(self.rows)),
            (_("Findings"), str(count_findings(self.rows))),
        ]


def _in_force(section: SectionRead) -> SectionRead:
    """Without what was taken back."""
    return SectionRead(
        section.title,
        [
            row._replace(findings=[item for item in row.findings if not item.finding.dropped_at])
            for row in section.rows
        ],
    )


def report_document(report: CheckupReport, *, now: datetime) -> bytes:
    """The report as an official document (.docx)."""
    document = OfficialDocument(report.title, now=now)
    document.facts(report.facts(now=now))
    for section in report.sections:
        document.heading(section.title)
        words = {"answers": section.answers, "count": section.finding_count}
        document.paragraph(_("%(answers)s; findings: %(count)s") % words)
        document.table(
            [
                pgettext("checkup", "Question"),
                pgettext("checkup", "Answer"),
                _("Remark"),
                _("Findings"),
            ],
            [_of_row(row) for row in section.rows],
            widths=[38, 12, 22, 28],
        )
    document.heading(_("Conclusion"))
    for line in report.conclusion.text.splitlines():
        document.paragraph(line)
    document.signed(by=report.conclusion.made_in.unit.name, on=day_of(report.conclusion.made_at))
    return document.content()


def _of_row(row: Row) -> list[str]:
    findings = "\n".join(
        " ".join(filter(None, [item.finding.text, item.problem.called if item.problem else ""]))
        for item in row.findings
    )
    value = str(row.answer.get_value_display()) if row.answer else NONE
    remark = row.answer.remark if row.answer else ""
    return [row.question.text, value, remark or NONE, findings or NONE]
