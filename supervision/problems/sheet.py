"""Findings from a file: what an audit or an inspection tour found, a row each."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.rows_in.book import OneSheet
from pages.rows_in.columns import Choice, Column, Day
from pages.rows_in.sheet import Consequence, Done, Row
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.people_in.names import UnitNames
from supervision.problems.choices import units_entered_by
from supervision.problems.enter import enter_problem
from supervision.problems.models import Problem
from supervision.problems.rights import post_over
from supervision.problems.terms import Term


class TermColumn(Choice):
    """One of the county's words of a kind, in any language. Which county, the sheet knows."""

    def __init__(self, label, *, kind: Term.Kind, **more):
        super().__init__(label, options=lambda: _words(kind), **more)


def _words(kind: Term.Kind) -> dict[str, object]:
    """The words of all counties, each with its code."""
    terms = list(Term.objects.filter(kind=kind, in_use=True).order_by("position"))
    words: dict[str, object] = {str(term): term.code for term in terms}
    for term in terms:
        words |= {term.name: term.code, term.name_en or term.name: term.code}
    return words


class ProblemSheet(OneSheet):
    """The findings of one report. What is entered already, by its number there or else by unit, day
    and words, stays as it is: the same file twice changes nothing."""

    code = "problems"
    title = gettext_lazy("Problems found")
    lead = gettext_lazy(
        "One row for each problem. Each gets its number and is then to be assigned. What is "
        "entered already is passed over."
    )
    back = "problem-list"
    fields = {"": "title_text", "title": "title_text", "text": "shows", "unit": "unit_name"}

    origin = Column(
        gettext_lazy("Its number there"), also=gettext_lazy("serial number|number"), most=60,
        advice=gettext_lazy("By it one problem is not entered twice."), example="3-1",
    )  # fmt: skip
    unit_name = Column(
        gettext_lazy("Unit responsible"), also=gettext_lazy("unit"), required=True,
        choices=lambda *, by, now: UnitNames(units_entered_by(by.user, at=now)).choices(),
    )  # fmt: skip
    title_text = Column(
        gettext_lazy("Problem in one sentence"),
        also=gettext_lazy("problem"),
        required=True,
        most=120,
    )
    shows = Column(gettext_lazy("How it shows"), required=True, most=2000)
    source = TermColumn(gettext_lazy("Source"), kind=Term.Kind.SOURCE, required=True)
    type = TermColumn(gettext_lazy("Type"), kind=Term.Kind.TYPE, required=True)
    severity = TermColumn(gettext_lazy("Severity"), kind=Term.Kind.SEVERITY, required=True)
    found_on = Day(gettext_lazy("Found on"), required=True)
    found_by = Column(gettext_lazy("Found by"), most=80)
    basis = Column(gettext_lazy("Basis"), most=200)

    def __init__(self, *, by: Any, now: datetime):
        super().__init__(by=by, now=now)
        self.entered = 0

    def may_import(self) -> bool:
        return units_entered_by(self.by.user, at=self.now).exists()

    @cached_property
    def units(self) -> UnitNames:
        return UnitNames(units_entered_by(self.by.user, at=self.now))

    def carry_out(self, row: Row) -> Done:
        unit = self.units.find(row.unit_name)
        words = {
            f"{kind}_id": self._term(kind, getattr(row, kind), unit) for kind in Term.Kind.values
        }
        if self._is_entered(row, unit, words["source_id"]):
            return Done.UNCHANGED
        enter_problem(
            by=self.by, now=self.now, nonce=uuid4(), unit_id=unit.pk, title=row.title_text,
            text=row.shows, found_on=row.found_on, found_by=row.found_by or "",
            basis=row.basis or "", origin=row.origin or "", **words,
        )  # fmt: skip
        self.entered += 1
        return Done.MADE

    def _term(self, kind: str, code: str, unit: Unit) -> int:
        terms = Term.objects.of_county(unit.the_county_id, kind)
        if (term := terms.filter(code=code).first()) is None:
            raise Refused(_("Choose one of the list."), field=kind)
        return term.pk

    def _is_entered(self, row: Row, unit: Unit, source_id: int) -> bool:
        """By its number where it came from; without one by what it says."""
        same = {"unit": unit, "source_id": source_id, "title": row.title_text.strip()}
        if row.origin:
            same = {"county_id": unit.the_county_id, "source_id": source_id, "origin": row.origin}
        else:
            same["found_on"] = row.found_on
        visible = Problem.objects.visible_to(self.by.user, at=self.now)
        return visible.filter(**same).exists()

    def consequences(self) -> list[Consequence]:
        means = _("Each is to be assigned; only then the unit sees it and hears of it.")
        return [Consequence(_("Problems entered"), self.entered, means)] if self.entered else []

    def note(self, *, upload, counts: dict) -> None:
        standing = standing_of(self.by.user, at=self.now)
        posts = {post_over(standing, unit) for unit in self.units.units.values()}
        after = {"file": upload.name, "sha256": upload.sha256, **counts}
        record_audit(
            by=self.by, now=self.now, action="problem.import", about=upload,
            post_id=min(posts - {None}, default=None), after=after,
        )  # fmt: skip
