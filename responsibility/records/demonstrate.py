"""Reports on dispatched tasks in a county to try."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord
from responsibility.records.together.earlier import logged_by_others
from responsibility.records.together.invited import invited
from responsibility.records.together.party import Party
from responsibility.tasks.models import Task

LATER = timedelta(days=2)
LATELY = timedelta(hours=5)
MEETINGS = 3  # that a group sat in and has still to confirm


def demonstrate(trial: Trial) -> None:
    """Reports on what was given out, and meetings in which a group sat."""
    _report(trial)
    _meet_with_groups(trial)


def _meet_with_groups(trial: Trial) -> None:
    """Principal officers lodge a meeting of today, the group that supervises the unit among those
    who took part: it waits for the group's confirmation, for its own duty to sit in."""
    now = trial.until - LATELY
    groups = Post.objects.filter(role_kind__supervises=True)
    posts = frozenset(groups.values_list("pk", flat=True))
    meetings = Task.objects.opened(now=now).filter(
        item__event_key="major_decision", fulfilled_at=None, exempt=False, opens_at__lte=now
    )
    played = 0
    for task in meetings.filter(role_kind__leads_unit=True).select_related("item").order_by("pk"):
        by = trial.holders.get(task.post_id)
        party = Party(on=day_of(now), posts=posts)
        logged = logged_by_others([task], party=party)
        if by is None or logged or played == MEETINGS:
            continue
        if offered := invited(user=by, tasks=[task], party=party, at=now):
            played += 1
            lodge(
                by=Actor(user=by),
                now=now,
                nonce=UUID(int=task.pk << 8),
                task_ids=[task.pk],
                happened_on=day_of(now),
                kind=DutyRecord.Kind.MEETING,
                text=trial.words["records"][4].format(text=task.title),
                counterpart_post_ids=[each.post_id for each in offered],
            )


def _report(trial: Trial) -> None:
    """Of each dispatch that stands and was given days ago every third post reported two days
    later, the first two in the same words: what they share is shown to whoever checks."""
    given = Task.objects.filter(
        dispatch__dispatched_at__lt=trial.until - LATER, dispatch__taken_back_at=None
    )
    for dispatch_id in given.order_by("dispatch").values_list("dispatch", flat=True).distinct():
        for number, task in enumerate(given.filter(dispatch=dispatch_id).order_by("pk")[::3]):
            text = trial.words["records"][4].format(text=task.title)
            now = task.dispatch.dispatched_at + LATER
            lodge(
                by=Actor(user=trial.holders[task.post_id]),
                now=now,
                nonce=UUID(int=task.pk << 8),
                task_ids=[task.pk],
                happened_on=now.date(),
                text=trial.words["reported"] if number < 2 else text,
            )
