"""Who is missing of a dispatched task, and how far its message came."""

from datetime import date

import pytest

from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.page.progress import SHOWN, Reached, progress_of
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make.make_county()


@pytest.fixture
def office(county):
    unit = make.make_unit(county, kind="office")
    return make.make_holder(unit, Role.COMMISSION_OFFICE)[1]


@pytest.fixture
def act(county, office):
    """Given to two branches, of eight bodies and one; the first body's post is vacant."""
    wide, narrow = (make.make_unit(county, name, kind="branch") for name in ("Towns", "Bureaus"))
    make.make_post(make.make_unit(wide))
    for _ in range(SHOWN + 1):
        make.make_holder(make.make_unit(wide))
    _, without_number = make.make_holder(make.make_unit(narrow))
    User.objects.exclude(pk=without_number.pk).update(phone="+8613800002046")
    act = dispatch(
        by=make.actor(office), now=NOW, nonce=make.nonce(), county_id=county.pk, title="Check",
        text="", category=make.make_category(), due_on=date(2026, 10, 30), required=1, basis="",
        posts=list(Post.objects.filter(role_kind__code=Role.PRINCIPAL_OFFICER)),
    )  # fmt: skip
    send_due(now=act.goes_at)
    gather(now=act.goes_at)
    act.refresh_from_db()
    return act


def reached_of(progress) -> dict:
    return {row.task.post_id: row.reached for branch in progress.branches for row in branch.rows}


def test_by_branch_with_the_rest_folded(act, office):
    progress = progress_of(act, user=office, now=act.goes_at)
    assert [branch.unit.name for branch in progress.branches] == ["Towns", "Bureaus"]
    wide = progress.branches[0]
    assert (len(wide.shown), len(wide.folded), wide.given) == (SHOWN, 2, SHOWN + 2)


def test_seen_unseen_not_delivered_and_nobody(act, office):
    tasks = list(Task.objects.filter(dispatch=act).order_by("pk"))
    vacant, seen, unseen, *_, failed = tasks
    Reminder.objects.filter(deadline_id=vacant.pk).delete()
    inbox = Reminder.objects.get(deadline_id=seen.pk).message
    Message.objects.filter(pk=inbox.pk).update(read_at=act.goes_at)
    reached = reached_of(progress_of(act, user=office, now=act.goes_at))
    assert reached[seen.post_id] == Reached.SEEN
    assert reached[unseen.post_id] == Reached.UNSEEN
    assert reached[vacant.post_id] == Reached.NOBODY
    assert reached[failed.post_id] == Reached.FAILED
    only = progress_of(act, user=office, now=act.goes_at, only="failed")
    assert set(reached_of(only)) == {vacant.post_id, failed.post_id} and only.failed == 2
