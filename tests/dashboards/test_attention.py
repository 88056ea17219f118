"""What needs attention: in which order, with what from earlier quarters, who may remind."""

import re
from datetime import date

import pytest
from django.utils import translation

from alerts.outbox.models import Message
from dashboards.matrix.behind import rows_behind, with_facts
from dashboards.matrix.board import Board
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.records.models import Credit, DutyRecord
from supervision.urging.remind import remind
from tests import make
from tests.alerts.outbox.make import make_reminder
from tests.dashboards.county import LEFT_OVER, owe
from tests.make import at

NOW = make.NOW
THIS = Quarter(2026, 3)


def waiting(user, quarter=THIS, **chosen):
    selection = Selection(quarter, ALL, attention=True, **chosen)
    return rows_behind(Scope.of(user, at=NOW), selection)[:1000]


def shown(user, **chosen):
    return Board.of(Scope.of(user, at=NOW), Selection(THIS, **chosen)).attention.rows


def lodge(task, day, **over):
    record = DutyRecord.objects.create(
        county_id=task.county_id, post=task.post, unit=task.unit, happened_on=day, text="Done.",
        lodged_by=make.make_person(), lodged_at=NOW, nonce=make.nonce(),
    )  # fmt: skip
    return Credit.objects.create(
        record=record, task=task, post=task.post, item_code=task.item_code, offered_at=NOW,
        counts_at=NOW, **over,
    )  # fmt: skip


def test_overdue_comes_first_then_what_has_few_days_left(shire):
    tasks = waiting(shire.people["office"])
    lamps = [task.lamp_now for task in tasks]
    assert set(lamps) == {"red", "yellow"}
    assert lamps == sorted(lamps)  # red before yellow
    for lamp in ("red", "yellow"):
        late = [task.late_at for task in tasks if task.lamp_now == lamp]
        assert late == sorted(late)


def test_earlier_quarters_leave_what_is_overdue_and_open(shire):
    office, post = shire.people["office"], shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    open_still = owe(post, "red", **LEFT_OVER)
    closed = owe(post, "red", **LEFT_OVER, closes_at=at("2026-09-01 00:00"))
    done_late = owe(
        post, "red", **LEFT_OVER | {"lamp": "orange"}, done=1, fulfilled_at=at("2026-07-09 12:00")
    )
    found = waiting(office)
    assert open_still in found
    assert closed not in found and done_late not in found
    assert open_still in waiting(office, quarter=Quarter(2026, 2))
    assert open_still not in waiting(office, quarter=Quarter(2026, 1))


def test_a_day_moved_past_its_quarter_counts_once(shire):
    """Due on 8 October because of the holiday, it stays a task of the third quarter."""
    office, post = shire.people["office"], shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    moved = owe(
        post, "yellow", due_on=date(2026, 10, 8), late_at=at("2026-10-09 00:00"),
        lamp_since=at("2026-09-24 00:00"), warns_at=at("2026-09-24 00:00"),
    )  # fmt: skip
    assert moved in waiting(office)
    assert moved not in waiting(office, quarter=Quarter(2026, 4))


def test_the_board_shows_the_first_few_and_counts_all(shire):
    board = Board.of(Scope.of(shire.people["office"], at=NOW), Selection(THIS))
    every = waiting(shire.people["office"])
    every = [task for task in every if task.role_kind.code == Role.PARTY_COMMITTEE]
    assert board.attention.rows == every[:8]
    assert board.attention.total == len(every)


@pytest.mark.parametrize("kind, may", [
    ("office", True), ("group", True), ("group without urging", False),
    ("party leader", False), ("leader in charge", False),
])  # fmt: skip
def test_boxes_to_tick_are_for_who_may_remind(client, shire, kind, may):
    assert {task.may_urge for task in shown(shire.people[kind])} == {may}
    client.force_login(shire.people[kind])
    page = client.get("/board/").text
    assert ('name="task"' in page, "send" in page.split('id="attention"')[1]) == (may, may)


def test_nobody_is_offered_to_remind_of_their_own(shire):
    tasks = waiting(shire.people["group"])
    with_facts(tasks, user=shire.people["group"], at=NOW)
    own = {task.may_urge for task in tasks if task.unit.name == "Group"}
    assert own == {False}
    assert {task.may_urge for task in tasks if task.unit.name != "Group"} == {True}


def test_a_row_names_the_holder_the_last_record_and_the_reminders(shire):
    office, post = shire.people["office"], shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    task = owe(post, "yellow", required=3, done=1, fulfilled_at=None)
    lodge(task, date(2026, 9, 2))
    lodge(task, date(2026, 9, 4), ended_at=NOW, ended_as="declined")
    remind(by=make.actor(office), now=at("2026-09-23 09:00"), task_ids=[task.pk])
    remind(by=make.actor(office), now=NOW, task_ids=[task.pk])
    (row,) = with_facts([task], user=office, at=NOW)
    assert row.whose == shire.people["principal_officer of Body 1"].name
    assert row.last_on == date(2026, 9, 2)
    assert [day for _stage, day in row.told] == [date(2026, 9, 24), date(2026, 9, 23)]
    assert row.told_today


def test_a_red_lamp_that_nobody_was_warned_of_is_marked(client, shire):
    office, post = shire.people["office"], shire.posts["Body 1", Role.PARTY_COMMITTEE]
    holder = shire.people["party_committee of Body 1"]
    warned, unwarned = owe(post, "red"), owe(post, "red")
    # Read the day before it turned red, and the day after.
    for task, before in ((warned, 1), (unwarned, -1)):
        read_at = task.late_at - make.days(before)
        Message.objects.filter(pk=make_reminder(task, holder).message_id).update(read_at=read_at)
    marks = {task.pk: task.untold for task in shown(office)}
    assert (marks[warned.pk], marks[unwarned.pk]) == (False, True)
    client.force_login(office)
    mark = str(translation.gettext("no reminder delivered before it turned red"))
    assert client.get("/board/").content.decode().count(mark) == sum(marks.values())


def test_a_collective_post_is_answered_for_by_its_head(shire):
    task = owe(shire.posts["Body 1", Role.PARTY_COMMITTEE])
    make.join(task.post)
    (row,) = with_facts([task], user=shire.people["office"], at=NOW)
    assert row.whose == shire.people["party_committee of Body 1"].name


def test_a_vacant_post_says_so(client, shire):
    vacant = make.make_post(shire.bodies[0], Role.PRINCIPAL_OFFICER)
    task = owe(vacant, category="C13")
    assert Post.objects.get(pk=vacant.pk).appointments.count() == 0
    client.force_login(shire.people["office"])
    page = client.get(f"/board/{task.unit_id}/{task.category_id}/?segment=principal").text
    assert "（空缺）" in page


def test_rows_come_page_by_page(client, shire):
    post = shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    for _ in range(51):
        owe(post, "yellow", "C13")
    client.force_login(shire.people["office"])
    category = make.make_category("C13", 13).pk
    address = f"/board/rows/?segment=all&category={category}&attention=1"
    first, second = client.get(address), client.get(f"{address}&page=2")
    assert [len(page.context["page"].object_list) for page in (first, second)] == [50, 1]
    assert 'data-tick-all="task"' in first.text


@pytest.mark.parametrize("kind, address", [("office", "/board/"), ("officer", "/team/")])
def test_the_list_comes_alone_after_a_reminder(client, shire, kind, address):
    client.force_login(shire.people[kind])
    whole = client.get(address).text
    asked = {"HX-Request": "true", "HX-Target": "attention"}
    part = client.get(address, headers=asked).text
    assert part.count('class="tb__t"') > 0 and "<html" not in part and "hx-swap-oob" not in part
    again = re.search(r'id="attention".*?hx-get="([^"]+)"', whole, re.DOTALL)[1].replace(
        "&amp;", "&"
    )
    assert client.get(again, headers=asked).text.split("<ul")[1] == part.split("<ul")[1]
