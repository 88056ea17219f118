"""Decisions of a supervising body in a county to try: in time, late, overdue, taken back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.decisions.extend import ask_extension, grant_extension, refuse_extension
from alerts.decisions.models import Extension
from alerts.decisions.take_back import take_back_request
from alerts.kinds.trial import Trial
from pages.lamp import Lamp
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task
from supervision.demands.decide import accept
from supervision.demands.demonstrate import sent
from supervision.demands.models import Demand
from supervision.demands.reply import reply

MORE = timedelta(days=20)


class Part(NamedTuple):
    """Days from the demonstration's day: when an answer is demanded, when more time is asked for
    or an answer given, and when and `how` it is decided."""

    made: int
    begins: int
    decided: int | None = None
    how: str = ""  # "grant", "refuse", "take back", "accept"


PLAYED = [
    Part(made=-16, begins=-14, decided=-13, how="grant"),
    Part(made=-22, begins=-20, decided=-6, how="refuse"),  # late
    Part(made=-15, begins=-12),  # overdue: nobody has decided
    Part(made=-6, begins=-4, decided=-3, how="take back"),
    Part(made=-24, begins=-21, decided=-5, how="accept"),  # an answer, accepted late
]


def demonstrate(trial: Trial) -> None:
    """Let the head of a group demand answers, who is to answer ask for more time, and the group
    decide; the oldest first."""
    parts = sorted(zip(PLAYED, _tasks(trial), strict=False), key=lambda pair: pair[0].made)
    for number, (part, task) in enumerate(parts):
        made = sent(
            trial, task, now=_on(trial, part.made), due_on=_on(trial, 6),
            nonce=UUID(int=(number + 1) << 50),
            text=trial.words["demands"][number % len(trial.words["demands"])],
        )  # fmt: skip
        _play(trial, made, part)


def _play(trial: Trial, made: Demand, part: Part) -> None:
    holder, begun = Actor(user=trial.holders[made.post_id]), _on(trial, part.begins)
    if part.how == "accept":
        nonce, text = UUID(int=made.pk << 60), trial.words["demand_answer"]
        reply(by=holder, now=begun, nonce=nonce, demand_id=made.pk, text=text)
        group = Actor(user=trial.people["group"])
        accept(by=group, now=_on(trial, part.decided or 0), demand_id=made.pk)
        return
    request = ask_extension(
        by=holder, now=begun, deadline=made, wanted_on=made.due_on + MORE,
        reason=trial.words["extension_reason"],
    )  # fmt: skip
    if part.decided is not None:
        _end(trial, request, part.how, holder, _on(trial, part.decided))


def _end(trial: Trial, request: Extension, how: str, holder: Actor, now: datetime) -> None:
    group, words = Actor(user=trial.people["group"]), trial.words
    about = {"now": now, "extension_id": request.pk}
    if how == "grant":
        grant_extension(by=group, answer=words["extension_granted"], **about)
    elif how == "refuse":
        refuse_extension(by=group, answer=words["extension_refused"], **about)
    else:
        take_back_request(by=holder, **about)


def _tasks(trial: Trial) -> Iterator[Task]:
    """Overdue in the units the group supervises, one of each post, of which no answer is
    demanded."""
    units = urged_units(standing_of(trial.people["group"], at=trial.until))
    tasks = Task.objects.with_lamp(now=trial.until).filter(unit__in=units, lamp_now=Lamp.RED)
    known = tasks.filter(post__in=trial.holders, demands=None, objections=None, hold=None)
    by_post = {task.post_id: task for task in known.order_by("-late_at", "-pk")}
    yield from sorted(by_post.values(), key=lambda task: (task.late_at, task.pk))


def _on(trial: Trial, days: int) -> datetime:
    return trial.until + timedelta(days=days)
