"""A demand among what is owed: desk, calendar, board, overview, search, a closed post."""

from datetime import date

import pytest
import time_machine

from alerts.audit.models import AuditEntry
from dashboards.matrix.attention import Attention
from dashboards.matrix.behind import rows_behind
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from dashboards.overview.concern import Concern
from dashboards.overview.numbers import Numbers
from dashboards.search.find import find
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.agenda.desk import Desk
from responsibility.agenda.home import first_page
from responsibility.agenda.month import Month, days_with_lamps
from responsibility.organisation.posts.models import Post
from responsibility.owed.across import Owed
from responsibility.tasks.closing.end import exempt_tasks_of_closed_posts
from supervision.demands.decide import withdraw
from supervision.demands.demand import demand
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from supervision.urging.remind import remind
from tests import make
from tests.dashboards.county import build, owe
from tests.make import NOW, at

pytestmark = pytest.mark.django_db
THIS = Quarter(2026, 3)
LATE = at("2026-09-29 09:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    """One red task, and a demand about it, to be answered by 28 September."""
    shire = build()
    shire.task = owe(shire.posts["Body 1", Role.TEAM_MEMBER], "red")
    (shire.demand,) = demand(
        by=make.actor(shire.people["group"]),
        now=NOW,
        nonce=make.nonce(),
        task_ids=[shire.task.pk],
        text="Say what keeps the dam.",
        reply_by=date(2026, 9, 28),
    )
    return shire


def person(shire, kind):
    user = shire.people[kind]
    user.__dict__.pop("_standing", None)
    return user


def answer(shire):
    by = make.actor(shire.people["member"])
    reply(by=by, now=NOW, nonce=make.nonce(), demand_id=shire.demand.pk, text="It is mended.")


def next_on_desk(shire, now=NOW):
    desk = Desk.of(person(shire, "member"), quarter=THIS, now=now)
    return [*desk.next, *desk.later], desk


def test_it_stands_among_what_is_to_be_done_next_until_it_is(shire):
    waiting = owe(shire.posts["Body 1", Role.TEAM_MEMBER], "yellow")
    assert next_on_desk(shire)[0] == [waiting, shire.task, shire.demand]
    rows, desk = next_on_desk(shire, LATE)
    assert rows == [waiting, shire.task, shire.demand]  # red now
    assert desk.total == 2  # the quarter's duties are tasks alone, as on the board
    answer(shire)
    assert next_on_desk(shire, LATE)[0] == [waiting, shire.task]


def test_a_withdrawn_one_is_on_no_desk(shire):
    by = make.actor(shire.people["group"])
    withdraw(by=by, now=NOW, demand_id=shire.demand.pk, reason="It was settled.")
    assert next_on_desk(shire)[0] == [shire.task]


def test_its_row_leads_to_the_answer(client, shire):
    client.force_login(shire.people["member"])
    page = client.get("/desk/").text
    assert f'class="btn btn--soft btn--s" href="/demands/{shire.demand.pk}/"' in page


def test_who_owes_nothing_else_begins_at_the_desk(shire):
    type(shire.task).objects.filter(pk=shire.task.pk).update(post=shire.demand.made_in)
    assert first_page(person(shire, "member"), now=NOW) == "/desk/"


def test_the_calendar_has_it_on_its_day(client, shire):
    owed = Owed.on_desk_of(person(shire, "member"), at=NOW)
    september = Month(2026, 9)
    days = days_with_lamps(september.days, month=september, owed=owed, calendars=[])
    assert {day.day.day: day.lamp for day in days if day.count} == {28: "unlit"}
    client.force_login(shire.people["member"])
    assert "Say what keeps the dam." in client.get("/calendar/?month=2026-09").text


def attention(shire, kind, now=LATE):
    scope = Scope.of(person(shire, kind), at=now)
    return Attention.of(scope, Selection(THIS, ALL), units=None)


@pytest.mark.parametrize("kind, sees", [
    ("group", True), ("office", True), ("officer", True),
    ("party leader", False), ("leader in charge", False),
])  # fmt: skip
def test_what_needs_attention_has_it_for_who_may_see_it(shire, kind, sees):
    if kind == "officer":
        scope = Scope.led(person(shire, kind), at=LATE)
    else:
        scope = Scope.of(person(shire, kind), at=LATE)
    shown = Attention.of(scope, Selection(THIS, ALL), units=None)
    behind = rows_behind(scope, Selection(THIS, ALL, attention=True))
    assert (shire.demand in shown.rows) is sees
    assert shown.total == len(shown.rows) == behind.count()
    assert behind[:50] == shown.rows
    of_category = Selection(THIS, ALL, attention=True, category=shire.task.category_id)
    assert rows_behind(scope, of_category)[:50] == [row for row in shown.rows if row == shire.task]


def test_tasks_are_ticked_and_a_demand_is_not(client, shire):
    rows = {row: row.may_urge for row in attention(shire, "office").rows}
    assert rows == {shire.task: True, shire.demand: False}
    client.force_login(shire.people["office"])
    page = client.get("/board/rows/?attention=1&segment=all").text
    assert page.count('name="task"') == 1


def test_who_was_reminded_today_can_still_be_demanded_of(client, shire):
    other = owe(shire.posts["Body 1", Role.TEAM_MEMBER], "red")
    office = person(shire, "office")
    remind(by=make.actor(office), now=NOW, task_ids=[other.pk])
    client.force_login(office)
    for address in ("/board/?segment=team", "/board/rows/?attention=1&segment=all"):
        box = client.get(address).text.split(f'value="{other.pk}"')[1].split(">")[0]
        assert "disabled" not in box
    demanded = demand(
        by=make.actor(office), now=NOW, nonce=make.nonce(), task_ids=[other.pk],
        text="Report.", reply_by=date(2026, 9, 28),
    )  # fmt: skip
    assert len(demanded) == 1


def test_the_overview_counts_it(shire):
    scope = Scope.of(person(shire, "office"), at=LATE)
    numbers = Numbers.of(scope, Selection(THIS))
    assert (numbers.waiting.total, numbers.waiting.red[shire.task.unit_id]) == (2, 2)
    assert numbers.lamps.total() == 1  # of duties
    (reason,) = Concern.of(numbers).reasons
    assert (reason.unit, reason.red) == (shire.bodies[0], 2)


def test_search_finds_it_for_both_sides_alone(shire):
    for kind, sees in {"member": True, "group": True, "leader in charge": False}.items():
        found = find(user=person(shire, kind), typed="keeps the dam", at=NOW)
        assert (found.owed == [shire.demand]) is sees


def test_a_closed_post_owes_no_answer(shire):
    Post.objects.filter(pk=shire.demand.post_id).update(closed_on=date(2026, 9, 25))
    assert exempt_tasks_of_closed_posts(now=at("2026-09-25 00:10")) == 1
    row = Demand.objects.for_rows(now=LATE).with_state().get()
    assert (row.state, row.lamp_now) == ("not_owed", "exempt")
    entry = AuditEntry.objects.get(action="task.end_with_post")
    assert entry.after["demands"] == [shire.demand.pk]
