"""What changes where somebody leaves a post is shown before it happens."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from alerts.decisions.extend import ask_extension
from pages.lamp import Lamp
from responsibility.organisation.posts.leaving import Leaving
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.leaving.changes import changes_of
from tests.make import (
    NOW,
    appoint,
    at,
    days,
    join,
    make_holder,
    make_post,
    make_task,
    make_unit,
    put_in_charge,
)
from tests.responsibility.records.cast import acting, lodge_as, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = NOW.date()
SECOND = {
    "period_start": date(2026, 4, 1), "period_end": date(2026, 7, 1), "due_on": date(2026, 6, 30),
    "opens_at": at("2026-04-01 00:00"), "warns_at": at("2026-06-23 00:00"),
    "late_at": at("2026-07-01 00:00"),
}  # fmt: skip


@pytest.fixture
def cast():
    return make_cast()


def changes(cast, last_on=TODAY, **over) -> dict[str, tuple[str, str]]:
    row = Appointment.objects.select_related("post__unit", "user").get(post=cast.post)
    leaving = Leaving(appointment=row, last_on=last_on, now=NOW, **over)
    return {one.what: (one.today, one.after) for one in changes_of(leaving)}


def test_nothing_but_the_vacancy_where_nothing_is_there(cast):
    cast.post.memberships.all().delete()
    assert list(changes(cast)) == ["Post"]


def test_a_named_follower_leaves_no_vacancy(cast):
    assert "Post" not in changes(cast, follower="Gu")


@pytest.mark.parametrize(
    ("last_on", "said"),
    [
        (TODAY, "Gu takes over 1 that falls due after 24 Sep."),
        (date(2026, 9, 30), "1 falls due by 30 Sep: not done by then it stays with {}."),
    ],
)  # fmt: skip
def test_an_open_task_goes_over_or_stays_by_its_day(cast, last_on, said):
    make_task(cast.post)  # due on 30 September
    today, after = changes(cast, last_on, follower="Gu")["Open tasks"]
    assert (today, after) == ("1 task", said.format(cast.holder.name))


def test_a_red_stays_with_who_was_in_the_post(cast):
    task = make_task(cast.post, **SECOND)
    assert task.__class__.objects.with_lamp(now=NOW).get().lamp_now == Lamp.RED
    today, after = changes(cast, follower="Gu")["Overdue"]
    assert today == "1 task"
    assert after.startswith(f"Stays with {cast.holder.name}")


def test_a_red_of_the_one_before_is_not_called_theirs(cast):
    make_task(cast.post, **SECOND)
    Appointment.objects.update(period=("2026-08-01", None))
    assert "Overdue" not in changes(cast)


def test_what_is_done_and_what_waits_is_named(cast):
    lodge_as(cast.clerk, make_task(cast.post))
    found = changes(cast, follower="Gu")
    assert found["Fulfilled"][0] == "1 task"
    assert found["To be confirmed"] == (
        "1 record waits", f"{cast.holder.name} confirms until 24 Sep, from then on Gu."
    )  # fmt: skip


def test_an_extension_that_waits_is_named(cast):
    task = make_task(cast.post)
    ask_extension(
        deadline=task, wanted_on=date(2026, 10, 9), reason="Flood in the county.",
        by=acting(cast.holder), now=NOW,
    )  # fmt: skip
    assert changes(cast)["Extensions asked for"][0] == "1 waits for a decision"


def test_seats_clerks_charges_and_other_posts(cast):
    committee, _ = make_holder(cast.unit, "party_committee")
    join(committee, cast.holder, role="deputy")
    elsewhere = make_post(make_unit(cast.county, "Bureau of water"), title="Adviser")
    appoint(elsewhere, cast.holder)
    put_in_charge(cast.post, make_unit(cast.county, "Bureau of gas"))
    found = changes(cast)
    assert found["Seats in the unit"][0] == f"{committee.title} (deputy head)"
    assert found["Clerks"][0] == cast.clerk.name
    assert found["In charge of"][0] == "1 unit"
    assert found["Other posts and places"][0] == "Bureau of water · Adviser"


def test_who_goes_on_in_the_unit_keeps_the_seat(cast):
    committee, _ = make_holder(cast.unit, "party_committee")
    join(committee, cast.holder, role="deputy")
    found = changes(cast, goes_to=make_post(cast.unit, "team_member"))
    assert "Seats in the unit" not in found
    assert found["Other posts and places"][0] == f"{cast.unit.name} · {committee.title}"


@pytest.fixture
def office(client, cast):
    _, user = make_holder(make_unit(cast.county, kind="office"), "commission_office")
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with time_machine.travel(NOW, tick=False):
        yield client


def test_the_page_enters_no_day_whose_changes_were_not_shown(office, cast):
    row = Appointment.objects.get(post=cast.post)
    make_task(cast.post)
    address = reverse("appointment-end", args=[row.pk])
    page = office.get(address).content.decode()
    assert "Open tasks" in page
    other = TODAY + days(10)
    shown = office.post(address, {"last_on": other, "seen": TODAY})
    assert shown.status_code == 200
    assert f'name="seen" value="{other}"' in shown.content.decode()
    row.refresh_from_db()
    assert row.period.upper is None
    office.post(address, {"last_on": other, "seen": other})
    row.refresh_from_db()
    assert row.period.upper == other + days(1)


def test_the_part_follows_the_day(office, cast):
    row = Appointment.objects.get(post=cast.post)
    make_task(cast.post)
    address = reverse("appointment-end", args=[row.pk])
    part = office.get(address, {"last_on": "2026-09-30"}, HTTP_HX_REQUEST="true").content.decode()
    assert "stays with" in part
    assert "<h1>" not in part


def test_closing_an_account_shows_what_changes_and_then_does_it(client, cast):
    """Each post and place by itself; nothing happens before it was shown."""
    office = make_holder(make_unit(cast.county, kind="office"), "commission_office")[1]
    holder = cast.post.appointments.get().user
    committee = make_post(cast.post.unit, "party_committee", "Committee")
    join(committee, holder)
    make_task(cast.post, due_on=TODAY + days(6))
    client.force_login(office)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address = reverse("person-close", args=[holder.pk])
    with time_machine.travel(NOW, tick=False):
        page = client.get(address)
        titles = [left.title for left in page.context["left"]]
        assert titles == [f"{cast.post.unit.name} · {cast.post.title}", "Member or clerk"]
        assert "Open tasks" in {one.what for one in page.context["left"][0].changes}
        assert client.post(address, {"last_on": TODAY}).status_code == 200
        holder.refresh_from_db()
        assert holder.is_active
        assert client.post(address, {"last_on": TODAY, "seen": TODAY}).status_code == 302
    holder.refresh_from_db()
    assert not holder.is_active
