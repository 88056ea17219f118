"""The ledger of problems: as far as a person sees it."""

from datetime import datetime
from functools import cached_property

import django_filters
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.lamp import Lamp
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, DayAtLeast, DayAtMost, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, days_left, ring, word
from responsibility.organisation.fields import UnitField
from supervision.problems.choices import (
    overdue,
    terms_of,
    units_entered_by,
    units_with_problems,
)
from supervision.problems.models import Problem, ProblemQuerySet
from supervision.problems.states import AT_THE_UNIT, OVER, State
from supervision.problems.terms import Term

FLOW = 5
COUNTED = "counted"
STATES = [(COUNTED, _("all but withdrawn")), *State.choices]


def _terms(kind: str):
    return lambda request: terms_of(request.user, kind)


def _units(request):
    return units_with_problems(request.user, at=request.now)


class InUnit(django_filters.ModelChoiceFilter):
    field_class = UnitField


class FoundFilter(ListFilter):
    """What problems are sorted by, and the days they were found on."""

    type = django_filters.ModelChoiceFilter(
        label=_("Type"), queryset=_terms(Term.Kind.TYPE), empty_label=_("All types")
    )
    source = django_filters.ModelChoiceFilter(
        label=_("Source"), queryset=_terms(Term.Kind.SOURCE), empty_label=_("All sources")
    )
    severity = django_filters.ModelChoiceFilter(
        label=_("Severity"), queryset=_terms(Term.Kind.SEVERITY), empty_label=_("All severities")
    )
    unit = InUnit(label=_("Unit"), queryset=_units, empty_label=_("All units"))
    found_from = DayAtLeast("found_on", label=_("Found from"))
    found_until = DayAtMost("found_on", label=_("Found until"))


class ProblemFilter(FoundFilter):
    q = Search(method="called", hint=_("Number, problem or unit"))
    state = Choice(label=_("State"), choices=STATES, empty_label=_("All states"), method="in_state")
    lamp = Choice(label=_("Lamp"), choices=Lamp.choices, empty_label=_("All lamps"), method="lit")

    def called(self, problems: ProblemQuerySet, name: str, typed: str) -> ProblemQuerySet:
        return problems.called(typed)

    def in_state(self, problems: ProblemQuerySet, name: str, state: str) -> ProblemQuerySet:
        return problems.counted() if state == COUNTED else problems.filter(state=state)

    def lit(self, problems: ProblemQuerySet, name: str, lamp: str) -> ProblemQuerySet:
        return problems.with_lamp_at(lamp, now=self.request.now)


def _overdue(listing: Listing) -> Q:
    return overdue(now=listing.now)


def _lamp(problem: Problem, now: datetime):
    owed = problem.current
    return ring(owed.lamp_now, owed.done, owed.required, "ring--s", owed.colours) if owed else ""


def _title(problem: Problem, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut num">{} · {}</div>',
        problem.get_absolute_url(), problem.title, problem.called,
        _("found on %(day)s") % {"day": day(problem.found_on, now)},
    )  # fmt: skip


def _due(problem: Problem, now: datetime):
    owed = problem.current
    if owed is None:
        return ""
    if problem.state == State.CLOSED:
        words = _("looked back at by then")
    elif problem.state in OVER or owed.fulfilled_at:
        return day(owed.due_on, now)
    else:
        words = days_left(owed.late_at, now)
    css = {"red": "t-late", "yellow": "t-soon"}.get(owed.lamp_now, "mut")
    return format_html('{}<div class="xs {}">{}</div>', day(owed.due_on, now), css, words)


def _progress(problem: Problem, now: datetime):
    """The five steps, lit as far as it is, and the state in words."""
    done, red = problem.whose_state.steps, bool(problem.current and _is_red(problem))
    lit = "ok" if problem.state == State.CLOSED else "on"
    marks = [
        lit if place < done else "late" if red and place == done else "" for place in range(FLOW)
    ]
    bar = format_html_join("", '<i class="{}"></i>', ((mark,) for mark in marks))
    css = "t-ok" if problem.state == State.CLOSED else "t-late" if red else "mut2"
    return format_html(
        '<span class="mst" aria-hidden="true">{}</span><div class="xs {}">{}</div>',
        bar, css, problem.get_state_display(),
    )  # fmt: skip


def _is_red(problem: Problem) -> bool:
    return problem.state not in OVER and problem.current.lamp_now == Lamp.RED


class ProblemListing(Listing):
    """All problems that the person sees, the newest first."""

    name, title = "problem-list", _("Problem ledger")
    lead = _("Numbered once for ever; each step is kept and cannot be changed")
    filters = ProblemFilter
    tabs = [
        Tab("", _("All")),
        Tab("open", _("Not closed"), ~Q(state__in=OVER)),
        Tab("found", _("To be assigned"), Q(state__in=[State.FOUND, State.WITH_GROUP])),
        Tab("unit", _("Being rectified"), Q(state__in=AT_THE_UNIT)),
        Tab("check", _("To be verified"), Q(state__in=[State.APPLIED, State.VERIFIED])),
        Tab("late", _("Overdue"), _overdue, css="t-late"),
        Tab("closed", _("Closed out"), Q(state=State.CLOSED)),
        Tab("again", _("Came back again"), Q(recurs__isnull=False)),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.current.lamp_now) if row.current else "",
               _lamp, phone="lamp"),
        Column("title", _("Problem"), "title", _title, order=("title",), phone="title"),
        Column("number", _("Number"), "called", only="file"),
        Column("type", _("Type"), "type", order=("type__position",), phone="hidden", css="nw"),
        Column("severity", _("Severity"), "severity", order=("severity__position",),
               phone="hidden", css="nw"),
        Column("unit", _("Unit responsible"), "unit.name", order=("unit__name",), css="nw"),
        Column("source", _("Source"), "source", order=("source__position",),
               phone="hidden", css="nw"),
        Column("found_on", _("Found on"), only="file"),
        Column("found_by", _("Found by"), only="file"),
        Column("basis", _("Basis"), only="file"),
        Column("due_on", _("Deadline"), lambda row: row.current and row.current.due_on, _due,
               order=("current__late_at",), phone="below", css="nw"),
        Column("state", _("Progress"), "get_state_display", _progress, order=("state",),
               phone="end", css="nw"),
        Column("made_by", _("Entered by"), "made_by.name", phone="hidden", css="nw"),
        Column("made", _("Entered on"), "made_at", order=("made_at",), only="file"),
        Column("closed_at", pgettext_lazy("problem", "Closed on"), only="file"),
    ]  # fmt: skip
    order = "-made"
    template = "supervision/problems/ledger.html"
    empty = Empty(
        _("No problem here"),
        _("What checks, inspections, audits and reports find stands here until it is closed out."),
        "list-check",
    )

    @cached_property
    def may_enter(self) -> bool:
        return units_entered_by(self.user, at=self.now).exists()

    @property
    def button(self) -> Act | None:
        """For who enters problems."""
        return Act(_("Enter a problem"), "problem-new", "plus") if self.may_enter else None

    def rows(self) -> ProblemQuerySet:
        return Problem.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: ProblemQuerySet) -> ProblemQuerySet:
        return rows.for_rows(now=self.now)
