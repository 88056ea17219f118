"""A unit with its people, and short words for what they do in the tests of records."""

from dataclasses import dataclass
from datetime import date

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from alerts.lamps.models import LampTurn
from alerts.lamps.rule import Hold
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.records.counting.count import count, counted, facts_of_count
from responsibility.records.credits.confirm import confirm, decline
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.correct import correct
from responsibility.records.record.withdraw import withdraw
from responsibility.tasks.models import Task, TaskCounterpart
from tests.make import NOW, join, make_county, make_holder, make_item, make_post, make_task
from tests.make import make_unit as new_unit
from tests.make import nonce as new_nonce

DAY = date(2026, 9, 23)


@dataclass
class Cast:
    """A county, a body in it, its principal officer's post with holder and clerk."""

    county: Unit
    unit: Unit
    post: Post
    holder: User
    clerk: User


def make_cast() -> Cast:
    county = make_county()
    unit = new_unit(county)
    post, holder = make_holder(unit)
    clerk = join(post, role="clerk", grants=["log", "view"])
    return Cast(county, unit, post, holder, clerk)


def acting(user: User) -> Actor:
    """The person as a request brings him: freshly read, with nothing remembered."""
    return Actor(user=User.objects.get(pk=user.pk), address="127.0.0.1")


def entry(*tasks: Task, **over) -> dict:
    """The fields of a form that lodges for `tasks`."""
    return {
        "task_ids": [task.pk for task in tasks],
        "happened_on": DAY,
        "text": "Talked about the works at the reservoir.",
    } | over


def lodge_as(user: User, *tasks: Task, now=NOW, nonce=None, **over) -> DutyRecord:
    fields = entry(*tasks, **over)
    return lodge(by=acting(user), now=now, nonce=nonce or new_nonce(), **fields)


def correct_as(user: User, record: DutyRecord, *tasks: Task, now=NOW, nonce=None, **over):
    fields = entry(*tasks, **over)
    return correct(
        by=acting(user), now=now, record_id=record.pk, nonce=nonce or new_nonce(), **fields
    )


def withdraw_as(user: User, record: DutyRecord, *, now=NOW, reason="Entered twice."):
    return withdraw(by=acting(user), now=now, record_id=record.pk, reason=reason)


def confirm_as(user: User, credit: Credit, *, now=NOW) -> Credit:
    return confirm(by=acting(user), now=now, credit_id=credit.pk)


def decline_as(user: User, credit: Credit, *, now=NOW, reason="Another meeting.") -> Credit:
    return decline(by=acting(user), now=now, credit_id=credit.pk, reason=reason)


def find_insufficient(credit: Credit, *, now, until) -> None:
    """What a spot-check's verdict does: it ends the credit and, where that leaves the task
    unfulfilled, opens a correction window."""
    (task,) = Task.objects.lock([credit.task_id])
    credit.ended_at, credit.ended_as = now, Credit.Ending.INSUFFICIENT
    credit.save(update_fields=["ended_at", "ended_as"])
    facts = facts_of_count(task, count(counted(task).values(), required=task.required))
    if facts["fulfilled_at"] is None:
        facts |= {"hold": Hold.IN_CORRECTION, "held_since": now, "held_until": until}
    turn_lamp(deadline=task, now=now, cause="verdict", **facts)


def credit_of(record: DutyRecord, task: Task) -> Credit:
    return Credit.objects.get(record=record, task=task)


def state(task: Task) -> tuple:
    """Lamp, count and fulfilment as stored."""
    task.refresh_from_db()
    return task.lamp, task.done, task.fulfilled_at


def turns(task: Task) -> list[tuple]:
    """The ledger of a task after its first lamp, in order."""
    rows = LampTurn.objects.filter(kind="task", deadline_id=task.pk, from_lamp__isnull=False)
    return list(
        rows.order_by("took_effect_at", "id").values_list(
            "from_lamp", "to_lamp", "cause", "took_effect_at"
        )
    )


def people_task(cast: Cast, *, required: int, asked: int) -> tuple[Task, list[Post]]:
    """A task that counts team members: `required` of the `asked` ones, who have posts."""
    item = make_item(cast.county, count_basis="per_team_member")
    task = make_task(cast.post, item, required=required)
    posts = [make_post(cast.unit, "team_member") for _ in range(asked)]
    TaskCounterpart.objects.bulk_create(TaskCounterpart(task=task, post=post) for post in posts)
    return task, posts
