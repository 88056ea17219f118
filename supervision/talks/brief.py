"""Before a talk: a brief from the facts about each person, as far as who talks may see them, and
the checklist of the kind (M001-15)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.notebook.talks import Talk as Checklist
from responsibility.notebook.talks import talks_of
from responsibility.organisation.posts.in_office import InOffice
from responsibility.tasks.models import Task
from supervision.facts.read import persons_seen_by, read_facts
from supervision.problems.models import Assignment
from supervision.problems.states import OVER
from supervision.talks.log import note
from supervision.talks.models import Talk, TalkPerson, TalkStep
from supervision.talks.owed import TalkDuty
from supervision.talks.rights import Case, lock_for
from supervision.talks.states import Act, Purpose, State

LASTS = timedelta(hours=12)  # then the look is noted anew
BACK = timedelta(days=366)


@transaction.atomic
def open_brief(*, by: Actor, now: datetime, talk_id: int) -> Talk:
    """Open the brief of a planned talk. It is a look at each person's facts, for the talk, and
    they see it. Raises: as `lock_for`."""
    case, post = lock_for(Act.BRIEF, talk_id, by=by, now=now)
    seen = persons_seen_by(by.user, at=now)
    for person in seen.filter(pk__in=[row.user_id for row in case.persons]).order_by("pk"):
        purpose = f"{case.talk.kind} · {case.talk.unit.name}"
        read_facts(by=by, now=now, person_id=person.pk, purpose=purpose)
    note(case.talk, Act.BRIEF, by=by, now=now, post_id=post, to=State.PLANNED)
    return case.talk


def is_briefed(talk: Talk, user, *, at: datetime) -> bool:
    """Whether the person opened the brief lately."""
    steps = TalkStep.objects.filter(talk=talk, act=Act.BRIEF, made_by=user.pk)
    return steps.filter(made_at__gt=at - LASTS).exists()


class Facts(NamedTuple):
    """Of one person, in their own time alone: tasks that are red, late or soon due, problems that
    are open, earlier talks with how many of their requirements are open."""

    person: TalkPerson
    tasks: Sequence[Task]
    problems: Sequence[Assignment]
    talks: Sequence[tuple[Talk, int]]


class Brief(NamedTuple):
    """The facts, the checklist of the kind of talk, and for three briefings the duty list of each
    post and the open problems of the unit."""

    facts: list[Facts]
    checklist: Checklist | None
    duties: list[Task]
    unit_problems: list


def brief_of(case: Case, *, user, now: datetime) -> Brief:
    """The brief as `user` may see the facts at `now`."""
    talk = case.talk
    lists = talks_of(talk.county_id, on=day_of(now))
    briefings = talk.kind.terms.briefings
    return Brief(
        facts=[_facts(row, case, user, now) for row in case.persons],
        checklist=next((each for each in lists if each.kind.pk == talk.kind_id), None),
        duties=_duties(case, user, now) if briefings else [],
        unit_problems=_problems(Q(problem__unit=talk.unit_id), user, now) if briefings else [],
    )


def _facts(person: TalkPerson, case: Case, user, now: datetime) -> Facts:
    in_office = InOffice.of([person.post_id])
    tasks = Task.objects.visible_to(user, at=now).filter(post=person.post_id)
    weighing = (
        tasks.opened(now=now)
        .for_rows(now=now)
        .filter(lamp_now__in=[Lamp.RED, Lamp.ORANGE, Lamp.YELLOW], late_at__gt=now - BACK)
    )
    of_person = Q(post=person.post_id) | Q(leader=person.user_id)
    earlier = Talk.objects.visible_to(user, at=now).filter(persons__user=person.user_id)
    earlier = earlier.exclude(pk=case.talk.pk).exclude(state=State.CANCELLED)
    rows = list(earlier.select_related("kind", "written").order_by("-made_at")[:5])
    left = TalkDuty.objects.filter(
        talk__in=rows, person__user=person.user_id, purpose=Purpose.MEET
    ).open_still()
    open_ones = list(left.values_list("talk", flat=True))
    return Facts(
        person=person,
        tasks=[row for row in weighing if _was_in(in_office, person, row.answered_on(now=now))][
            :12
        ],
        problems=[
            row
            for row in _problems(of_person, user, now)
            if row.leader_id == person.user_id or _was_in(in_office, person, day_of(row.made_at))
        ],
        talks=[(row, open_ones.count(row.pk)) for row in rows],
    )


def _was_in(in_office: InOffice, person: TalkPerson, on: date) -> bool:
    """Whether the person was in the post on that day: what others left is not theirs."""
    terms = in_office.on(person.post_id, on)
    return any(term.user_id == person.user_id for term in terms)


def _problems(which: Q, user, now: datetime) -> list[Assignment]:
    rows = Assignment.objects.visible_to(user, at=now).filter(which)
    rows = rows.exclude(problem__state__in=OVER).select_related("problem").order_by("problem", "pk")
    return list({row.problem_id: row for row in rows}.values())[:12]


def _duties(case: Case, user, now: datetime) -> list[Task]:
    """The duty list of the posts: what they owe this year, each item once."""
    posts = [row.post_id for row in case.persons]
    tasks = Task.objects.visible_to(user, at=now).filter(
        post__in=posts, item__isnull=False, due_on__year=day_of(now).year
    )
    rows = tasks.select_related("item", "category", "dispatch").order_by("category", "item", "pk")
    return list({row.item_id: row for row in rows}.values())
