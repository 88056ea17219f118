"""The notebook of a post: map, month, checklists of talks; on paper and as a document."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from alerts.audit.models import AuditEntry
from alerts.workdays.announce import days_of_year
from alerts.workdays.models import WorkDay
from responsibility.agenda.month import Month
from responsibility.lists.models import DutyList
from responsibility.notebook.month import month_page
from responsibility.notebook.notebook import Notebook
from responsibility.notebook.starter import load_talks
from responsibility.notebook.talks import TalkElement, TalkKind, talks_of
from tests import make
from tests.make import NOW, at, days

pytestmark = pytest.mark.django_db
SEPTEMBER = Month(2026, 9)
RED = {
    "due_on": date(2026, 6, 30), "late_at": at("2026-07-01 00:00"), "lamp": "red",
    "opens_at": at("2026-04-01 00:00"), "warns_at": at("2026-06-23 00:00"),
    "period_start": date(2026, 4, 1), "period_end": date(2026, 7, 1),
    "lamp_since": at("2026-07-01 00:00"),
}  # fmt: skip


@pytest.fixture
def unit():
    unit = make.make_unit(make.make_county())
    unit.post, unit.holder = make.make_holder(unit)
    return unit


def notebook_of(unit, *, month=SEPTEMBER, now=NOW) -> Notebook:
    return Notebook.of(unit.post, user=unit.holder, month=month, now=now)


def in_force(*items):
    lists = DutyList.objects.filter(pk__in=[item.duty_list_id for item in items])
    lists.update(published_at=NOW)


def test_the_map_has_items_under_categories_with_the_worst_lamp(unit):
    item = make.make_item(unit.county, code="A")
    other = make.make_item(unit.county, code="B", category=make.make_category("C07", 7))
    in_force(item)
    make.make_task(unit.post, item, done=1, required=3)
    red = make.make_task(unit.post, item, **RED)
    make.make_task(unit.post, other)
    first, second = notebook_of(unit).branches
    [leaf] = first.leaves
    assert (first.name, first.lamp, first.done, first.required) == ("C06", "red", 1, 4)
    assert (leaf.duty.code, leaf.lamp, leaf.address) == ("A", "red", red.get_absolute_url())
    assert (second.name, second.lamp) == ("C07", "yellow")


def test_nothing_owed_is_an_empty_map(unit):
    assert notebook_of(unit).branches == []


def test_a_month_says_who_works_and_what_is_due(unit):
    WorkDay.objects.bulk_create(days_of_year(2026))
    make.shut(unit.county.pk, date(2026, 9, 16), reason="暴雨")
    task = make.make_task(unit.post)
    make.make_task(make.make_post(unit))
    page = month_page(SEPTEMBER, user=unit.holder, post=unit.post, now=NOW)
    by_day = {day.day: day for day in page.days}
    assert (page.days[0].day, page.days[-1].day) == (date(2026, 8, 31), date(2026, 10, 4))
    assert by_day[date(2026, 8, 31)].outside and by_day[NOW.date()].today
    assert [day.day for day in page.with_something] == [date(2026, 9, 30)]
    assert page.owed == [task]
    assert by_day[date(2026, 9, 16)].off and by_day[date(2026, 9, 16)].note == "暴雨"
    holiday = by_day[date(2026, 10, 1)]
    assert holiday.off and holiday.note and holiday.outside
    worked = [day for day in page.days if day.made_up]
    assert all(day.day.weekday() >= 5 and not day.off for day in worked)
    assert page.working == sum(not day.off for day in page.days if not day.outside)


def test_what_is_not_open_stands_in_no_month(unit):
    make.make_task(
        unit.post, opens_at=at("2026-09-25 00:00"), warns_at=at("2026-09-28 00:00"),
        lamp_since=at("2026-07-01 00:00"),
    )  # fmt: skip
    assert notebook_of(unit).page.owed == []


def test_checklists_are_data_of_the_county_from_a_day_on(unit):
    load_talks(county_id=unit.county.pk, now=NOW)
    load_talks(county_id=unit.county.pk, now=NOW)
    talks = talks_of(unit.county.pk, on=NOW.date())
    assert len(talks) == TalkKind.objects.count() == 11
    assert str(talks[0].kind) in {"谈心谈话", "Heart-to-heart talk"}
    assert [len(talk.phases) for talk in talks] == [3] * 11
    assert talks_of(unit.county.pk + 1, on=NOW.date()) == []
    line = TalkElement.objects.filter(kind=talks[0].kind).first()
    TalkElement.objects.filter(pk=line.pk).update(last_on=NOW.date())
    counts = [
        talks_of(unit.county.pk, on=NOW.date() + days(n))[0].count for n in (0, 1)
    ]  # fmt: skip
    assert counts == [talks[0].count, talks[0].count - 1]
    assert talks_of(unit.county.pk, on=date(2024, 12, 31)) == []


def test_the_page_the_booklet_and_the_document(client, unit):
    load_talks(county_id=unit.county.pk, now=NOW)
    item = make.make_item(unit.county, code="A")
    in_force(item)
    task = make.make_task(unit.post, item)
    client.force_login(unit.holder)
    with time_machine.travel(NOW):
        page = client.get(reverse("notebook"), {"month": "2026-09"}).content.decode()
        paper = client.get(reverse("notebook-paper", args=[unit.post.pk])).content.decode()
        docx = client.get(reverse("notebook-docx", args=[unit.post.pk]))
        other = client.get(reverse("notebook"), {"month": "2026-13", "post": "x"})
    assert task.get_absolute_url() in page and page.count("<details") >= 11
    assert reverse("feed") in page and "?month=2026-08#month" in page
    assert task.title in paper
    document = Document(BytesIO(docx.getvalue()))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"A", "0/1", "\u25a1"} <= cells
    assert AuditEntry.objects.get(action="list.export").object_id == "notebook"
    assert other.status_code == 200


def test_who_has_several_posts_chooses(client, unit):
    second = make.make_post(unit, "party_committee")
    make.join(second, unit.holder)
    client.force_login(unit.holder)
    with time_machine.travel(NOW):
        for query, shown in [
            ({}, unit.post),
            ({"post": second.pk}, second),
            ({"post": 0}, unit.post),
        ]:
            answer = client.get(reverse("notebook"), query)
            assert answer.context["notebook"].own.post == shown
        stranger = make.make_holder(make.make_unit(unit.county))[1]
        client.force_login(stranger)
        for name in ("notebook-paper", "notebook-docx"):
            assert client.get(reverse(name, args=[unit.post.pk])).status_code == 404
