"""What others noted about a person: demands, problems, objections, decisions on extensions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.decisions.models import Extension
from pages.days import day_of
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice
from responsibility.tasks.models import Task
from supervision.demands.models import Demand
from supervision.objections.models import Objection
from supervision.problems.models import Assignment
from supervision.problems.states import Purpose

BACK = timedelta(days=366)


class Noted(NamedTuple):
    """One fact: when, what, where it leads, who noted it, how it stands (its sign and word)."""

    at: datetime
    what: str
    address: str
    who: str
    sign: str
    state: str


def noted_about(person: User, in_office: InOffice, *, user, now: datetime) -> list[Noted]:
    """Of the last year, as far as `user` may see it; the newest first."""
    rows = [
        *_demands(person, in_office, user, now),
        *_problems(person, in_office, user, now),
        *_objections(person, in_office, user, now),
        *_extensions(person, in_office, now),
    ]
    return sorted(rows, reverse=True)


def _then(person: User, in_office: InOffice, post_id: int, at: datetime) -> bool:
    """Whether the person was in the post on that day."""
    return any(term.user_id == person.pk for term in in_office.on(post_id, day_of(at)))


def _demands(person: User, in_office: InOffice, user, now: datetime) -> Iterator[Noted]:
    demands = Demand.objects.visible_to(user, at=now).filter(
        post__in=list(in_office.terms), made_at__gt=now - BACK
    )
    for demand in demands.for_rows(now=now).with_state():
        if _then(person, in_office, demand.post_id, demand.made_at):
            words = _("Demand: %(text)s") % {"text": demand.text}
            yield Noted(
                demand.made_at, words, demand.get_absolute_url(), demand.made_by.name,
                demand.state.sign, str(demand.state.label),
            )  # fmt: skip


def _problems(person: User, in_office: InOffice, user, now: datetime) -> Iterator[Noted]:
    of_person = Q(post__in=list(in_office.terms)) | Q(leader=person)
    given = Assignment.objects.visible_to(user, at=now).filter(
        of_person, purpose=Purpose.RECTIFY, made_at__gt=now - BACK
    )
    for owed in given.select_related("problem", "made_by"):
        then = _then(person, in_office, owed.post_id, owed.made_at)
        if then or owed.leader_id == person.pk:
            problem = owed.problem
            yield Noted(
                owed.made_at, f"{problem.called} {problem.title}", problem.get_absolute_url(),
                owed.made_by.name, problem.whose_state.sign, problem.get_state_display(),
            )  # fmt: skip


def _objections(person: User, in_office: InOffice, user, now: datetime) -> Iterator[Noted]:
    objections = Objection.objects.visible_to(user, at=now).filter(
        Q(made_by=person) | Q(concerned_post__in=list(in_office.terms)), made_at__gt=now - BACK
    )
    for objection in objections.for_rows(now=now).with_state():
        then = _then(person, in_office, objection.concerned_post_id, objection.made_at)
        if then or objection.made_by_id == person.pk:
            yield Noted(
                objection.made_at, f"{objection.name} {objection.title}",
                objection.get_absolute_url(), objection.unit.name, objection.state.sign,
                str(objection.state.label),
            )  # fmt: skip


def _extensions(person: User, in_office: InOffice, now: datetime) -> Iterator[Noted]:
    tasks = Task.objects.filter(post__in=list(in_office.terms))
    decided = Extension.objects.about(tasks).filter(decided_at__gt=now - BACK)
    for extension in decided.select_related("decided_by"):
        if extension.asked_by_id == person.pk:
            state = _("granted") if extension.granted else _("refused")
            words = _("Extension: %(reason)s") % {"reason": extension.reason}
            address = reverse("task", args=[extension.deadline_id])
            yield Noted(
                extension.decided_at, words, address, extension.decided_by.name,
                "ok" if extension.granted else "none", state,
            )  # fmt: skip
