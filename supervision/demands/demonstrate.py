"""Demands in a county to try, one in every state there is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from supervision.demands.decide import accept, send_back, withdraw
from supervision.demands.demand import demand
from supervision.demands.models import Demand
from supervision.demands.reply import reply


class Part(NamedTuple):
    """Days from the demonstration's day: when one is made, due, answered and decided on."""

    made: int
    due: int
    answered: int | None = None
    decided: int | None = None
    how: str = ""  # "accept", "send back", "withdraw"


PLAYED = [
    Part(made=0, due=9),  # not yet due
    Part(made=-6, due=1),  # due soon
    Part(made=-9, due=-3),  # overdue
    Part(made=-5, due=3, answered=-1),  # answered, to be decided on
    Part(made=-6, due=4, answered=-3, decided=-1, how="send back"),
    Part(made=-12, due=-6, answered=-7, decided=-5, how="accept"),
    Part(made=-15, due=-10, answered=-8, decided=-7, how="accept"),  # answered too late
    Part(made=-4, due=4, decided=-2, how="withdraw"),
]


def demonstrate(trial: Trial) -> None:
    """Let the head of a group demand answers about what was red in the units it supervises."""
    by, until = Actor(user=trial.people["group"]), trial.until
    for number, (part, task) in enumerate(zip(PLAYED, _red_tasks(by.user, until), strict=False)):
        (made,) = demand(
            by=by,
            now=_on(until, part.made),
            nonce=UUID(int=number + 1),
            task_ids=[task.pk],
            text=trial.words["demands"][number % len(trial.words["demands"])],
            reply_by=_on(until, part.due).date(),
        )
        if part.answered is not None:
            _answer(trial, made, _on(until, part.answered))
        if part.decided is not None:
            _decide(trial, made, _on(until, part.decided), part.how)


def _answer(trial: Trial, made: Demand, now: datetime) -> None:
    holder = Actor(user=trial.holders[made.post_id])
    text = trial.words["demand_answer"]
    reply(by=holder, now=now, nonce=UUID(int=made.pk << 9), demand_id=made.pk, text=text)


def _decide(trial: Trial, made: Demand, now: datetime, how: str) -> None:
    by = Actor(user=trial.people["group"])
    if how == "accept":
        accept(by=by, now=now, demand_id=made.pk)
    elif how == "send back":
        send_back(by=by, now=now, demand_id=made.pk, reason=trial.words["demand_sent_back"])
    else:
        withdraw(by=by, now=now, demand_id=made.pk, reason=trial.words["demand_withdrawn"])


def _red_tasks(group, until: datetime) -> Iterator[Task]:
    """Overdue in the units that `group` supervises, one of each post before a second of any."""
    tasks = Task.objects.visible_to(group, at=until).with_lamp(now=until)
    owed_by: dict[int, list[Task]] = {}
    own = group.memberships.values_list("post", flat=True)
    for task in tasks.filter(lamp_now=Lamp.RED).exclude(post__in=own).order_by("-late_at", "pk"):
        owed_by.setdefault(task.post_id, []).append(task)
    most = max(map(len, owed_by.values()), default=0)
    for turn in range(most):
        yield from (tasks[turn] for tasks in owed_by.values() if turn < len(tasks))


def _on(until: datetime, days: int) -> datetime:
    return until + timedelta(days=days)
