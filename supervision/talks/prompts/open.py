"""Each first red puts the person who was in the post on the list, once a day (M002-14)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from alerts.audit.record import record_audit
from alerts.deadlines.readers import DeadlineQuerySet
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from supervision.problems.assign import bodies_over
from supervision.talks.duties import limit_day, make_duty
from supervision.talks.prompts.models import PromptRed, TalkPrompt
from supervision.talks.states import Purpose

BACK = timedelta(days=31)  # what turned red longer ago is no news any more


@transaction.atomic
def open_prompts(*, now: datetime) -> int:
    """Put what turned red lately on the open entry of who was in the post on that day, or on a new
    one. Return of how many tasks. Safe to repeat and side by side: a task comes once for ever."""
    tasks = list(reds_without_prompt(now=now))
    in_office = InOffice.of({task.post_id for task in tasks})
    by_person: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        for term in in_office.on(task.post_id, task.answered_on(now=now)):
            by_person[term.user_id].append(task)
            break
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=by_person).order_by("pk")
    return sum(_put(person, by_person[person.pk], now=now) for person in locked)


def reds_without_prompt(*, now: datetime) -> DeadlineQuerySet:
    """The tasks that are red, or were fulfilled late, and that no entry names."""
    rows = Task.objects.with_lamp(now=now).filter(
        lamp_now__in=[Lamp.RED, Lamp.ORANGE], late_at__gt=now - BACK
    )
    known = PromptRed.objects.values("task")
    return rows.exclude(pk__in=known).select_related("post__unit").order_by("late_at", "pk")


def _put(person: User, tasks: Sequence[Task], *, now: datetime) -> int:
    """Put the tasks on the person's entry; where nobody else is to decide, on none."""
    prompt = TalkPrompt.objects.filter(user=person, ended_at=None).first()
    if prompt is None:
        prompt = _begin(person, tasks[0], now=now)
    if prompt is None:
        return 0
    made = PromptRed.objects.bulk_create(
        [PromptRed(prompt=prompt, task=task) for task in tasks], ignore_conflicts=True
    )
    return len(made)


def _begin(person: User, task: Task, *, now: datetime) -> TalkPrompt | None:
    owing = decider(task.post, now=now)
    if owing is None:
        return None
    prompt = TalkPrompt.objects.create(
        county_id=task.county_id, user=person, post=task.post, unit=task.post.unit, opened_at=now
    )
    due_on = limit_day(Purpose.DECIDE, owing, now=now)
    make_duty(Purpose.DECIDE, owing, prompt=prompt, now=now, due_on=due_on)
    record_audit(by=None, now=now, action="talk_prompt.open", about=prompt)
    return prompt


def decider(post: Post, *, now: datetime) -> Post | None:
    """The post that decides about a talk with who is in `post`: of the body that supervises the
    unit, else of the commission office; never one of the same unit."""
    others = [body for body in bodies_over(post.unit, at=now) if body.unit_id != post.unit_id]
    if others:
        return others[0]
    offices = Post.objects.filter(
        role_kind__keeps_office=True, unit__county=post.unit.the_county_id
    ).exclude(unit=post.unit_id)
    return offices.standing_on(day_of(now)).select_related("unit").order_by("pk").first()
