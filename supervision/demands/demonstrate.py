"""Demands in a county to try, one in every state there is, drafts too."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from supervision.demands.decide import accept, send_back, withdraw
from supervision.demands.drafts.approve import decide_draft
from supervision.demands.drafts.draft import discard_draft, draft_demand, revise_draft
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.measures.lay import lay_measure
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from supervision.papers.rules import load_paper_rules

RULED = timedelta(days=400)  # since so long before its day the county has rules for its papers
HOURS = timedelta(hours=1)


class Part(NamedTuple):
    """Days from the demonstration's day: when one is sent, due, answered and decided on."""

    made: int
    due: int
    answered: int | None = None
    decided: int | None = None
    how: str = ""  # "accept", "send back", "withdraw"
    draft: str = ""  # "waits", "returned", "discarded": never sent; "revised": sent at last


PLAYED = [
    Part(made=0, due=9),  # not yet due
    Part(made=-6, due=1),  # due soon
    Part(made=-9, due=-3),  # overdue
    Part(made=-5, due=3, answered=-1),  # answered, to be decided on
    Part(made=-6, due=4, answered=-3, decided=-1, how="send back"),
    Part(made=-12, due=-6, answered=-7, decided=-5, how="accept"),
    Part(made=-15, due=-10, answered=-8, decided=-7, how="accept"),  # answered too late
    Part(made=-4, due=4, decided=-2, how="withdraw"),
    Part(made=-3, due=6, draft="revised"),
    Part(made=-1, due=8, draft="waits"),
    Part(made=-2, due=7, draft="returned"),
    Part(made=-7, due=3, draft="discarded"),
]


def demonstrate(trial: Trial) -> None:
    """Let the head of a group demand answers about what was red in the units it supervises, and
    the office approve them; in the order of their days, as their numbers are."""
    load_paper_rules(county_id=trial.county_id, now=trial.until - RULED)
    group = trial.people["group"]
    parts = sorted(PLAYED, key=lambda part: part.made)
    tasks = _red_tasks(group, trial.until)
    for number, (part, task) in enumerate(zip(parts, tasks, strict=False)):
        _play(trial, part, task, number)


def sent(
    trial: Trial, task: Task, *, now: datetime, due_on: datetime, nonce: UUID, text: str
) -> Demand:
    """A demand of the group about `task`, drafted in the morning and approved by the office."""
    draft = _drafted(trial, task, now=now - HOURS, due_on=due_on, nonce=nonce, text=text)
    approved = decide_draft(by=_office(trial), now=now, draft_id=draft.pk, accepted=True)
    return approved.demand


def _play(trial: Trial, part: Part, task: Task, number: int) -> None:
    texts = trial.words["demands"]
    about = {
        "now": _on(trial.until, part.made),
        "due_on": _on(trial.until, part.due),
        "nonce": UUID(int=number + 1),
        "text": texts[number % len(texts)],
    }
    if part.draft:
        _play_draft(trial, _drafted(trial, task, **about), part.draft, about)
        return
    made = sent(trial, task, **about)
    if part.answered is not None:
        _answer(trial, made, _on(trial.until, part.answered))
    if part.decided is not None:
        _decide(trial, made, _on(trial.until, part.decided), part.how)


def _drafted(
    trial: Trial, task: Task, *, now: datetime, due_on: datetime, nonce: UUID, text: str
) -> DemandDraft:
    by = Actor(user=trial.people["group"])
    (draft,) = draft_demand(
        by=by, now=now, nonce=nonce, task_ids=[task.pk], text=text, reply_by=day_of(due_on)
    )
    return draft


def _play_draft(trial: Trial, draft: DemandDraft, how: str, about: dict) -> None:
    """What becomes of a draft within some hours."""
    by, now = Actor(user=trial.people["group"]), about["now"]
    if how in ("returned", "revised"):
        reason = trial.words["demand_draft_returned"]
        act = {"by": _office(trial), "now": now + HOURS, "draft_id": draft.pk}
        decide_draft(**act, accepted=False, reason=reason)
    if how == "revised":
        text = about["text"] + trial.words["demand_draft_revised"]
        act = {"by": by, "now": now + 2 * HOURS, "draft_id": draft.pk}
        revise_draft(**act, text=text, reply_by=day_of(about["due_on"]))
        act = {"by": _office(trial), "now": now + 3 * HOURS, "draft_id": draft.pk}
        decide_draft(**act, accepted=True)
    if how == "discarded":
        reason = trial.words["demand_draft_discarded"]
        discard_draft(by=by, now=now + HOURS, draft_id=draft.pk, reason=reason)


def _office(trial: Trial) -> Actor:
    return Actor(user=trial.people["office"])


def _answer(trial: Trial, made: Demand, now: datetime) -> None:
    """With measures: of which one is done already."""
    holder = Actor(user=trial.holders[made.post_id])
    for place, text in enumerate(trial.words["demand_measures"]):
        lay_measure(
            by=holder, now=now - HOURS, nonce=UUID(int=(made.pk << 9) + place), demand_id=made.pk,
            text=text, person=holder.user.name, due_on=day_of(now + timedelta(days=3 * place)),
        )  # fmt: skip
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
