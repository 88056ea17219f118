"""What waits on the desk besides tasks; and the desk, the calendar and the form of one post."""

import pytest
import time_machine
from django.utils import translation

from alerts.decisions.extend import ask_extension
from alerts.kinds.collected import collected
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.owe import owe_reminders
from demonstration.roles import Role
from pages.line import Line, lines_of
from responsibility.cards.models import ReminderCard
from responsibility.cards.receive import receive_card
from responsibility.cards.waiting import cards_to_receive
from responsibility.organisation.acting import KEPT_AS, narrowed_to
from responsibility.organisation.standing import standing_of
from responsibility.outbox.waiting import unread_on_desk
from responsibility.records.form.choices import task_choices
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from supervision.urging.kind import URGED
from tests.make import NOW, actor, appoint, at, join, make_item, make_post, make_task, make_unit
from tests.responsibility.cards.conftest import build_stage
from tests.responsibility.records.cast import lodge_as, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller, translation.override("en"):
        yield traveller


@pytest.fixture
def cast():
    """Somebody with two posts, one task each."""
    cast = make_cast()
    cast.second = make_post(make_unit(cast.county, "Elsewhere"), title="Deputy")
    appoint(cast.second, cast.holder)
    cast.task, cast.other_task = make_task(cast.post), make_task(cast.second)
    return cast


def page(client, user, address="/desk/") -> str:
    client.cookies["django_language"] = "en"
    client.force_login(user)
    return client.get(address).content.decode()


# Lines


def lines(user) -> list[Line]:
    """What all rooms have to say on the desk."""
    return lines_of(collected().paths("desk_lines"), user=user, now=NOW)


def test_a_card_waits_until_it_is_received_or_its_quarter_is_over(client):
    stage = build_stage()
    stage.issued()
    card = ReminderCard.objects.get(post=stage.posts[0])
    (line,) = cards_to_receive(user=stage.holders[0], now=NOW)
    assert line.address == card.get_absolute_url() and card.number in line.text
    assert line.address in page(client, stage.holders[0])
    clerk = join(stage.posts[0], role="clerk")
    assert cards_to_receive(user=clerk, now=NOW) == []
    assert cards_to_receive(user=stage.holders[0], now=at("2026-10-01 00:00")) == []
    receive_card(card_uuid=card.uuid, by=actor(stage.holders[0]), now=NOW)
    assert cards_to_receive(user=stage.holders[0], now=NOW) == []


def test_of_a_corrected_card_only_the_new_edition_waits():
    stage = build_stage()
    stage.issued()
    stage.issued()
    newest = ReminderCard.objects.filter(post=stage.posts[0]).latest("issue__edition")
    (line,) = cards_to_receive(user=stage.holders[0], now=NOW)
    assert line.address == newest.get_absolute_url()


def test_unread_messages_are_counted_with_what_the_newest_is_about(cast):
    for stage, instant in ((URGED, "10:20"), (DISPATCHED, "15:20")):
        now = at(f"2026-09-24 {instant}")
        owe_reminders(model=Task, ids=[cast.task.pk], stage=stage, now=now)
        gather(now=now)
    (line,) = unread_on_desk(user=cast.holder, now=NOW)
    assert (line.text, line.detail) == ("2 unread messages", "task dispatched")
    Message.objects.filter(recipient=cast.holder).update(read_at=NOW)
    assert unread_on_desk(user=cast.holder, now=NOW) == []


def test_requests_for_an_extension_wait_for_who_decides(cast):
    office_post = make_post(make_unit(cast.county, kind="office"), Role.COMMISSION_OFFICE)
    office = join(office_post, role="head")
    values = {"wanted_on": at("2026-10-10 00:00").date(), "reason": "The bridge is closed."}
    ask_extension(by=actor(cast.holder), now=NOW, deadline=cast.task, **values)
    assert lines(cast.holder) == []
    (line,) = lines(office)  # once, whatever rooms have to say
    assert (line.text, line.address) == ("1 request for an extension to decide", "/extensions/")


# One post of several


def choose(client, user, post_id, back="/desk/"):
    client.force_login(user)
    return client.post("/identity/", {"post": post_id, "next": back})


def test_the_desk_is_narrowed_to_one_post_and_widened_again(client, cast):
    assert choose(client, cast.holder, cast.second.pk)["Location"] == "/desk/"
    narrowed = client.get("/desk/").content.decode()
    assert cast.other_task.title in narrowed and cast.task.title not in narrowed
    calendar = client.get("/calendar/?month=2026-09").content.decode()
    assert cast.other_task.title in calendar and cast.task.title not in calendar
    choose(client, cast.holder, "")
    assert cast.task.title in client.get("/desk/").content.decode()


def test_the_newest_records_are_narrowed_too(client, cast):
    mine, other = lodge_as(cast.holder, cast.task), lodge_as(cast.holder, cast.other_task)
    choose(client, cast.holder, cast.second.pk)
    shown = client.get("/desk/").content.decode()
    assert other.get_absolute_url() in shown and mine.get_absolute_url() not in shown


def test_a_view_is_narrowed_never_a_right(client, cast):
    choose(client, cast.holder, cast.second.pk)
    assert client.get(cast.task.get_absolute_url()).status_code == 200
    assert cast.task.title in client.get(f"/log/?task={cast.task.pk}").content.decode()


@pytest.mark.parametrize("asked", ["", "0", "x", "9" * 30])
def test_what_is_no_own_post_narrows_nothing(client, cast, asked):
    choose(client, cast.holder, asked)
    assert KEPT_AS not in client.session


def test_only_a_post_among_several_own_ones_narrows(cast):
    standing = standing_of(cast.holder, at=NOW)
    assert narrowed_to({KEPT_AS: cast.post.pk}, standing=standing) == cast.post.pk
    assert narrowed_to({KEPT_AS: make_post(cast.unit).pk}, standing=standing) is None
    assert narrowed_to({KEPT_AS: cast.post.pk}, standing=standing_of(cast.clerk, at=NOW)) is None


def test_another_persons_post_narrows_nothing(client, cast):
    choose(client, cast.clerk, cast.second.pk)
    assert KEPT_AS not in client.session


def test_a_post_that_ended_narrows_no_longer(client, cast):
    choose(client, cast.holder, cast.second.pk)
    assert cast.task.title not in client.get("/desk/").content.decode()
    cast.second.appointments.update(period="[2026-01-01,2026-09-24)")
    assert cast.task.title in client.get("/desk/").content.decode()


def test_the_switch_leads_to_no_other_host(client, cast):
    answer = choose(client, cast.holder, cast.post.pk, back="https://elsewhere.example/")
    assert answer["Location"] == "/"


def test_the_form_offers_one_posts_tasks_and_what_the_same_event_fulfils(cast):
    meeting = {"event_key": "meeting"}
    committee = make_post(cast.unit, Role.PARTY_COMMITTEE)
    join(committee, cast.holder, role="head")
    first = make_task(cast.post, make_item(cast.county, **meeting))
    same = make_task(committee, make_item(cast.county, Role.PARTY_COMMITTEE, **meeting))

    def offered(*ticked):
        choices = task_choices(
            user=cast.holder, now=NOW, ticked={task.pk for task in ticked}, post=cast.post.pk
        )
        return {task.pk for task in [*choices.first, *choices.others]}

    assert offered() == {cast.task.pk, first.pk}
    assert offered(first) == {cast.task.pk, first.pk, same.pk}
    assert offered(cast.other_task) == {cast.task.pk, first.pk, cast.other_task.pk}
