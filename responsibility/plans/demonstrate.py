"""Work plans in a county to try."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import calendar_of
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import Post
from responsibility.plans.draft import draft_plan
from responsibility.plans.issue import issue, send_due
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.items.grow import break_down
from responsibility.plans.items.revise import change_leaders, change_words, hand_over, move_day
from responsibility.plans.items.withdraw import withdraw
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.progress import note_progress, take_back_progress
from responsibility.plans.submit import return_plan, submit_plan
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.models import Task

NONCES = 900  # beside those of other rooms
AGO = 40  # days since the plan went out
# Days from its issue until each item is due: the second is overdue, the third soon.
DUE = (60, 30, 43, 90, 35, 100)


def demonstrate(trial: Trial) -> None:
    """One that went out six weeks ago: items carried out, overdue, soon due, broken down, moved,
    in other words, of other posts, withdrawn; one issued just now; one drafted, one returned, one
    submitted."""
    issued_at = trial.until - timedelta(days=AGO)
    words = trial.words["plans"]
    plan = _drafted(trial, words["title"], words["number"], now=issued_at - timedelta(days=2))
    _submit(trial, plan, now=issued_at - timedelta(days=1))
    reviewer = Actor(trial.people["office2"])
    send_due(now=issue(by=reviewer, now=issued_at, plan_id=plan.pk).goes_at)
    items = list(plan.items.filter(parent=None).order_by("number"))
    _break_down(trial, items[0], now=issued_at + timedelta(days=3))
    _progress(trial, items, now=issued_at + timedelta(days=12))
    _revise(trial, items, now=issued_at + timedelta(days=15))
    _log(trial, items[4], now=issued_at + timedelta(days=20))
    soon = trial.until - timedelta(minutes=4)
    waiting = _drafted(trial, words["draft"], "", now=soon - timedelta(days=1), items=2)
    _submit(trial, waiting, now=soon - timedelta(hours=20))
    issue(by=reviewer, now=soon, plan_id=waiting.pk)
    _drafted(trial, words["other_draft"], "", now=soon - timedelta(days=1), items=3)
    returned = _drafted(trial, words["returned"], "", now=soon - timedelta(days=3), items=2)
    _submit(trial, returned, now=soon - timedelta(days=2))
    reason = words["return_reason"]
    return_plan(plan_id=returned.pk, reason=reason, by=reviewer, now=soon - timedelta(hours=23))
    submitted = _drafted(trial, words["submitted"], "", now=soon - timedelta(days=3), items=2)
    _submit(trial, submitted, now=soon - timedelta(hours=22))


def _submit(trial: Trial, plan: WorkPlan, *, now: datetime) -> None:
    submit_plan(plan_id=plan.pk, by=Actor(trial.people["office"]), now=now)


def _drafted(
    trial: Trial, title: str, number: str, *, now: datetime, items: int | None = None
) -> WorkPlan:
    """A plan of the county with so many of the items, drafted by the office."""
    year, acts = trial.until.year, {"by": Actor(trial.people["office"]), "now": now}
    plan = draft_plan(
        unit_id=trial.county_id,
        year=year,
        title=title.format(year=year),
        document_number=number.format(year=year),
        **acts,
    )
    issued_on = max(now.date() + timedelta(days=2), trial.until.date() - timedelta(days=AGO))
    heads = _heads(trial)
    for place, words in enumerate(trial.words["plans"]["items"][:items]):
        add_to_draft(
            plan_id=plan.pk,
            **{name: words[name] for name in ("text", "goal", "measures")},
            category_id=Category.objects.get(code=words["category"]).pk,
            due_on=_working_day(trial, issued_on + timedelta(days=DUE[place])),
            leads_id=_leader(trial).pk if place % 3 else _post_of(trial, "leader").pk,
            pushes_id=_leader(trial).pk,
            carries_out_id=heads[place].pk,
            **acts,
        )
    return plan


def _break_down(trial: Trial, item: PlanItem, *, now: datetime) -> None:
    """To the other posts of its unit; the first part is carried out."""
    by = Actor(trial.holders[item.carries_out_id])
    below = Post.objects.filter(unit=item.carries_out.unit, role_kind__collective=False)
    below = below.exclude(pk=item.carries_out_id).filter(pk__in=trial.holders)
    parts = [
        break_down(
            by=by,
            now=now,
            item_id=item.pk,
            text=text,
            due_on=_working_day(trial, now.date() + timedelta(days=25 + 10 * place)),
            carries_out_id=post.pk,
        )
        for place, (text, post) in enumerate(
            zip(trial.words["plans"]["parts"], below.order_by("position", "pk"), strict=False)
        )
    ]
    _log(trial, parts[0], now=now + timedelta(days=4))


def _progress(trial: Trial, items: Sequence[PlanItem], *, now: datetime) -> None:
    """Of three items an entry each; of the first one taken back and written anew."""
    words = trial.words["plans"]
    entries = []
    for item, text in zip(items, words["progress"], strict=False):
        acts = {"by": Actor(trial.holders[item.carries_out_id]), "now": now}
        entries.append(note_progress(item_id=item.pk, on=now.date(), text=text, **acts))
    acts = {"by": Actor(trial.holders[items[0].carries_out_id]), "now": now + timedelta(hours=2)}
    take_back_progress(progress_id=entries[0].pk, reason=words["miscounted"], **acts)
    note_progress(item_id=items[0].pk, on=now.date(), text=words["progress"][1], **acts)


def _log(trial: Trial, item: PlanItem, *, now: datetime) -> None:
    """The record that fulfils it."""
    task = Task.objects.get(dispatch=item.dispatch_id)
    lodge(
        by=Actor(trial.holders[task.post_id]),
        now=now,
        nonce=UUID(int=NONCES + task.pk << 16),
        task_ids=[task.pk],
        happened_on=now.date(),
        text=trial.words["plans"]["record"],
    )


def _revise(trial: Trial, items: Sequence[PlanItem], *, now: datetime) -> None:
    """A day moved, words changed, an item given to another post and withdrawn."""
    words: Mapping[str, Any] = trial.words["plans"]
    acts = {"by": Actor(trial.people["office"]), "now": now}
    later = _working_day(trial, items[0].due_on + timedelta(days=10))
    move_day(item_id=items[0].pk, due_on=later, reason=words["moved"], **acts)
    changed = {"text": words["other"], "goal": items[3].goal, "measures": items[3].measures}
    change_words(item_id=items[3].pk, reason=words["other_reason"], **changed, **acts)
    other = _heads(trial)[6]
    acts_of = {"item_id": items[3].pk, **acts}
    hand_over(carries_out_id=other.pk, reason=words["handed_over"], **acts_of)
    leads = _post_of(trial, "leader").pk
    change_leaders(leads_id=leads, pushes_id=None, reason=words["leaders"], **acts_of)
    withdraw(item_id=items[5].pk, reason=words["withdrawn"], **acts)


def _heads(trial: Trial) -> list[Post]:
    """The posts that lead bureaus, that of the official to try first."""
    own = _posts_of(trial, "official")
    posts = Post.objects.filter(role_kind__leads_unit=True, pk__in=trial.holders)
    posts = posts.select_related("unit").order_by("unit__order_key", "pk")
    first = list(posts.filter(pk__in=own))
    return [*first, *posts.exclude(pk__in=[post.pk for post in first])[:8]]


def _post_of(trial: Trial, who: str) -> Post:
    return Post.objects.get(pk=max(_posts_of(trial, who)))


def _posts_of(trial: Trial, who: str) -> list[int]:
    """The posts (ids) that the person holds."""
    return [pk for pk, person in trial.holders.items() if person == trial.people[who]]


def _leader(trial: Trial) -> Post:
    return _post_of(trial, "incharge")


def _working_day(trial: Trial, day: date) -> date:
    return calendar_of(trial.county_id).roll_forward(day)
