"""The three parts of the desk (M002-10): what is owed, what of others waits, what the list is."""

from datetime import date

import pytest
import time_machine

from demonstration.roles import Role
from tests.make import NOW, appoint, make_county, make_person, make_post, make_unit
from tests.responsibility.agenda.test_desk import OF_SECOND, due, page
from tests.responsibility.records.cast import make_cast

pytestmark = pytest.mark.django_db
PARTS = {"do", "oversee", "know"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def team():
    """A unit led by Head with two members, First and Second."""
    unit = make_unit(make_county(), "Bureau")
    posts = [make_post(unit, role) for role in (Role.PRINCIPAL_OFFICER, *[Role.TEAM_MEMBER] * 2)]
    return posts, [
        appoint(post, make_person(name))
        for post, name in zip(posts, ["Head", "First", "Second"], strict=True)
    ]


def shown_on_a_phone(text: str) -> set[str]:
    """The parts that a phone does not hide."""
    return {part for part in PARTS if f'<div class="stack only-d" id="part-{part}">' not in text}


def test_a_phone_shows_one_part_at_a_time_without_a_script(client, cast):
    due(cast.post, "09-28")
    assert shown_on_a_phone(page(client, cast.holder)) == {"do"}
    for part in PARTS:
        text = page(client, cast.holder, f"/desk/?part={part}")
        assert shown_on_a_phone(text) == {part} and f'id="part-{part}"' in text
    assert shown_on_a_phone(page(client, cast.holder, "/desk/?part=%00")) == {"do"}


def test_the_quarter_stays_while_the_part_is_switched(client, cast):
    text = page(client, cast.holder, "/desk/?quarter=2026-2")
    assert "?quarter=2026-2&amp;part=oversee" in text


def test_who_leads_a_unit_sees_whose_duties_are_due_soon(client, team):
    posts, (head, first, second) = team
    task = due(posts[1], "09-28")
    due(posts[2], "10-09"), due(posts[0], "09-27")
    text = page(client, head)
    assert f'<input type="hidden" name="task" value="{task.pk}">' in text
    assert '<p class="b">First</p>' in text and "Second" in text
    assert '<p class="b">Head</p>' not in text  # the own duties stand beside it
    reminded = client.post("/board/remind/", {"task": task.pk, "next": "/desk/"}, follow=True)
    assert "reminded today" in reminded.text
    assert '<p class="b">First</p>' not in page(client, first)


def test_a_team_member_finds_the_sum_of_the_unit_alone(client, team):
    assert "Unit summary" in page(client, team[1][1])


def test_the_list_says_how_many_of_each_kind(client, cast):
    due(cast.post, "09-28"), due(cast.post, "10-09")
    page(client, cast.holder)
    assert client.get("/desk/").context["parts"].of_kinds == "common task 2"


def test_what_earlier_quarters_left_is_folded_behind_what_is_due_soon(client, cast):
    soon, old = due(cast.post, "09-28"), due(cast.post, "06-30", **OF_SECOND)
    text = page(client, cast.holder)
    assert text.index(soon.get_absolute_url()) < text.index('id="earlier"')
    assert text.index('id="earlier"') < text.index(f'<h3><a href="{old.get_absolute_url()}"')
    assert "1 more left overdue by earlier quarters" in text  # 0 never stands over a red
    assert 'id="earlier" open' not in text and "not counted as your own" not in text
    assert 'id="earlier" open' in page(client, cast.holder, "/desk/?earlier=1")


def test_what_a_predecessor_left_names_him_and_is_not_counted_as_ones_own(client, cast):
    post = make_post(cast.unit, title="Second")
    appoint(post, make_person("Former"), end=date(2026, 8, 1))
    new = appoint(post, make_person("New"), date(2026, 8, 1))
    due(post, "06-30", **OF_SECOND)
    assert "in the post then: Former, not counted as your own" in page(client, new)


def test_what_was_left_while_the_post_was_vacant_is_nobodys(client, cast):
    post = make_post(cast.unit, title="Second")
    new = appoint(post, make_person("New"), date(2026, 8, 1))
    due(post, "06-30", **OF_SECOND)
    text = page(client, new)
    assert "while the post was vacant" in text and "not counted as your own" not in text
