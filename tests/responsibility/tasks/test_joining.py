"""A post opened or filled after a publication gets what it owes, in whatever order it happens."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.days import midnight
from pages.refused import Refused
from responsibility.lists.publications import Publication
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.open import open_post
from responsibility.tasks.appointing.appoint import appoint
from responsibility.tasks.appointing.start import tell_who_starts
from responsibility.tasks.joining.give import give_as_shown, give_by_itself
from responsibility.tasks.joining.line import posts_without_tasks
from responsibility.tasks.joining.preview import preview
from responsibility.tasks.joining.published import published
from responsibility.tasks.joining.waiting import without_tasks
from responsibility.tasks.kind import TAKEN_OVER, TAKEN_OVER_RED
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from tests import make
from tests.make import actor, at, days, make_person, make_post
from tests.pages.conftest import undone
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = pytest.mark.django_db
FACTS = (
    "item_code", "period_start", "period_end", "occasion", "due_on", "opens_at", "warns_at",
    "late_at", "required", "owed_from", "provisional",
)  # fmt: skip
SOME = ["PO-C01-03", "PO-C02-02", "PO-C07-02", "PO-C03-01"]


@pytest.fixture
def ground():
    return Ground()


@pytest.fixture
def four(ground):
    """A quarterly item that asks four, and a yearly one."""
    quarterly = make.make_item(ground.county, cadence="quarterly", required=4)
    yearly = make.make_item(ground.county, cadence="yearly", required=4)
    return quarterly, yearly


def publish_items(ground, items, *, now=NEW_YEAR, **over):
    codes = [item.code for item in items]
    list_id = items[0].duty_list_id
    return publish(duty_list_id=list_id, year=2026, codes=codes, by=None, now=now, **over)


def open_one(ground, now, first_on=None):
    return open_post(
        unit_id=ground.unit.pk,
        role_kind_id=ground.head.role_kind_id,
        title="Second secretary",
        first_on=first_on or now.date(),
        by=actor(ground.officer),
        now=now,
    )


def fill(ground, post, now, first_on=None):
    return appoint(
        post_id=post.pk,
        user_id=make_person(county=ground.county).pk,
        first_on=first_on or now.date(),
        by=actor(ground.officer),
        now=now,
    )


def tasks_of(post):
    return list(Task.objects.filter(post=post).order_by("item_code", "period_start").values(*FACTS))


def first_of(item, post):
    return Task.objects.filter(item=item, post=post).earliest("period_start")


def test_opened_and_filled_on_28_september(ground, four):
    """G46: not 4 of 4 by the 30th; the periods after it as published."""
    publish_items(ground, four)
    now = at("2026-09-28 10:00")
    post = open_one(ground, now)
    assert not Task.objects.filter(post=post).exists(), "nobody is there to owe it"
    assert fill(ground, post, now)[1] == 3

    third, yearly = (first_of(item, post) for item in four)
    assert (third.required, third.due_on, third.owed_from) == (
        1,
        date(2026, 10, 16),
        date(2026, 9, 28),
    )
    assert third.opens_at == at("2026-09-28 00:00")
    assert (yearly.required, yearly.due_on) == (2, date(2026, 12, 31))
    fourth = Task.objects.get(post=post, item=four[0], period_start="2026-10-01")
    assert (fourth.required, fourth.due_on, fourth.owed_from) == (4, date(2026, 12, 31), None)
    entry = AuditEntry.objects.get(action="list.join")
    assert entry.user is None
    assert entry.after == {"posts": [post.pk], "tasks": 3}


def test_nothing_is_given_twice(ground, four):
    publish_items(ground, four)
    now = at("2026-09-28 10:00")
    post = open_one(ground, now)
    fill(ground, post, now)
    before = tasks_of(post)
    assert give_by_itself(now=now + days(1)) == 0
    publish_items(ground, four, now=now + days(2))
    assert tasks_of(post) == before


def test_an_appointment_taken_back_leaves_no_tasks_that_only_it_caused(ground, four):
    publish_items(ground, four)
    now = at("2026-09-28 10:00")
    post = open_one(ground, now)
    appointment = fill(ground, post, now)[0]
    act = {"entries": "appointments", "entry_id": appointment.pk, "by": actor(ground.officer)}
    tasks = Task.objects.filter(post=post)
    take_back(reason="Another post was meant.", now=now + days(1), **act)
    assert set(tasks.values_list("lamp", "lamp_cause")) == {("exempt", "unappointed")}
    fill(ground, post, now + days(2))
    assert tasks.count() == 3
    assert not tasks.filter(exempt=True).exists(), "who is rightly appointed owes them"


def test_who_was_there_before_goes_on_owing(ground, four):
    publish_items(ground, four)
    now = at("2026-09-28 10:00")
    post = open_one(ground, now)
    fill(ground, post, now)
    by = actor(ground.officer)
    first = post.appointments.get()
    end_appointment(appointment_id=first.pk, last_on=now.date() + days(8), by=by, now=now)
    second = fill(ground, post, now + days(9))[0]
    act = {"entries": "appointments", "entry_id": second.pk, "by": actor(ground.officer)}
    take_back(reason="Mistaken.", now=now + days(10), **act)
    assert not Task.objects.filter(post=post, exempt=True).exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    opened=st.dates(date(2026, 1, 6), date(2026, 12, 28)),
    vacant=st.integers(0, 60),
)  # fmt: skip
def test_publishing_first_and_filling_later_is_the_rule(ground, opened, vacant):
    """Played in both orders: published in January and joined later, or joined and then published
    on that day, a post comes to owe the same."""
    filled = min(opened + days(vacant), date(2026, 12, 31))
    first, then = (midnight(day) + days(0.4) for day in (opened, filled))
    results = []
    for order in ("publish first", "publish last"):
        with undone():
            if order == "publish first":
                ground.publish(*SOME)
            post = open_one(ground, first)
            fill(ground, post, then)
            if order == "publish last":
                ground.publish(*SOME, now=then)
            results.append(tasks_of(post))
    assert results[0] == results[1]
    assert results[0]
    assert all(task["due_on"] >= filled for task in results[0])


def test_a_successor_keeps_what_there_is(ground, four):
    """The tasks hang on the post: neither count nor day moves for who comes after."""
    publish_items(ground, four)
    before = tasks_of(ground.head)
    appoint(
        post_id=ground.head.pk,
        user_id=make_person(county=ground.county).pk,
        first_on=date(2026, 9, 28),
        ends_running=True,
        by=actor(ground.officer),
        now=at("2026-09-28 10:00"),
    )
    assert tasks_of(ground.head) == before


def test_an_appointment_entered_late_owes_from_that_day(ground, four):
    """Nobody owes what nobody told them."""
    publish_items(ground, four)
    post = open_one(ground, at("2026-08-03 10:00"))
    fill(ground, post, at("2026-10-09 10:00"), first_on=date(2026, 8, 3))
    assert {task.period_start for task in Task.objects.filter(post=post, item=four[0])} == {
        date(2026, 10, 1)
    }
    assert first_of(four[0], post).owed_from == date(2026, 10, 9)


def test_a_collective_post_gets_them_overnight(ground):
    ground.publish(role=Role.PARTY_COMMITTEE)
    now = at("2026-09-28 10:00")
    post = make_post(ground.unit, Role.PARTY_COMMITTEE)
    assert give_by_itself(now=now) == 0
    make.join(post, role="clerk", start=date(2026, 9, 28))
    assert give_by_itself(now=now) == 0, "a clerk is nobody to owe it"
    make.join(post, role="head", start=date(2026, 9, 28))
    assert give_by_itself(now=now + days(1)) > 0
    assert give_by_itself(now=now + days(2)) == 0


class TestTheOfficeIsAsked:
    """Where the publication says no, and of publications before there was the choice."""

    @pytest.fixture
    def joined(self, ground, four):
        publish_items(ground, four, later_joiners=False)
        post = open_one(ground, at("2026-03-12 10:00"))
        fill(ground, post, at("2026-03-12 10:00"))
        assert not Task.objects.filter(post=post).exists()
        return post

    def test_the_line(self, ground, joined):
        now = at("2026-09-28 10:00")
        (line,) = posts_without_tasks(user=ground.officer, now=now)
        assert line.text == "1 个岗位自3月12日起无任务"
        assert posts_without_tasks(user=ground.head_user, now=now) == []
        give_as_shown(posts=[joined.pk], by=actor(ground.officer), now=now)
        assert posts_without_tasks(user=ground.officer, now=now) == []

    def test_the_preview_is_what_happens(self, ground, joined):
        now = at("2026-09-28 10:00")
        counties = [ground.county.pk]
        waiting = without_tasks(published(counties=counties, now=now), now=now)
        (row,) = preview(waiting, now=now)
        assert (row.post, row.owes_from) == (joined, date(2026, 3, 12))
        made = give_as_shown(posts=[joined.pk], by=actor(ground.officer), now=now)
        assert made == row.tasks == 3
        for item in row.items:
            task = first_of(item.item, joined)
            assert (task.required, task.due_on) == (item.asked, item.due_on)
            assert task.owed_from == date(2026, 9, 28), "from the day it is told"
        assert AuditEntry.objects.get(action="list.join").user == ground.officer

    def test_only_the_office_and_only_what_was_shown(self, ground, joined):
        now = at("2026-09-28 10:00")
        with pytest.raises(PermissionDenied):
            give_as_shown(posts=[joined.pk], by=actor(ground.head_user), now=now)
        assert give_as_shown(posts=[ground.head.pk], by=actor(ground.officer), now=now) == 0

    def test_publishing_again_gives_them_too(self, ground, four, joined):
        now = at("2026-09-28 10:00")
        publish_items(ground, four, now=now, later_joiners=False)
        assert first_of(four[0], joined).owed_from == date(2026, 9, 28)
        assert not Publication.objects.get().later_joiners


def test_publishing_for_no_post_is_refused_or_waits(ground):
    with pytest.raises(Refused, match="没有"):
        publish(
            duty_list_id=ground.list_of(Role.STATIONED_GROUP).pk,
            year=2026,
            later_joiners=False,
            by=None,
            now=NEW_YEAR,
        )
    ground.publish(role=Role.STATIONED_GROUP)
    post = make_post(ground.unit, Role.STATIONED_GROUP)
    make.join(post, role="head", start=date(2026, 3, 2))
    assert give_by_itself(now=at("2026-03-02 10:00")) > 0


class TestStartMessage:
    """A newcomer hears on his first day what he takes over (G46)."""

    NOW = at("2026-10-09 10:00")

    def told(self, person) -> dict[str, int]:
        return {r.stage: r.recipient_id for r in Reminder.objects.filter(recipient=person)}

    def succeed(self, ground, first_on, now: datetime):
        return appoint(
            post_id=ground.head.pk,
            user_id=make_person(county=ground.county).pk,
            first_on=first_on,
            ends_running=True,
            by=actor(ground.officer),
            now=now,
        )[0].user

    def test_with_the_act(self, ground, four):
        publish_items(ground, four)
        newcomer = self.succeed(ground, date(2026, 10, 9), self.NOW)
        assert self.told(newcomer).keys() == {TAKEN_OVER, TAKEN_OVER_RED}
        assert tell_who_starts(now=self.NOW + days(1)) == 0

    def test_on_the_day_of_who_begins_later(self, ground, four):
        publish_items(ground, four)
        newcomer = self.succeed(ground, date(2026, 10, 12), self.NOW)
        assert self.told(newcomer) == {}
        assert tell_who_starts(now=at("2026-10-12 00:05")) == 2
        assert self.told(newcomer).keys() == {TAKEN_OVER, TAKEN_OVER_RED}

    def test_nothing_to_take_over_is_no_news(self, ground):
        newcomer = self.succeed(ground, date(2026, 10, 9), self.NOW)
        assert self.told(newcomer) == {}


@pytest.mark.parametrize(
    "first_on", [date(2026, 3, 2), date(2026, 1, 1)], ids=["that day", "dated back"]
)
def test_joined_on_the_day_of_publication_or_dated_back_is_not_forgotten(ground, four, first_on):
    publish_items(ground, four, now=at("2026-03-02 09:00"))
    now = at("2026-03-02 15:00")
    post = open_one(ground, now, first_on=first_on)
    assert fill(ground, post, now, first_on=first_on)[1] == len(tasks_of(post)) > 0
    assert first_of(four[0], post).owed_from == now.date(), "nobody owes what nobody told them"


@pytest.mark.parametrize(
    "joined, waits",
    [
        (at("2026-03-20 09:00"), True),
        (at("2026-09-30 09:00"), True),
        (at("2026-10-01 09:00"), False),  # its one day of the year is over
        (at("2026-12-30 09:00"), False),
    ],
)
def test_a_post_with_nothing_left_to_owe_does_not_wait(ground, joined, waits):
    """Else it would stand on the office's line for ever."""
    item = make.make_item(ground.county, cadence="yearly", due_rule="md:09-30", required=4)
    publish_items(ground, [item], later_joiners=False)
    fill(ground, open_one(ground, joined), joined)
    waiting = without_tasks(published(counties=None, now=joined), now=joined)
    assert bool(waiting) is waits
    assert bool(give_as_shown(
        posts=[one.post_id for one in waiting], by=actor(ground.officer), now=joined
    )) is waits  # fmt: skip
