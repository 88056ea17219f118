"""Reminding by hand: who may, of what, to whom, and never twice a day."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.tasks.models import Task
from supervision.urging.kind import BY_HAND, URGED_UNIT
from supervision.urging.remind import MOST_AT_ONCE, Reminded, remind
from tests import make
from tests.dashboards.county import build, owe
from tests.make import NOW, at

pytestmark = pytest.mark.django_db
PRINCIPAL, MEMBER = Role.PRINCIPAL_OFFICER, Role.TEAM_MEMBER


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    return build()


def ask(shire, kind, *tasks, now=NOW) -> Reminded:
    return remind(by=make.actor(shire.people[kind]), now=now, task_ids=[task.pk for task in tasks])


def told() -> list[tuple[int, int]]:
    rows = Reminder.objects.filter(stage__in=BY_HAND).order_by("pk")
    return list(rows.values_list("deadline_id", "recipient_id"))


def test_everyone_concerned_is_told_once_a_day(shire):
    task = owe(shire.posts["Body 1", PRINCIPAL])
    holder, clerk = shire.people["officer"], shire.people["clerk"]
    assert ask(shire, "group", task) == Reminded(people=2, tasks=1, again=0, nobody=0, settled=0)
    assert sorted(told()) == sorted([(task.pk, holder.pk), (task.pk, clerk.pk)])
    again = ask(shire, "office", task, now=at("2026-09-24 23:59:59"))
    assert again == Reminded(people=0, tasks=0, again=1, nobody=0, settled=0)
    assert len(told()) == 2
    assert ask(shire, "office", task, now=at("2026-09-25 00:00")).people == 2
    assert len(told()) == 4


def test_it_says_who_asked_when_and_in_which_post(shire):
    task = owe(shire.posts["Body 1", PRINCIPAL])
    ask(shire, "group", task)
    group = shire.posts["Group", Role.STATIONED_GROUP]
    reminder = Reminder.objects.first()
    assert (reminder.asked_by, reminder.owed_at) == (shire.people["group"], NOW)
    assert (reminder.slot, reminder.county_id) == ("2026-09-24", shire.county.pk)
    entry = AuditEntry.objects.get(action="task.urge")
    assert (entry.user, entry.post_id) == (shire.people["group"], group.pk)
    assert (entry.kind, entry.object_id, entry.at) == ("task", str(task.pk), NOW)
    ask(shire, "group", task)
    assert AuditEntry.objects.filter(action="task.urge").count() == 1


def test_people_are_counted_once_for_several_tasks(shire):
    tasks = [owe(shire.posts["Body 1", MEMBER]) for _ in range(3)]
    tasks.append(owe(shire.posts["Body 3", MEMBER]))
    # two members, and the principal officers of their two units
    assert ask(shire, "group", *tasks, tasks[0]) == Reminded(4, 4, 0, 0, 0)
    fresh = owe(shire.posts["Body 1", MEMBER])
    assert ask(shire, "group", *tasks, fresh) == Reminded(2, 1, 4, 0, 0)


def test_what_is_settled_or_has_nobody_is_passed_over_and_said(shire):
    green, exempt = (owe(shire.posts["Body 1", MEMBER], how) for how in ("green", "exempt"))
    alone = make.make_unit(shire.county, "Alone")
    vacant = owe(make.make_post(alone, PRINCIPAL))
    assert ask(shire, "office", green, exempt, vacant) == Reminded(0, 0, 0, nobody=1, settled=2)
    assert told() == []


def test_the_unit_and_the_person_are_reminded_together_from_outside_alone(shire):
    task = owe(shire.posts["Body 1", MEMBER])
    member, officer = shire.people["member"], shire.people["officer"]
    ask(shire, "officer", task)
    assert told() == [(task.pk, member.pk)]
    assert ask(shire, "group", task) == Reminded(people=1, tasks=1, again=0, nobody=0, settled=0)
    (unit,) = Reminder.objects.filter(stage=URGED_UNIT)
    assert (unit.recipient, unit.asked_by) == (officer, shire.people["group"])


def test_of_a_vacant_post_who_stands_in_is_reminded(shire):
    seat = owe(make.make_post(shire.bodies[0], MEMBER))
    assert ask(shire, "group", seat).people == 1
    assert told() == [(seat.pk, shire.people["officer"].pk)]


def test_a_new_holder_is_told_on_the_same_day(shire):
    task = owe(shire.posts["Body 1", MEMBER])
    ask(shire, "office", task)
    newcomer = make.join(task.post, grants=["log"])
    assert ask(shire, "office", task).people == 1
    assert told()[-1] == (task.pk, newcomer.pk)


def test_an_extended_task_may_be_reminded_of_again(shire):
    task = owe(shire.posts["Body 1", MEMBER])
    ask(shire, "office", task)
    Task.objects.filter(pk=task.pk).update(revision=1)
    assert ask(shire, "office", task).people == 2


@pytest.mark.parametrize("kind, body, role", [
    ("group", "Body 2", PRINCIPAL),
    ("officer", "Body 2", MEMBER),
    ("leader in charge", "Body 1", MEMBER),
    ("member", "Body 1", PRINCIPAL),
    ("without appointment", "Body 1", MEMBER),
    ("system administrator", "Body 1", MEMBER),
    ("auditor", "Body 1", MEMBER),
])  # fmt: skip
def test_what_one_does_not_see_is_absent(shire, kind, body, role):
    seen, unseen = owe(shire.posts["Body 1", MEMBER]), owe(shire.posts[body, role])
    with pytest.raises(Task.DoesNotExist):
        ask(shire, kind, unseen, seen)
    assert told() == []


@pytest.mark.parametrize("kind, body, role", [
    ("group without urging", "Body 1", PRINCIPAL),
    ("party leader", "Body 1", PRINCIPAL),
    ("leader in charge", "Body 2", PRINCIPAL),
    ("member", "Body 1", MEMBER),
    ("clerk", "Body 1", PRINCIPAL),
    ("officer", "Body 1", PRINCIPAL),
    ("group", "Group", Role.STATIONED_GROUP),
])  # fmt: skip
def test_who_may_not_is_refused_and_nobody_of_their_own(shire, kind, body, role):
    task = owe(shire.posts[body, role])
    with pytest.raises(PermissionDenied):
        ask(shire, kind, task)
    assert told() == []


@pytest.mark.parametrize("kind, body, role", [
    ("office", "Body 2", PRINCIPAL),
    ("office", "Group", Role.STATIONED_GROUP),
    ("group", "Body 3", Role.PARTY_COMMITTEE),
    ("officer", "Body 1", MEMBER),
])  # fmt: skip
def test_who_may_does(shire, kind, body, role):
    assert ask(shire, kind, owe(shire.posts[body, role])).people >= 1


def test_one_that_is_refused_stops_all(shire):
    mine, theirs = (owe(shire.posts["Body 1", role]) for role in (PRINCIPAL, MEMBER))
    with pytest.raises(PermissionDenied):
        ask(shire, "officer", theirs, mine)
    assert told() == []


def test_what_is_not_open_yet_is_absent(shire):
    task = owe(shire.posts["Body 1", MEMBER], "unlit", opens_at=at("2026-09-25 00:00"),
               lamp_since=at("2026-09-20 00:00"))  # fmt: skip
    with pytest.raises(Task.DoesNotExist):
        ask(shire, "office", task)


def test_none_and_too_many_are_refused(shire):
    with pytest.raises(Refused, match="至少勾选一项任务"):
        ask(shire, "office")
    with pytest.raises(Refused, match="一次最多勾选"):
        remind(by=make.actor(shire.people["office"]), now=NOW, task_ids=range(MOST_AT_ONCE + 1))


def send(client, *tasks, **over):
    headers = over.pop("headers", {})
    data = {"task": [task.pk for task in tasks], "next": "/board/?segment=team"} | over
    return client.post("/board/remind/", data, headers=headers)


def test_the_button_says_to_how_many_people(client, shire):
    tasks = [owe(shire.posts[body, MEMBER]) for body in ("Body 1", "Body 1", "Body 3")]
    client.force_login(shire.people["group"])
    answer = send(client, *tasks)
    assert (answer.status_code, answer.url) == (302, "/board/?segment=team")
    said = client.get(answer.url).text
    assert "已就 3 项任务提醒 4 人。" in said  # two members and their principal officers
    send(client, *tasks)
    assert "今天已提醒过 3 项。" in client.get("/board/").text


def test_htmx_gets_the_message_and_boards_a_word(client, shire):
    task = owe(shire.posts["Body 1", MEMBER])
    client.force_login(shire.people["group"])
    answer = send(client, task, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "已就 1 项任务提醒 2 人。" in answer.text and "hx-swap-oob" in answer.text
    assert "urged" in answer.headers["HX-Trigger"]
    refused = send(client, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "至少勾选一项任务。" in refused.text
    assert "HX-Trigger" not in refused.headers


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere", "", "\\\\x"])
def test_it_leads_to_no_other_site(client, shire, address):
    client.force_login(shire.people["group"])
    answer = send(client, owe(shire.posts["Body 1", MEMBER]), next=address)
    assert answer.url == "/board/"


@pytest.mark.parametrize("number", ["x", "-1", "²", "9" * 40])
def test_a_number_that_is_none_is_absent(client, shire, number):
    client.force_login(shire.people["office"])
    assert client.post("/board/remind/", {"task": number}).status_code == 404
    assert client.get("/board/remind/").status_code == 405
