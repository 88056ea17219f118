"""Dispatches in a county to try."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import SimpleUploadedFile

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import calendar_of
from responsibility.files.models import StoredFile
from responsibility.files.store import store_upload
from responsibility.lists.models import Category
from responsibility.organisation.relations.gives import posts_given_to
from responsibility.tasks.dispatches.change import change_at_once, change_text, move_day
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.dispatches.take_back import take_back

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)


def demonstrate(trial: Trial) -> None:
    """One given out seven days ago, its deadline moved the day after; one today, that has gone out
    with a paper, and whose explanation is about to change; one taken back before it went, and one
    after; one by a group to the units it supervises."""
    moved, given, mistaken, called_off, of_group = trial.words["dispatches"]
    by = Actor(user=trial.people["office"])
    old = _give(trial, moved, 1, now=trial.until - timedelta(days=7), days=8)
    now = trial.until - timedelta(hours=1)
    new = _give(trial, given, 2, now=now, days=18, paper=trial.words["paper"])
    few = {"days": 9, "most": 12}
    _give(trial, mistaken, 3, now=trial.until - timedelta(days=2), sent=False, **few)
    late = _give(trial, called_off, 4, now=trial.until - timedelta(days=5), **few)
    day = calendar_of(trial.county_id).after_working_days(old.due_on, 1)
    moved_at, stopped_at = (act.dispatched_at + timedelta(days=1) for act in (old, late))
    move_day(by=by, now=moved_at, dispatch_id=old.pk, due_on=day, reason=moved["reason"])
    change_at_once(by=by, now=moved_at, dispatch_id=old.pk)
    soon = trial.until - timedelta(minutes=3)
    change_text(by=by, now=soon, dispatch_id=new.pk, text=given["changed"])
    two_days_ago = trial.until - timedelta(days=2)
    _give(trial, of_group, 5, now=two_days_ago, days=12, by=trial.people["group"])
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
    paper: str = "",
    by: AbstractBaseUser | None = None,
) -> Dispatch:
    """Give a task to the leaders of units (`most` of them) at `now`, with a `paper` of that name,
    and let it go, or take it back before; `by` the office if not said."""
    by = Actor(user=by or trial.people["office"])
    posts = posts_given_to(by.user, at=trial.until).filter(role_kind__leads_unit=True)
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
        file_ids=[_paper(paper, by, now).pk] if paper else [],
    )
    if sent:
        send_due(now=act.goes_at)
        act.refresh_from_db()
        return act
    return take_back(by=by, now=now + timedelta(minutes=4), dispatch_id=act.pk)


def _paper(name: str, by: Actor, now: datetime) -> StoredFile:
    """A small picture that stands for a paper to work from."""
    upload = SimpleUploadedFile(name, PICTURE, content_type="image/png")
    return store_upload(upload=upload, by=by, now=now)
