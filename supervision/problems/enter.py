"""Entering a problem that was found, under a number once for ever (M002-17, M000-16)."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.problems.assigning import owe_assigning
from supervision.problems.log import note
from supervision.problems.models import Problem
from supervision.problems.rights import post_over
from supervision.problems.states import Act
from supervision.problems.terms import Term

SERIES = "problem"


@transaction.atomic
def enter_problem(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    unit_id: int,
    source_id: int,
    type_id: int,
    severity_id: int,
    title: str,
    text: str,
    found_on: date,
    found_by: str = "",
    basis: str = "",
    origin: str = "",
    recurs_id: int | None = None,
) -> Problem:
    """Enter a problem of a unit. The same nonce enters it once.

    The number is taken in the same transaction, so none is missing and none is given twice.
    `recurs_id` is the closed problem of the same unit that came back.

    Raises:
        Unit.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person does not supervise the unit, or it is their own.
        Refused: a word is not of the county, a text is empty or too long, a day lies ahead.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := Problem.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    unit = Unit.objects.visible_to(by.user, at=now).get(pk=unit_id)
    post = post_over(standing_of(by.user, at=now), unit)
    if post is None:
        raise PermissionDenied(_("Only who supervises the unit enters its problems."))
    if found_on > day_of(now):
        raise Refused(_("Choose a day that has come."), field="found_on")
    problem = Problem(
        county_id=unit.the_county_id,
        unit=unit,
        found_on=found_on,
        recurs=_earlier(recurs_id, by, now, unit),
        **_words(title=title, text=text, basis=basis, found_by=found_by, origin=origin),
        **_terms(unit.the_county_id, source=source_id, type=type_id, severity=severity_id),
        made_by=by.user, made_in_id=post, made_at=now, nonce=nonce,
    )  # fmt: skip
    _number(problem, day_of(now).year)
    problem.save()
    owe_assigning(problem, problem.made_in, by=by, now=now)
    note(problem, Act.ENTER, by=by, now=now, post_id=post, unit=unit.pk)
    return problem


def _words(**words: str) -> dict[str, str]:
    """The words by their columns, as they fit."""
    missing = {"title": _("Say what the problem is."), "text": _("Say how it shows.")}
    return {
        name: fitting(text, of=Problem, field=name, missing=missing.get(name, ""))
        for name, text in words.items()
    }


def _number(problem: Problem, year: int) -> None:
    """The next number of the county's year. Others wait for it until this is written, so what is
    entered already is seen; where it is refused, the number is free again."""
    series = {"county_id": problem.county_id, "year": year, "kind": SERIES}
    problem.year, problem.number = year, take_numbers(**series)[0]
    _refuse_twice(problem)


def _terms(county_id: int, **chosen: int) -> dict[str, Term]:
    """The words of the county that were chosen, by their kinds."""
    terms = {}
    for kind, term_id in chosen.items():
        term = Term.objects.of_county(county_id, kind).filter(pk=term_id).first()
        if term is None:
            raise Refused(_("Choose one of the list."), field=kind)
        terms[kind] = term
    return terms


def _earlier(problem_id: int | None, by: Actor, now: datetime, unit: Unit) -> Problem | None:
    """The closed problem that came back."""
    if problem_id is None:
        return None
    closed = Problem.objects.visible_to(by.user, at=now).filter(unit=unit, closed_at__isnull=False)
    if (earlier := closed.filter(pk=problem_id).first()) is None:
        raise Refused(_("Choose a closed problem of the same unit."), field="recurs")
    return earlier


def _refuse_twice(problem: Problem) -> None:
    if not problem.origin:
        return
    same = {"county_id": problem.county_id, "source": problem.source, "origin": problem.origin}
    if first := Problem.objects.filter(**same).first():
        words = {"number": first.called}
        raise Refused(_("It is entered already, as %(number)s.") % words, field="origin")
