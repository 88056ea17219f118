"""A few decisions in the demonstration, so that every state of a task is there to be seen."""

from datetime import datetime, timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt
from alerts.decisions.extend import ask_extension, grant_extension, refuse_extension
from demonstration.county import County
from demonstration.names import NAMES
from demonstration.roles import Role
from pages.lamp import Lamp
from responsibility.lists.models import Category
from responsibility.organisation.people.models import User
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.reach import posts_for
from responsibility.tasks.models import Task


def decide_some(*, county: County, office: User, until: datetime) -> None:
    """Exempt three tasks; ask for six extensions: two granted, two refused, two still open."""
    by = Actor(user=office)
    document = NAMES["exempt_document"].format(year=until.year)
    for task in _open_tasks(until, unit_step=11)[:3]:
        exempt(
            by=by,
            now=until,
            deadline=task,
            reason=NAMES["exempted"],
            document=document,
        )
    some = list(_open_tasks(until, unit_step=7))
    late = [task for task in some if task.lamp_now == Lamp.RED]
    running = [task for task in some if task.lamp_now != Lamp.RED]
    # The last two wait: one that is red stays red, one that runs holds its clock.
    for number, task in enumerate([*running[:2], *late[:3], *running[2:3]]):
        holder = Actor(user=county.holders[task.post_id])
        extension = ask_extension(
            by=holder,
            now=until,
            deadline=task,
            wanted_on=until.date() + timedelta(days=40),
            reason=NAMES["extension_reason"],
        )
        if number < 2:
            answer = NAMES["extension_granted"]
            grant_extension(by=by, now=until, extension_id=extension.pk, answer=answer)
        elif number < 4:
            answer = NAMES["extension_refused"]
            refuse_extension(by=by, now=until, extension_id=extension.pk, answer=answer)


def dispatch_some(*, county: County, office: User, until: datetime) -> None:
    """Two temporary tasks: one given seven days ago and due in two, one given today."""
    posts = posts_for(
        county_id=county.unit.pk,
        role_codes=[Role.PRINCIPAL_OFFICER],
        unit_ids=None,
        now=until,
    )
    for number, words in enumerate(NAMES["dispatches"]):
        given_at = until - timedelta(days=7 * (1 - number))
        act = dispatch(
            by=Actor(user=office),
            now=given_at,
            nonce=UUID(int=number + 1),
            county_id=county.unit.pk,
            title=words["title"],
            text=words["text"],
            category=Category.objects.get(code=words["category"]),
            due_on=given_at.date() + timedelta(days=9 * (1 + number)),
            required=1,
            basis=NAMES["dispatch_basis"].format(year=until.year, number=41 + number),
            posts=list(posts),
        )
        if given_at < until:
            for task in act.tasks.order_by("pk")[::3]:
                _report(task, county, given_at + timedelta(days=2))


def _report(task: Task, county: County, now: datetime) -> None:
    lodge(
        by=Actor(user=county.holders[task.post_id]),
        now=now,
        nonce=UUID(int=task.pk << 8),
        task_ids=[task.pk],
        happened_on=now.date(),
        text=NAMES["records"][4].format(text=task.title),
    )


def _open_tasks(until: datetime, *, unit_step: int) -> list[Task]:
    """Yellow or red personal tasks, one of every `unit_step`-th unit in order."""
    found = Task.objects.with_lamp(now=until).filter(
        lamp_now__in=["yellow", "red"], hold=None, role_kind__collective=False
    )
    by_unit = {task.unit_id: task for task in found.order_by("-unit__order_key", "-pk")}
    return [by_unit[unit] for unit in sorted(by_unit)][::unit_step]
