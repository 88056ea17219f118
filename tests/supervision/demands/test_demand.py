"""Demanding an answer: of whom, about what, by when; who is told and who sees it."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.outbox.stands import why_no_longer
from alerts.reminders.models import Reminder
from dashboards.matrix.attention import mark_urging
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.demands.asks import MOST_AT_ONCE
from supervision.demands.decide import accept
from supervision.demands.demand import demand, demand_of_unit
from supervision.demands.lines import demands_of_task, demands_on_desk
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from tests import make
from tests.dashboards.county import build, owe
from tests.make import NOW, at

pytestmark = pytest.mark.django_db
PRINCIPAL, MEMBER = Role.PRINCIPAL_OFFICER, Role.TEAM_MEMBER
BY = date(2026, 9, 28)
AFTER = at("2026-09-29 00:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    return build()


def ask(shire, kind, *tasks, now=NOW, nonce=None, **over) -> list[Demand]:
    values = {"text": " Say what keeps you. ", "reply_by": BY} | over
    ids = [task.pk for task in tasks]
    return demand(
        by=make.actor(shire.people[kind]),
        now=now,
        nonce=nonce or make.nonce(),
        task_ids=ids,
        **values,
    )


def ask_unit(shire, kind, unit, now=NOW, **over) -> Demand:
    values = {"text": "Report.", "reply_by": BY, "nonce": make.nonce()} | over
    by = make.actor(shire.people[kind])
    (made,) = demand_of_unit(by=by, now=now, unit_id=unit.pk, **values)
    return made


def answer(user, one, now=NOW, text="The dam is being mended.", nonce=None):
    return reply(
        by=make.actor(user), now=now, nonce=nonce or make.nonce(), demand_id=one.pk, text=text
    )


def told(stage) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def seen(user, now=NOW) -> list[Demand]:
    user.__dict__.pop("_standing", None)
    return list(Demand.objects.visible_to(user, at=now).order_by("pk"))


# Demanding


def test_who_answers_and_the_units_officer_are_told(shire):
    task = owe(shire.posts["Body 1", MEMBER], "red")
    (made,) = ask(shire, "group", task)
    assert (made.post, made.unit, made.text) == (task.post, task.unit, "Say what keeps you.")
    assert made.made_in == shire.posts["Group", Role.STATIONED_GROUP]
    assert list(made.tasks.all()) == [task]
    assert told("demanded") == {shire.people["member"].pk, shire.people["officer"].pk}
    entry = AuditEntry.objects.get(action="demand.make")
    assert (entry.user, entry.post_id) == (shire.people["group"], made.made_in_id)
    assert entry.after == {"post": task.post_id, "due_on": "2026-09-28", "tasks": 1}


def test_an_officer_who_demands_is_not_told_of_it(shire):
    ask(shire, "officer", owe(shire.posts["Body 1", MEMBER]))
    assert told("demanded") == {shire.people["member"].pk}


def test_no_message_says_what_is_demanded(shire):
    ask(shire, "group", owe(shire.posts["Body 1", MEMBER], "red"), text="The dam of Baiyun.")
    gather(now=NOW)
    texts = list(Message.objects.values_list("text", flat=True))
    assert texts and not any("Baiyun" in text for text in texts)
    assert all("1项督办" in text and "日前答复" in text for text in texts)


def test_several_tasks_make_one_demand_for_each_post(shire):
    mine = [owe(shire.posts["Body 1", MEMBER]) for _ in range(2)]
    other = owe(shire.posts["Body 1", PRINCIPAL])
    made = ask(shire, "office", *mine, other)
    about = {one.post: set(one.tasks.all()) for one in made}
    assert about == {mine[0].post: set(mine), other.post: {other}}


def test_a_double_tap_demands_once(shire):
    task, nonce = owe(shire.posts["Body 1", MEMBER]), make.nonce()
    assert ask(shire, "group", task, nonce=nonce) == ask(shire, "group", task, nonce=nonce)
    assert Demand.objects.count() == 1


def test_the_unit_answers_through_its_officer_for_all_that_is_red(shire):
    body = shire.bodies[0]
    red = [owe(shire.posts["Body 1", role], "stale red") for role in (PRINCIPAL, MEMBER)]
    owe(shire.posts["Body 1", MEMBER], "yellow"), owe(shire.posts["Body 3", MEMBER], "red")
    made = ask_unit(shire, "group", body)
    assert made.whole_unit and made.post == shire.posts["Body 1", PRINCIPAL]
    assert set(made.tasks.all()) == set(red)
    assert told("demanded") == {shire.people["officer"].pk, shire.people["clerk"].pk}


def test_a_unit_in_which_nothing_is_red_has_nothing_to_answer(shire):
    owe(shire.posts["Body 1", MEMBER], "yellow")
    with pytest.raises(Refused, match="已完成，或已在督办中待回复"):
        ask_unit(shire, "group", shire.bodies[0])


def test_a_unit_without_an_officers_post_has_nobody_to_ask(shire):
    section = make.make_unit(shire.bodies[0], kind=Unit.Kind.SECTION)
    owe(make.make_post(section, MEMBER), "red")
    with pytest.raises(Refused, match="该单位没有一把手岗位"):
        ask_unit(shire, "group", section)


def test_what_is_settled_or_waits_for_an_answer_is_passed_over(shire):
    post = shire.posts["Body 1", MEMBER]
    green, exempt, waiting, fresh = (owe(post, how) for how in ("green", "exempt", "red", "red"))
    (first,) = ask(shire, "group", waiting)
    with pytest.raises(Refused, match="已完成，或已在督办中待回复"):
        ask(shire, "office", green, exempt, waiting)
    (made,) = ask(shire, "office", green, exempt, waiting, fresh)
    assert list(made.tasks.all()) == [fresh]
    answer(shire.people["member"], first)
    (again,) = ask(shire, "group", waiting)
    assert list(again.tasks.all()) == [waiting]


def test_a_vacant_post_is_not_asked(shire):
    task = owe(shire.posts["Body 1", MEMBER])
    Appointment.objects.filter(post=task.post).update(period="[2026-01-01,2026-09-24)")
    with pytest.raises(Refused, match="team_member"):
        ask(shire, "office", task)
    assert not Demand.objects.exists()


@pytest.mark.parametrize("over", [
    {"text": "  "}, {"text": "x" * 501}, {"reply_by": date(2026, 9, 23)},
    {"reply_by": date(2026, 12, 24)},
])  # fmt: skip
def test_the_text_and_the_day_must_do(shire, over):
    with pytest.raises(Refused) as refused:
        ask(shire, "group", owe(shire.posts["Body 1", MEMBER]), **over)
    assert refused.value.field == next(iter(over))
    assert not Demand.objects.exists()


def test_today_and_the_ninetieth_day_will_do(shire):
    for day in (NOW.date(), date(2026, 12, 23)):
        assert ask(shire, "group", owe(shire.posts["Body 1", MEMBER]), reply_by=day)


def test_nothing_and_too_much_is_refused(shire):
    with pytest.raises(Refused, match="请勾选"):
        ask(shire, "group")
    with pytest.raises(Refused, match="请勾选"):
        demand(
            by=make.actor(shire.people["group"]),
            now=NOW,
            nonce=make.nonce(),
            task_ids=range(1, MOST_AT_ONCE + 2),
            text="x",
            reply_by=BY,
        )


# Who may


@pytest.mark.parametrize("kind", ["group", "office", "officer"])
def test_inspectors_the_office_and_the_officer_may(shire, kind):
    assert ask(shire, kind, owe(shire.posts["Body 1", MEMBER]))


@pytest.mark.parametrize("kind", ["group without urging", "party leader"])
def test_who_only_sees_may_not(shire, kind):
    with pytest.raises(PermissionDenied):
        ask(shire, kind, owe(shire.posts["Body 1", MEMBER]))


@pytest.mark.parametrize("kind", ["clerk", "officer"])
def test_nobody_demands_of_oneself(shire, kind):
    own = owe(shire.posts["Body 1", PRINCIPAL], "red")
    with pytest.raises(PermissionDenied):
        ask(shire, kind, own)
    if kind == "officer":
        with pytest.raises(PermissionDenied):
            ask_unit(shire, kind, shire.bodies[0])


def test_outside_the_scope_there_is_nothing(shire):
    with pytest.raises(Task.DoesNotExist):
        ask(shire, "group", owe(shire.posts["Body 2", MEMBER], "red"))
    with pytest.raises(PermissionDenied):
        ask_unit(shire, "party leader", owe(shire.posts["Body 1", MEMBER], "red").unit)
    unopened = owe(shire.posts["Body 1", MEMBER], opens_at=at("2026-09-23 00:00"))
    with pytest.raises(Task.DoesNotExist):
        ask(shire, "office", unopened, now=at("2026-09-22 12:00"))


# Who sees


def test_both_sides_the_head_and_the_office_see_it(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    seeing = {kind for kind, user in shire.people.items() if seen(user)}
    assert seeing == {
        "member", "officer", "group", "group without urging", "office",
        "team_member of Body 1", "principal_officer of Body 1",
    }  # fmt: skip


def test_a_successor_inherits_both_sides(shire):
    (made,) = ask(shire, "officer", owe(shire.posts["Body 1", MEMBER]))
    for role in (PRINCIPAL, MEMBER):
        post = shire.posts["Body 1", role]
        post.appointments.update(period="[2026-01-01,2026-10-01)")
        successor = make.appoint(post, start=date(2026, 10, 1))
        assert seen(successor, now=at("2026-10-01 09:00")) == [made]


# Answering


def test_who_demanded_is_told_of_each_answer(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    for number in (1, 2):
        answer(shire.people["member"], made)
        rows = Reminder.objects.filter(stage="answered", recipient=shire.people["group"])
        assert rows.count() == number
    assert told("answered") == {shire.people["group"].pk}
    assert AuditEntry.objects.filter(action="demand.reply", post_id=made.post_id).count() == 2


def test_of_what_is_answered_before_the_message_goes_out_nobody_is_told(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    answer(shire.people["member"], made)
    gather(now=NOW)
    assert {(one.stage, one.suppressed) for one in Reminder.objects.all()} == {
        ("demanded", "closed_before_send"),
        ("answered", ""),
    }
    assert set(Message.objects.values_list("recipient", flat=True)) == {shire.people["group"].pk}


def test_a_text_of_what_is_answered_meanwhile_is_not_sent(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    gather(now=NOW)
    text = Message.objects.texts().filter(recipient=shire.people["member"]).get()
    assert why_no_longer(text, now=NOW) == ""
    answer(shire.people["member"], made)
    assert why_no_longer(text, now=NOW) == "closed_before_send"


def test_a_double_tap_answers_once(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    nonce = make.nonce()
    first = answer(shire.people["member"], made, nonce=nonce)
    assert answer(shire.people["member"], made, nonce=nonce) == first
    assert Reminder.objects.filter(stage="answered").count() == 1


@pytest.mark.parametrize("kind", ["officer", "group", "office"])
def test_who_sees_it_and_does_not_log_for_the_post_answers_nothing(shire, kind):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    with pytest.raises(PermissionDenied):
        answer(shire.people[kind], made)


def test_who_made_it_does_not_answer_it_in_a_later_post(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    made.post.appointments.update(period="[2026-01-01,2026-09-24)")
    shire.people["group"].__dict__.pop("_standing", None)
    make.appoint(made.post, shire.people["group"], start=date(2026, 9, 24))
    with pytest.raises(PermissionDenied):
        answer(shire.people["group"], made)


def test_others_find_nothing_to_answer(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    with pytest.raises(Demand.DoesNotExist):
        answer(shire.people["clerk"], made)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "请填写回复。"), ("  ", "请填写回复。"), ("x" * 2001, "最多 2000 个字。")],
)
def test_an_answer_says_something_and_not_too_much(shire, text, why):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    with pytest.raises(Refused, match=why):
        answer(shire.people["member"], made, text=text)


# Lines


def lines(shire, kind, now=NOW):
    user = shire.people[kind]
    user.__dict__.pop("_standing", None)
    return [(line.address, line.urgent) for line in demands_on_desk(user=user, now=now)]


def test_who_waits_in_vain_is_told_so_from_the_midnight_on(shire):
    (made,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    assert lines(shire, "group", at("2026-09-28 23:59:59")) == []
    assert lines(shire, "group", AFTER) == [(made.get_absolute_url(), True)]


def test_an_answer_waits_for_who_demanded_it_until_it_is_decided_on(shire):
    tasks = [owe(shire.posts["Body 1", MEMBER]) for _ in range(2)]
    first, second = (ask(shire, "group", task)[0] for task in tasks)
    answer(shire.people["member"], first, now=AFTER)
    assert lines(shire, "group", AFTER) == [
        (first.get_absolute_url(), False), (second.get_absolute_url(), True),
    ]  # fmt: skip
    assert lines(shire, "group without urging", AFTER) == [(second.get_absolute_url(), True)]
    answer(shire.people["member"], second, now=AFTER)
    assert lines(shire, "group", AFTER) == [("/demands/?show=by", False)]
    for one in (first, second):
        accept(by=make.actor(shire.people["group"]), now=AFTER, demand_id=one.pk)
    assert lines(shire, "group", AFTER) == lines(shire, "member", AFTER) == []


def test_what_needs_attention_says_that_nobody_answered(shire):
    task, other = owe(shire.posts["Body 1", MEMBER]), owe(shire.posts["Body 1", MEMBER])
    ask(shire, "group", task)

    def unanswered(kind, now):
        user = shire.people[kind]
        user.__dict__.pop("_standing", None)
        tasks = [task, other]
        mark_urging(tasks, user=user, at=now)
        return [one for one in tasks if one.unanswered]

    assert unanswered("group", at("2026-09-28 23:59:59")) == []
    assert unanswered("group", AFTER) == unanswered("officer", AFTER) == [task]
    assert unanswered("leader in charge", AFTER) == []


# Pages


def listed(client, shire, kind, query="") -> tuple[str, list[Demand]]:
    client.force_login(shire.people[kind])
    listing = client.get(f"/demands/{query}").context["listing"]
    return listing.tab.name, list(listing.page.object_list)


def test_each_side_has_its_list(client, shire):
    (first,) = ask(shire, "group", owe(shire.posts["Body 1", MEMBER]))
    (second,) = ask(
        shire, "officer", owe(shire.posts["Body 1", MEMBER]), reply_by=date(2026, 9, 25)
    )
    assert listed(client, shire, "member") == ("to", [second, first])
    assert listed(client, shire, "group") == ("by", [first])
    assert listed(client, shire, "officer") == ("to", [])
    assert listed(client, shire, "officer", "?show=by") == ("by", [second])
    assert listed(client, shire, "officer", "?show=unit") == ("unit", [second, first])
    assert listed(client, shire, "officer", "?show=county") == ("to", [])
    assert listed(client, shire, "office", "?show=county") == ("county", [second, first])
    answer(shire.people["member"], second)
    assert listed(client, shire, "member") == ("to", [first, second])


@pytest.mark.parametrize(
    "query", ["", "?task=", "?task=x", "?task=999999999999999999999", "?unit=0"]
)
def test_an_address_that_names_nothing_is_nothing(client, shire, query):
    client.force_login(shire.people["office"])
    assert client.get(f"/demands/new/{query}").status_code == 404


def test_nothing_ticked_is_said(client, shire):
    client.force_login(shire.people["office"])
    assert client.post("/demands/choose/", follow=True).context["messages"]


def test_a_refusal_keeps_what_is_typed(client, shire):
    task = owe(shire.posts["Body 1", MEMBER], "green")
    client.force_login(shire.people["office"])
    typed = {"text": "Say what keeps you.", "reply_by": "2026-09-28", "nonce": make.nonce()}
    page = client.post(f"/demands/new/?task={task.pk}", typed)
    assert page.status_code == 422 and "Say what keeps you." in page.content.decode()


def test_a_tasks_page_says_what_is_demanded_and_leads_to_it(shire):
    task = owe(shire.posts["Body 1", MEMBER])

    def on_page(kind):
        user = shire.people[kind]
        return [line.address for line in demands_of_task(task=task, user=user, now=NOW)]

    to_demand = f"/demands/new/?task={task.pk}"
    assert on_page("member") == []
    assert on_page("group") == [to_demand]
    (made,) = ask(shire, "group", task)
    assert on_page("member") == [made.get_absolute_url()]
    assert on_page("officer") == [made.get_absolute_url(), to_demand]
    assert on_page("leader in charge") == []
