"""Dispatches in a county to try."""

from datetime import datetime, timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import calendar_of
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import RoleKind
from responsibility.tasks.dispatches.change import move_day
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.reach import posts_for
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.dispatches.take_back import take_back


def demonstrate(trial: Trial) -> None:
    """One given out seven days ago, its deadline moved the day after; one today, that has gone out;
    one taken back before it went, and one after."""
    kept, given, mistaken, called_off = trial.words["dispatches"]
    by = Actor(user=trial.people["office"])
    old = _give(trial, kept, 1, now=trial.until - timedelta(days=7), days=8)
    _give(trial, given, 2, now=trial.until - timedelta(hours=1), days=18)
    few = {"days": 9, "most": 12}
    _give(trial, mistaken, 3, now=trial.until - timedelta(days=2), sent=False, **few)
    late = _give(trial, called_off, 4, now=trial.until - timedelta(days=5), **few)
    day = calendar_of(trial.county_id).after_working_days(old.due_on, 1)
    moved_at, stopped_at = (act.dispatched_at + timedelta(days=1) for act in (old, late))
    move_day(by=by, now=moved_at, dispatch_id=old.pk, due_on=day, reason=kept["reason"])
    take_back(by=by, now=stopped_at, dispatch_id=late.pk, reason=called_off["reason"])


def _give(
    trial: Trial,
    words: dict,
    number: int,
    *,
    now: datetime,
    days: int,
    most: int | None = None,
    sent: bool = True,
) -> Dispatch:
    """Give a task to the leaders of units (`most` of them) at `now`, and let it go, or take it
    back before."""
    leading = RoleKind.objects.filter(leads_unit=True).values_list("code", flat=True)
    posts = posts_for(
        county_id=trial.county_id, role_codes=list(leading), unit_ids=None, now=trial.until
    )
    by = Actor(user=trial.people["office"])
    due_on = calendar_of(trial.county_id).roll_forward(now.date() + timedelta(days=days))
    act = dispatch(
        by=by,
        now=now,
        nonce=UUID(int=number),
        county_id=trial.county_id,
        title=words["title"],
        text=words["text"],
        category=Category.objects.get(code=words["category"]),
        due_on=due_on,
        required=1,
        basis=trial.words["dispatch_basis"].format(year=trial.until.year, number=40 + number),
        posts=list(posts.order_by("pk")[:most]),
    )
    if sent:
        send_due(now=act.goes_at)
        act.refresh_from_db()
        return act
    return take_back(by=by, now=now + timedelta(minutes=4), dispatch_id=act.pk)
