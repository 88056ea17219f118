"""The start list: what is taken over, what was left red by whom, what is the own."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.utils import translation

from demonstration.roles import Role
from responsibility.agenda.start_list.start import StartList, start_on_desk
from responsibility.organisation.posts.models import Appointment
from tests.make import NOW, appoint, at, join, make_county, make_person, make_post, make_unit
from tests.responsibility.agenda.test_desk import due
from tests.responsibility.records.cast import lodge_as

pytestmark = pytest.mark.django_db
TAKES_OVER = date(2026, 9, 14)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller, translation.override("en"):
        yield traveller


@pytest.fixture
def post():
    return make_post(make_unit(make_county(), "Bureau"))


def start_of(user, post) -> StartList:
    return StartList.of(user, post=post, now=NOW)


def test_a_post_that_changed_hands_divides_at_the_day(post):
    """Edge case 1: done work stays with who did it; days stay as they are (decision 0016)."""
    former = appoint(post, make_person("Former"), end=TAKES_OVER)
    new = appoint(post, make_person("New"), TAKES_OVER)
    left, running = due(post, "09-10"), due(post, "09-30")
    begun = due(post, "10-20", opens_at=at("2026-09-20 00:00"), warns_at=at("2026-10-13 00:00"))
    done = due(post, "09-29")
    lodge_as(former, done, now=at("2026-09-01 09:00"), happened_on=date(2026, 9, 1))
    start = start_of(new, post)
    assert [row.pk for row in start.left] == [left.pk]
    assert [row.pk for row in start.taken_over] == [running.pk]
    assert [row.pk for row in start.own] == [begun.pk]
    assert start.left_by == "in the time of Former"
    assert (start.done, start.total) == (0, 2)  # what Former did before is his
    assert (start.records_before, start.nearest) == (1, date(2026, 9, 30))


def test_entered_late_it_counts_from_the_first_day(post):
    """Edge case 2: appointed from a day gone by."""
    appoint(post, make_person("Former"), end=TAKES_OVER)
    new = appoint(post, make_person("New"), TAKES_OVER)
    Appointment.objects.filter(user=new).update(entered_at=NOW)
    assert start_of(new, post).first_on == TAKES_OVER


def test_two_posts_have_a_list_each(post):
    """Edge case 3: two sets of obligations."""
    second = make_post(post.unit, title="Second")
    new = appoint(post, make_person("New"), TAKES_OVER)
    appoint(second, new, TAKES_OVER)
    first, other = due(post, "09-30"), due(second, "09-30")
    assert [row.pk for row in start_of(new, post).taken_over] == [first.pk]
    assert [row.pk for row in start_of(new, second).taken_over] == [other.pk]
    assert len(start_on_desk(user=new, now=NOW)) == 2


def test_what_fell_due_while_the_post_was_vacant_is_nobodys(post):
    """Edge case 4."""
    appoint(post, make_person("Former"), end=date(2026, 9, 1))
    new = appoint(post, make_person("New"), TAKES_OVER)
    due(post, "09-10")
    assert start_of(new, post).left_by == "while the post was vacant"


def test_acting_days_are_shown_with_their_document(client, post):
    """Edge case 5: an acting person has a list too, and stands in the next one's."""
    acting = appoint(post, make_person("Stand-in"), end=TAKES_OVER)
    Appointment.objects.filter(user=acting).update(acting=True, basis="Minutes No. 14")
    new = appoint(post, make_person("New"), TAKES_OVER)
    tenures = start_of(new, post).tenures
    assert [(one.name, one.acting) for one in tenures] == [("New", False), ("Stand-in", True)]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(new)
    assert "Minutes No. 14" in client.get(f"/desk/start/{post.pk}/").text


def test_who_left_has_no_list(client, post):
    """Edge case 12."""
    former = appoint(post, make_person("Former"), end=TAKES_OVER)
    client.force_login(former)
    assert client.get(f"/desk/start/{post.pk}/").status_code == 404


def test_who_comes_back_begins_anew_and_keeps_what_was_the_own(post):
    """Edge case 13: red from the own first time is no predecessor's."""
    back = appoint(post, make_person("Back"), end=date(2026, 9, 1))
    appoint(post, make_person("Between"), date(2026, 9, 1), end=TAKES_OVER)
    appoint(post, back, TAKES_OVER)
    own, between = due(post, "08-20"), due(post, "09-10")
    start = start_of(back, post)
    assert [row.pk for row in start.left] == [between.pk]
    assert [row.pk for row in start.taken_over] == [own.pk]


def test_the_desk_leads_there_for_thirty_days_first_and_then_from_the_list(client, clock, post):
    new = appoint(post, make_person("New"), TAKES_OVER)
    assert start_on_desk(user=new, now=at("2026-10-13 09:00"))
    clock.move_to(at("2026-10-14 09:00"))
    assert not start_on_desk(user=new, now=at("2026-10-14 09:00"))
    client.force_login(new)
    assert f'href="/desk/start/{post.pk}/"' in client.get("/desk/?part=know").text


def test_who_heads_a_collective_post_has_a_list_too(post):
    committee = make_post(post.unit, Role.PARTY_COMMITTEE)
    former = join(committee, role="head", end=TAKES_OVER)
    head = join(committee, role="head", start=TAKES_OVER)
    left = due(committee, "09-10")
    assert [row.pk for row in start_of(head, committee).left] == [left.pk]
    assert start_of(head, committee).left_by == f"in the time of {former.name}"
    (line,) = start_on_desk(user=head, now=NOW)
    assert line.address == f"/desk/start/{committee.pk}/"
    assert not start_on_desk(user=join(committee), now=NOW)  # a member takes nothing over
