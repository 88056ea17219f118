"""The desk: what it counts, in which order it asks, what it keeps quiet about."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.agenda.desk import Desk, days_to_end
from responsibility.organisation.people.models import User
from responsibility.records.credits.waiting import awaiting
from responsibility.records.models import Credit
from responsibility.tasks.models import Task
from tests.make import (
    NOW,
    appoint,
    at,
    join,
    make_holder,
    make_item,
    make_person,
    make_post,
    make_task,
    make_unit,
)
from tests.responsibility.records.cast import confirm_as, lodge_as, make_cast

pytestmark = pytest.mark.django_db
THIRD = Quarter(2026, 3)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


def desk_of(user, quarter=THIRD, now=NOW) -> Desk:
    return Desk.of(User.objects.get(pk=user.pk), quarter=quarter, now=now)


def due(post, day: str, **over) -> Task:
    """A task due on `day` of 2026, yellow for the week before, opened on 1 July."""
    last = date.fromisoformat(f"2026-{day}")
    values = {
        "due_on": last,
        "late_at": at(f"2026-{day} 00:00") + (at("2026-01-02 00:00") - at("2026-01-01 00:00")),
        "warns_at": at(f"2026-{day} 00:00") - (at("2026-01-08 00:00") - at("2026-01-01 00:00")),
    }
    return make_task(post, **values | over)


def page(client, user, address="/desk/", status=200) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_quarter_is_counted_by_lamp(cast):
    lodge_as(cast.holder, due(cast.post, "09-30"))
    red = due(cast.post, "09-15")
    lodge_as(cast.holder, due(cast.post, "09-10"))  # after its day: orange
    yellow, unlit = due(cast.post, "09-28"), due(cast.post, "10-10")
    make_task(cast.post, exempt=True, lamp="exempt")
    due(cast.post, "10-20", period_end=date(2026, 11, 1))  # of the fourth quarter
    desk = desk_of(cast.holder)
    assert dict(desk.five) == {"green": 1, "yellow": 1, "orange": 1, "red": 1, "unlit": 1}
    assert (desk.done, desk.total, desk.exempt) == (2, 5, 1)
    assert [task.pk for task in desk.next] == [yellow.pk, red.pk, unlit.pk]
    assert len(desk.past) == 2 and len(desk.ahead) == 4


def test_what_is_due_soon_comes_first_and_the_reds_of_the_quarter_after_it(cast):
    days = ["10-09", "09-28", "09-15", "09-26", "08-20"]
    tasks = {day: due(cast.post, day) for day in days}
    order = ["09-26", "09-28", "08-20", "09-15", "10-09"]
    assert [task.pk for task in desk_of(cast.holder).next] == [tasks[day].pk for day in order]


OF_SECOND = {
    "period_start": date(2026, 4, 1),
    "period_end": date(2026, 7, 1),
    "opens_at": at("2026-04-01 00:00"),
}


def test_overdue_ones_of_other_quarters_stay_until_late_entry_closes(cast):
    old = due(cast.post, "06-30", **OF_SECOND)
    closed = due(cast.post, "06-29", closes_at=at("2026-08-01 00:00"), **OF_SECOND)
    desk = desk_of(cast.holder)
    assert [task.pk for task in desk.earlier] == [old.pk] and not desk.next
    assert desk.total == 0 and not desk.past  # neither belongs to the third quarter
    second = desk_of(cast.holder, Quarter(2026, 2))
    assert {task.pk for task in second.next} == {old.pk, closed.pk} and not second.earlier


def test_what_is_not_open_yet_is_nowhere(cast):
    due(cast.post, "09-30", opens_at=at("2026-09-25 00:00"), warns_at=at("2026-09-27 00:00"))
    desk = desk_of(cast.holder)
    assert (desk.total, desk.next, desk.ahead) == (0, [], [])


def test_many_unlit_ones_wait_behind_a_fold_but_no_urgent_one_does(cast):
    for _ in range(10):
        due(cast.post, "09-28")
        due(cast.post, "10-10")
    desk = desk_of(cast.holder)
    assert {task.lamp_now for task in desk.next} == {"yellow"} and len(desk.next) == 10
    assert len(desk.later) == 10


def test_a_held_task_is_not_urged(client, cast, clock):
    due(cast.post, "09-15", hold="extension_asked", held_since=at("2026-09-10 09:00"))
    text = page(client, cast.holder)
    assert "the clock stands still" in text and "overdue by" not in text


def test_several_posts_are_one_list_with_the_post_named(client, cast):
    committee = make_post(cast.unit, Role.PARTY_COMMITTEE, "Party committee")
    join(committee, cast.holder, role="head", grants=["log", "view", "approve"])
    due(cast.post, "09-28"), due(committee, "09-29")
    assert len(desk_of(cast.holder).next) == 2
    assert "<span>Party committee</span>" in page(client, cast.holder)
    other = make_post(make_unit(cast.county, "Elsewhere"), title="Deputy")
    appoint(other, cast.holder)
    due(other, "09-27")
    assert "Elsewhere · Deputy" in page(client, cast.holder)


def test_one_post_needs_no_name(client, cast):
    due(cast.post, "09-28")
    assert f"<span>{cast.post.title}</span>" not in page(client, cast.holder)


def test_who_may_only_view_has_no_button(client, cast):
    due(cast.post, "09-28")
    viewer = join(cast.post, role="clerk", grants=["view"])
    text = page(client, viewer)
    assert "/log/" not in text
    assert "/log/?task=" in page(client, cast.holder)


def test_what_waits_for_confirmation_is_grouped_by_record(client, cast):
    tasks = [due(cast.post, "09-28"), due(cast.post, "09-29")]
    record = lodge_as(cast.clerk, *tasks)
    (credits,) = awaiting(User.objects.get(pk=cast.holder.pk), now=NOW)
    assert [credit.record_id for credit in credits] == [record.pk] * 2
    text = page(client, cast.holder)
    assert "To be confirmed by you" in text and f"/credits/{credits[0].pk}/confirm/" in text
    assert "To be confirmed by you" not in page(client, cast.clerk)
    confirm_as(cast.holder, credits[0])
    assert len(awaiting(User.objects.get(pk=cast.holder.pk), now=NOW)[0]) == 1


def test_confirming_goes_back_to_the_desk_and_confirms_the_whole_record(client, cast):
    lodge_as(cast.clerk, due(cast.post, "09-28"), due(cast.post, "09-29"))
    first, second = Credit.objects.order_by("pk")
    page(client, cast.holder)
    sent = {"credit": [first.pk, second.pk], "next": "/desk/?quarter=2026-3"}
    response = client.post(f"/credits/{first.pk}/confirm/", sent, follow=True)
    assert response.redirect_chain == [("/desk/?quarter=2026-3", 302)]
    assert not Credit.objects.filter(confirmed_at=None).exists()
    assert "Confirmed." in response.content.decode()
    again = client.post(f"/credits/{first.pk}/confirm/", sent, follow=True)
    assert "There is nothing left to confirm." in again.content.decode()


def test_declining_says_so_and_the_lamp_follows(client, cast):
    task = due(cast.post, "09-28")
    lodge_as(cast.clerk, task)
    credit = Credit.objects.get()
    page(client, cast.holder)
    sent = {"next": "https://evil.example/", "reason": "Another meeting."}
    response = client.post(f"/credits/{credit.pk}/decline/", sent)
    assert response.url == "/desk/"
    task.refresh_from_db()
    assert (task.lamp, task.done) == ("yellow", 0)


def test_nobody_else_answers(client, cast):
    lodge_as(cast.clerk, due(cast.post, "09-28"))
    credit = Credit.objects.get()
    for user in (cast.clerk, make_person()):
        client.force_login(user)
        assert client.post(f"/credits/{credit.pk}/confirm/").status_code == 404
        assert client.post(f"/credits/{credit.pk}/decline/").status_code == 404


def test_a_lamp_just_lit_is_shown_so_once(client, cast):
    task = due(cast.post, "09-28")
    page(client, cast.holder)
    session = client.session
    session["just_lit"] = [task.pk]
    session.save()
    assert "lamp--just" in client.get("/desk/").content.decode()
    assert "lamp--just" not in client.get("/desk/").content.decode()


def test_the_month_is_switched_alone_and_as_a_page(client, cast):
    due(cast.post, "09-28")
    assert "August" in page(client, cast.holder, "/desk/?month=2026-08")
    part = client.get("/desk/?month=2026-10", headers={"HX-Request": "true", "HX-Target": "month"})
    text = part.content.decode()
    assert "October" in text and "<html" not in text and 'id="month"' in text
    assert "month=2026-11" in text


def test_the_quarter_is_kept_while_the_month_is_switched(client, cast):
    text = page(client, cast.holder, "/desk/?quarter=2026-2")
    assert "quarter=2026-2&amp;month=2026-05" in text and "Q2 2026" in text


@pytest.mark.parametrize(
    "query", ["?quarter=2026-9&month=2026-99", "?quarter=%00&month=x", "?month="]
)
def test_nonsense_in_the_address_is_this_quarter(client, cast, query):
    assert "Q3 2026" in page(client, cast.holder, f"/desk/{query}")


def test_an_empty_desk_says_what_comes_next(client, cast):
    text = page(client, cast.holder)
    assert "Nothing left to do" in text and "No records yet" in text
    assert "No task is due in this quarter." in text


def test_who_has_no_post_has_no_desk(client):
    page(client, make_person(), status=404)
    page(client, make_person(is_auditor=True), "/calendar/", status=404)


def test_the_calendar_lists_what_is_due_by_day(client, cast):
    due(cast.post, "09-28"), due(cast.post, "10-09")
    lodge_as(cast.holder, due(cast.post, "09-30"))
    text = page(client, cast.holder, "/calendar/?month=2026-09")
    assert text.index('id="d28"') < text.index('id="d30"')
    assert 'id="d9"' not in text and text.count("/log/?task=") == 1
    assert "Nothing is due in this month" in page(client, cast.holder, "/calendar/?month=2026-02")


def test_days_to_the_end_of_the_quarter():
    assert days_to_end(THIRD, now=NOW) == 6
    assert days_to_end(THIRD, now=at("2026-09-30 23:59")) == 0
    assert days_to_end(Quarter(2026, 4), now=NOW) is None


def queries(client, user, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        page_of = client.get(address)
    assert page_of.status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/desk/", "/calendar/"])
def test_the_number_of_queries_does_not_grow(client, cast, address):
    def fill(number):
        for _ in range(number):
            item = make_item(cast.county)
            lodge_as(cast.holder, due(cast.post, "09-30", item=item))
            lodge_as(cast.clerk, due(cast.post, "09-29"), due(cast.post, "09-27"))
            due(cast.post, "09-15"), due(cast.post, "10-09"), due(cast.post, "09-28")

    fill(2)
    page(client, cast.holder, address)
    few = queries(client, cast.holder, address)
    fill(18)
    assert queries(client, cast.holder, address) == few <= 36


def test_of_another_county_nothing_is_seen(client, cast):
    other = make_cast()
    due(other.post, "09-28")
    assert desk_of(cast.holder).total == 0
    assert make_holder(other.unit)[1] != cast.holder


def test_every_figure_of_the_desk_leads_to_its_rows(client, cast):
    lodge_as(cast.holder, due(cast.post, "09-30"))
    due(cast.post, "09-15")
    old = due(cast.post, "06-30", **OF_SECOND)
    shown = page(client, cast.holder)
    desk = client.get("/desk/").context["desk"]
    assert desk.earlier == [old] and not desk.red_besides  # its own quarter counts one
    for lamp, count in desk.five:
        address = f"/desk/duties/?quarter=2026-3&lamp={lamp}"
        assert address.replace("&", "&amp;") in shown
        assert len(client.get(address).context["tasks"]) == count
    everything = client.get("/desk/duties/?quarter=2026-3")
    assert len(everything.context["tasks"]) == desk.total
