"""An inspector's morning: what turned since when, what is said of it, one tap for all of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.decisions.extend import ask_extension
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from dashboards.morning.morning import Morning, since_when
from demonstration.roles import Role
from supervision.activities.kinds import ActivityKind
from supervision.activities.quarter.plan import plan_activity
from supervision.activities.record import record_activity
from supervision.activities.starter import load_activity_kinds
from supervision.last_visits.models import LastVisit
from supervision.last_visits.visit import note_visit
from tests import make
from tests.alerts.outbox.make import make_ended, make_reminder
from tests.dashboards.county import FACTS, build, owe
from tests.make import NOW, at

MEMBER, PRINCIPAL = Role.TEAM_MEMBER, Role.PRINCIPAL_OFFICER
pytestmark = pytest.mark.django_db
YESTERDAY = at("2026-09-23 00:00")


@pytest.fixture
def shire(db):
    return build()


def morning(shire, since=YESTERDAY, who="group") -> Morning:
    return Morning.of(shire.people[who], since=since, now=NOW)


def fact(shire, task, **more):
    (row,) = [row for row in morning(shire, **more).turned.rows if row.pk == task.pk]
    return row


@pytest.mark.parametrize("how, since, new", [
    ("yellow", "2026-09-23 00:00", True),  # stored, lit on the 23rd at 0:00
    ("yellow", "2026-09-23 00:01", False),
    ("red", "2026-08-01 00:00", True),
    ("red", "2026-08-01 00:01", False),
    ("stale yellow", "2026-09-23 00:00", True),  # no sweep has stored it: the clock turned it
    ("stale yellow", "2026-09-23 00:01", False),
    ("stale red", "2026-08-01 00:00", True),
    ("stale red", "2026-08-01 00:01", False),
    ("green", "2026-07-01 00:00", False),
    ("orange", "2026-07-01 00:00", False),
    ("unlit", "2026-07-01 00:00", False),
    ("exempt", "2026-07-01 00:00", False),
])  # fmt: skip
def test_what_turned_after_the_last_visit_is_new(shire, how, since, new):
    warned = {"warns_at": at("2026-09-23 00:00")} if how == "stale yellow" else {}
    task = owe(shire.posts["Body 1", MEMBER], how, **warned)
    found = morning(shire, since=at(since))
    assert [row.pk for row in found.turned.rows] == [task.pk] * new
    assert found.turned.red + found.turned.yellow == new
    exempt = how == "exempt"
    assert found.unchanged == (not new and not exempt)
    assert found.still_red == (not new and how in ("red", "stale red"))


def test_units_of_others_and_the_own_are_not_among_it(shire):
    owe(shire.posts["Body 2", MEMBER])
    own = owe(shire.posts["Group", Role.STATIONED_GROUP])
    found = morning(shire)
    assert found.turned.rows == []
    assert [row.pk for row in found.own] == [own.pk]
    assert (found.own_soon, found.own_late) == (1, 0)


def test_the_same_for_several_posts_is_said_once_and_what_is_special_alone(shire):
    first, second = (owe(shire.posts[body, MEMBER]) for body in ("Body 1", "Body 3"))
    vacant = owe(make.make_post(shire.bodies[0], MEMBER))
    for task in (first, second, vacant):
        type(task).objects.filter(pk=task.pk).update(item=first.item)
    ((due_on, said),) = morning(shire).sayings
    assert due_on == first.due_on
    assert sorted(len(saying.rows) for saying in said) == [1, 2]


def test_a_vacant_post_names_who_stands_in(shire):
    seat = fact(shire, owe(make.make_post(shire.bodies[0], MEMBER)))
    assert seat.beside.vacant
    assert seat.beside.stands_in == [shire.people["officer"].name]
    alone = make.make_unit(shire.county, "Alone")
    make.supervise(shire.posts["Group", Role.STATIONED_GROUP].unit, alone)
    shire.people["group"].__dict__.pop("_standing", None)
    assert fact(shire, owe(make.make_post(alone, PRINCIPAL))).beside.stands_in == []


def test_a_text_that_did_not_arrive_says_who_is_told_otherwise(shire):
    holder = shire.people["member"]
    task = owe(shire.posts["Body 1", MEMBER])
    to = {"county_id": shire.county.pk, "recipient": holder}
    reminder = make_reminder(task, holder, text=make_ended(State.FAILED, **to))
    facts = fact(shire, task).beside
    assert (facts.failed, facts.read, facts.called) == (holder.name, False, "")
    assert facts.reason
    Message.objects.filter(pk=reminder.message_id).update(read_at=NOW)
    assert fact(shire, task).beside.read


def test_red_stays_while_an_extension_waits(shire):
    task = owe(shire.posts["Body 1", MEMBER], "red")
    ask_extension(
        by=make.actor(shire.people["member"]), now=NOW, deadline=task,
        wanted_on=NOW.date() + make.days(9), reason="Flood.",
    )  # fmt: skip
    row = fact(shire, task, since=at("2026-07-01 00:00"))
    assert (row.lamp_now, row.beside.wanted_on) == ("red", NOW.date() + make.days(9))


def test_one_tap_reminds_of_all_and_leaves_no_second_button(client, shire):
    tasks = [owe(shire.posts[body, MEMBER]) for body in ("Body 1", "Body 3")]
    client.force_login(shire.people["group"])
    page = client.get("/morning/").text
    assert page.count('name="task"') == 4  # each in its own form and in that of all
    sent = {"task": [task.pk for task in tasks], "next": "/morning/"}
    assert client.post("/board/remind/", sent).url == "/morning/"
    people = {shire.people[f"{role} of {body}"] for role in (MEMBER, PRINCIPAL)
              for body in ("Body 1", "Body 3")}  # fmt: skip
    assert {reminder.recipient for reminder in Reminder.objects.all()} == people
    again = client.get("/morning/").text
    assert 'name="task"' not in again
    assert again.count("已提醒 10:20") == 2


def test_who_may_not_remind_has_no_button(client, shire):
    owe(shire.posts["Body 1", MEMBER])
    client.force_login(shire.people["group without urging"])
    page = client.get("/morning/").text
    assert "Body 1" in page and 'name="task"' not in page


def test_a_visit_lasts_an_hour_and_the_one_before_is_remembered(shire):
    user = shire.people["group"]
    looks = ["2026-09-22 17:00", "2026-09-22 17:40", "2026-09-24 08:00", "2026-09-24 08:59"]
    before = [note_visit(user=user, now=at(look)) for look in looks]
    assert before == [None, None, at("2026-09-22 17:40"), at("2026-09-22 17:40")]
    assert LastVisit.objects.count() == 1


@pytest.mark.parametrize("last, days, since", [
    (None, None, "2026-09-23 00:00"),
    ("2026-09-22 17:40", None, "2026-09-22 17:40"),
    ("2026-09-22 17:40", 7, "2026-09-17 00:00"),
    (None, 10**9, "2026-08-24 00:00"),
])  # fmt: skip
def test_since_when_it_is_told(last, days, since):
    assert since_when(last=last and at(last), days=days, now=NOW) == at(since)


def test_what_the_body_planned_for_the_next_days_stands_there(shire):
    load_activity_kinds(county_id=shire.county.pk, now=NOW)
    kind = ActivityKind.objects.get(code="visit").pk
    by = make.actor(shire.people["group"])

    def plan(days: int | None):
        on = None if days is None else NOW.date() + make.days(days)
        return plan_activity(
            by=by, now=NOW, nonce=make.nonce(), quarter="2026-3", kind_id=kind,
            unit_id=shire.bodies[0].pk, planned_on=on,
        )  # fmt: skip

    today, done, soon = plan(0), plan(1), plan(6)
    plan(None)
    record_activity(
        by=by, now=NOW, nonce=make.nonce(), kind_id=kind, happened_on=NOW.date(), text="Visited.",
        unit_ids=[shire.bodies[0].pk], line_ids=[done.pk],
    )  # fmt: skip
    assert morning(shire).ahead == [today, soon]
    assert morning(shire, who="group without urging").ahead == [today, soon]


def test_it_costs_the_same_for_many_rows(client, shire):
    client.force_login(shire.people["group"])
    client.get("/morning/")
    found = []
    for more in (1, 9):
        for _ in range(more):
            vacant = make.make_post(shire.bodies[0], MEMBER)
            owe(vacant)
            for how in FACTS:
                owe(shire.posts["Body 1", MEMBER], how)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/morning/?days=31").status_code == 200
        found.append(len(asked))
    assert found[0] == found[1]
    assert found[0] <= 74
