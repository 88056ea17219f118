"""Each post's own list: what it answers for, how it stands, on the screen and on paper."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from responsibility.tasks.own_list.own_list import own_lists
from responsibility.tasks.own_list.year import tasks_of_year, year_asked
from tests.make import (
    NOW,
    appoint,
    at,
    days,
    join,
    make_county,
    make_holder,
    make_item,
    make_post,
    make_task,
    make_unit,
)
from tests.responsibility.records.cast import lodge_as, withdraw_as
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit(make_county())


def put_in_force(*items, now=NOW):
    ids = [item.duty_list_id for item in items]
    DutyList.objects.filter(pk__in=ids).update(published_at=now)


def own_of(user, *posts, year=2026, now=NOW):
    [own, *more] = own_lists(user=user, posts=posts, year=year, now=now)
    assert not more
    return own


def test_records_of_the_year_are_counted_by_kind(unit):
    post, user = make_holder(unit)
    said = {"place": "Dam", "participants": "Li", "now": NOW}
    for kind, number in [("talk", 2), ("visit", 1), ("record", 1)]:
        for _ in range(number):
            lodge_as(user, make_task(post), kind=kind, **said)
    withdraw_as(user, lodge_as(user, make_task(post), kind="talk", text="Mistaken.", **said))
    assert own_of(user, post).kinds == [("talk", 2), ("visit", 1), ("record", 1)]
    assert own_of(user, post, year=2025).kinds == []


def shown(groups) -> list[tuple[str, list[str]]]:
    return [(str(category), [duty.code for duty in duties]) for category, duties in groups]


def test_items_stand_under_their_categories_with_the_tasks_of_the_year(unit):
    post, user = make_holder(unit)
    item, idle = make_item(unit.county, code="A"), make_item(unit.county, code="B")
    put_in_force(item)
    make_task(post, item, done=1, fulfilled_at=at("2026-07-02 00:00"), lamp="green")
    make_task(
        post, item, period_start=date(2026, 4, 1), period_end=date(2026, 7, 1),
        due_on=date(2026, 6, 30), late_at=at("2026-07-01 00:00"), opens_at=at("2026-04-01 00:00"),
        warns_at=at("2026-06-23 00:00"), lamp="red", required=3, done=1,
    )  # fmt: skip
    own = own_of(user, post)
    assert shown(own.duties) == [("C06", ["A"])]
    assert shown(own.idle) == [("C06", ["B"])] and idle.code == "B"
    [duty] = own.all_duties
    assert [task.due_on.month for task in duty.tasks] == [6, 9]
    assert (duty.done, duty.required) == (2, 4)
    assert (own.fulfilled, own.total) == (1, 2)
    assert dict(own.five) == {"green": 1, "yellow": 0, "orange": 0, "red": 1, "unlit": 0}
    assert duty.lamps == [("green", 1), ("red", 1)]


def test_what_is_exempt_is_shown_and_counts_nowhere(unit):
    post, user = make_holder(unit)
    make_task(post, exempt=True, lamp="exempt")
    own = own_of(user, post)
    assert (len(own.all_duties), own.total, own.all_duties[0].required) == (1, 0, 0)


@pytest.mark.parametrize("units, stands", [("none", True), ("own", True), ("another", False)])
def test_an_item_for_certain_units_stands_in_their_lists_alone(unit, units, stands):
    post, user = make_holder(unit)
    named = {"none": [], "own": [unit.pk], "another": [make_unit(unit.county).pk]}[units]
    item = make_item(unit.county, applies_to=named)
    put_in_force(item)
    assert bool(own_of(user, post).idle) is stands


def test_a_later_version_speaks_and_what_it_dropped_keeps_its_tasks(unit):
    post, user = make_holder(unit)
    kept, dropped = make_item(unit.county, code="A"), make_item(unit.county, code="B")
    put_in_force(kept)
    make_task(post, kept), make_task(post, dropped)
    later = DutyList.objects.create(county=unit.county, role_kind=post.role_kind, version=2)
    kept.pk, kept.duty_list, kept.text_en = None, later, "Said anew"
    kept._state.adding = True
    kept.save()
    put_in_force(kept)
    own = own_of(user, post)
    assert [version.version for version in own.versions] == [2, 1]
    assert {duty.code: str(duty) for duty in own.all_duties}["A"] == kept.text
    assert [duty.code for duty in own.all_duties] == ["A", "B"]
    assert own.all_duties[0].item.duty_list == later


def test_drafts_and_other_counties_lists_are_none_of_it(unit):
    post, user = make_holder(unit)
    make_item(unit.county)
    other = make_item(make_county("Elsewhere"))
    put_in_force(other)
    assert own_of(user, post).versions == []


@pytest.mark.parametrize(
    "due_on, period_end, year",
    [
        pytest.param("2026-01-01", "2026-02-01", 2026, id="the first day"),
        pytest.param("2026-12-31", "2027-01-01", 2026, id="the last day"),
        pytest.param("2027-01-04", "2027-01-01", 2026, id="moved past the end of its period"),
        pytest.param("2027-01-04", "2027-02-01", 2027, id="of the next year"),
    ],
)
def test_which_year_a_task_belongs_to(unit, due_on, period_end, year):
    post, _user = make_holder(unit)
    task = make_task(
        post, due_on=date.fromisoformat(due_on), period_end=date.fromisoformat(period_end),
        period_start=date.fromisoformat(period_end) - days(31),
    )  # fmt: skip
    found = [y for y in (2025, 2026, 2027) if task in Task.objects.filter(tasks_of_year(y))]
    assert found == [year]


@pytest.mark.parametrize(
    "text, year", [("2025", 2025), ("2027", 2026), ("1999", 2026), ("x", 2026), (None, 2026)]
)
def test_a_year_that_makes_no_sense_is_this_one(text, year):
    assert year_asked(text, today=date(2026, 9, 24)) == year


def opened(client, user, name, *args, **query):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse(name, args=args), query)


def test_who_holds_two_posts_or_clerks_sees_each_list(client, unit):
    post, user = make_holder(unit)
    second = make_post(make_unit(unit.county, "Bureau of salt"))
    appoint(second, user)
    clerk = join(post, role="clerk")
    put_in_force(make_item(unit.county))
    make_task(post), make_task(second)
    for reader, count in ((user, 2), (clerk, 1)):
        lists = opened(client, reader, "own-list").context["lists"]
        assert [own.in_force is not None for own in lists] == [True] * count
        assert sum(own.total for own in lists) == count
    client.force_login(user)
    client.post(reverse("identity"), {"post": second.pk})
    [own] = client.get(reverse("own-list")).context["lists"]
    assert own.post == second


def test_another_posts_list_is_not_there(client, unit):
    post, _user = make_holder(unit)
    _, stranger = make_holder(make_unit(unit.county))
    for name in ("own-list-paper", "own-list-docx"):
        assert opened(client, stranger, name, post.pk).status_code == 404


def test_a_published_list_is_whole_on_the_page_and_on_paper(client):
    ground = Ground()
    ground.publish("PO-C01-03", "PO-C01-04")
    now = at("2026-08-01 08:00")
    own = own_of(ground.head_user, ground.head, now=now)
    assert [duty.code for duty in own.all_duties] == ["PO-C01-03", "PO-C01-04"]
    assert len(own.all_duties) + own.idle_count == DutyItem.objects.filter(
        duty_list=ground.list_of(Role.PRINCIPAL_OFFICER)
    ).count()  # fmt: skip
    response = opened(client, ground.head_user, "own-list-docx", ground.head.pk)
    document = Document(BytesIO(response.getvalue()))
    said = [row.cells[0].text for table in document.tables for row in table.rows]
    assert "PO-C01-03" in said
    page = opened(client, ground.head_user, "own-list-paper", ground.head.pk).content.decode()
    assert "PO-C01-03" in page and ground.head.title in page
    noted = AuditEntry.objects.get(action="list.export", object_id="own-list")
    assert noted.user == ground.head_user


def test_the_desk_leads_there_on_a_phone_too(client, unit):
    _post, user = make_holder(unit)
    assert Post.objects.count() == 1
    page = opened(client, user, "desk").content.decode()
    assert page.count(f'href="{reverse("own-list")}"') >= 2
