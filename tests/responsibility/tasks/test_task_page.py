"""The page of one task: its lamp, its ledger, whom it asks for, what counts for it."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.decisions.exempt import exempt
from alerts.decisions.extend import ask_extension
from alerts.proof.ledger import turns_of
from alerts.workdays.announce import announce_year
from demonstration.roles import Role
from responsibility.records.models import Credit
from responsibility.tasks.models import Task
from tests.make import (
    NOW,
    actor,
    appoint,
    at,
    make_holder,
    make_item,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.records.cast import (
    decline_as,
    lodge_as,
    make_cast,
    people_task,
    withdraw_as,
)

pytestmark = pytest.mark.django_db
LATE = at("2026-10-03 09:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


def page(client, user, task, **headers) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(user)
    response = client.get(task.get_absolute_url(), **headers)
    assert response.status_code == 200
    return response.content.decode()


def test_the_holder_sees_lamp_reason_and_action(client, cast):
    task = make_task(cast.post)
    text = page(client, cast.holder, task)
    assert task.title in text and cast.unit.name in text
    assert "ring--soon" in text
    assert "It is due on Wed 30 Sep, 6 days left; nothing is logged yet." in text
    assert f"/log/?task={task.pk}" in text


def test_a_supervisor_sees_it_too_and_has_no_action(client, cast):
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    _post, inspector = make_holder(body, Role.STATIONED_GROUP)
    task = make_task(cast.post)
    assert "/log/?task" not in page(client, inspector, task)


def test_invisible_and_absent_are_the_same(client, cast):
    task = make_task(cast.post)
    _post, stranger = make_holder(make_unit(cast.county))
    client.force_login(stranger)
    assert client.get(task.get_absolute_url()).status_code == 404
    assert client.get(f"/tasks/{task.pk + 1}/").status_code == 404


def test_before_it_opens_it_is_nobodys_business(client, cast):
    task = make_task(cast.post, opens_at=at("2026-09-25 00:00"), warns_at=at("2026-09-26 00:00"))
    client.force_login(cast.holder)
    assert client.get(task.get_absolute_url()).status_code == 404


def test_a_red_turn_is_never_hidden_even_before_anyone_wrote_it(client, cast, clock):
    task = make_task(cast.post)
    clock.move_to(LATE)
    text = page(client, cast.holder, task)
    assert text.count("not yet written") == 2  # yellow, then red: the clock owes both
    lodge_as(cast.holder, task, now=LATE)
    text = page(client, cast.holder, task)
    assert "ring--mkup" in text and "not yet written" not in text
    ledger = text[text.index('id="ledger"') :]
    assert ledger.index("lamp--mkup") < ledger.index("lamp--late") < ledger.index("lamp--soon")
    assert "that it was red stays in the ledger" in text


def test_the_ledger_says_when_a_turn_was_noticed_later(cast):
    task = make_task(cast.post)
    lodge_as(cast.holder, task, now=LATE)
    task.refresh_from_db()
    newest, red, yellow, first = turns_of(task, now=LATE)
    assert [turn.to_lamp for turn in (first, yellow, red, newest)] == [
        "unlit", "yellow", "red", "orange",
    ]  # fmt: skip
    assert red.took_effect_at == at("2026-10-01 00:00")
    assert not any(turn.owed for turn in (newest, red, yellow, first))


@pytest.mark.parametrize("moment, owed", [
    ("2026-09-22 09:00", []),
    ("2026-09-24 09:00", ["yellow"]),
    ("2026-10-02 09:00", ["red", "yellow"]),
])  # fmt: skip
def test_what_the_clock_owes_the_ledger(cast, moment, owed):
    task = make_task(cast.post)
    assert [turn.to_lamp for turn in turns_of(task, now=at(moment)) if turn.owed] == owed


def test_a_held_task_owes_no_red(cast):
    task = make_task(cast.post)
    ask_extension(
        by=actor(cast.holder), now=NOW, deadline=task, wanted_on=date(2026, 10, 20), reason="Ill."
    )
    task.refresh_from_db()
    assert "red" not in [turn.to_lamp for turn in turns_of(task, now=LATE)]


def test_an_extension_asked_for(client, cast, clock):
    task = make_task(cast.post)
    ask_extension(
        by=actor(cast.holder), now=NOW, deadline=task, wanted_on=date(2026, 10, 20), reason="Ill."
    )
    clock.move_to(LATE)
    text = page(client, cast.holder, task)
    assert 'href="#extensions"' in text and 'id="extensions"' in text
    assert "asked for 20 Oct" in text and "to be decided" in text and "ring--soon" in text


def test_an_exempt_task_gives_the_reason_and_asks_nothing(client, cast):
    task = make_task(cast.post)
    office = make_unit(cast.county, kind="office")
    _post, clerk = make_holder(office, Role.COMMISSION_OFFICE)
    exempt(by=actor(clerk), now=NOW, deadline=task, reason="Vacant.", document="No. 3")
    text = page(client, cast.holder, task)
    assert "exempted on 24 Sep because of “Vacant.”" in text
    assert "/log/?task" not in text


def test_three_colours_draw_the_hatched_lamp(client, cast, clock):
    clock.move_to(LATE)
    task = make_task(cast.post, colours=3)
    lodge_as(cast.holder, task, now=LATE)
    text = page(client, cast.holder, task)
    assert "#l-okh" in text and "so the green is hatched" in text


def test_a_day_moved_past_a_holiday_says_so(client, cast):
    announce_year(year=2026)
    item = make_item(cast.county, due_rule="md:10-03")
    task = make_task(
        cast.post,
        item,
        period_start=date(2026, 10, 1),
        period_end=date(2027, 1, 1),
        due_on=date(2026, 10, 8),
        warns_at=at("2026-10-01 00:00"),
        late_at=at("2026-10-09 00:00"),
    )
    assert "Sat 3 Oct is a day off" in page(client, cast.holder, task)


def test_a_rule_nobody_understands_breaks_no_page(client, cast):
    task = make_task(cast.post, make_item(cast.county, due_rule="full moon"))
    page(client, cast.holder, task)


def test_people_missing_come_first_and_are_named(client, cast):
    task, (first, second, _third) = people_task(cast, required=3, asked=3)
    person = appoint(first)
    lodge_as(cast.holder, task, counterpart_post_ids=[second.pk])
    text = page(client, cast.holder, task)
    whom = text[text.index('id="whom"') : text.index('id="records"')]
    assert "2 are missing" in whom
    assert whom.index(person.name) < whom.index("reached")


def test_who_was_named_by_a_withdrawn_record_is_missing_again(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    withdraw_as(cast.holder, lodge_as(cast.holder, task, counterpart_post_ids=[first.pk]))
    assert "2 are missing" in page(client, cast.holder, task)


def test_each_credit_says_where_it_stands(client, cast):
    task = make_task(cast.post, required=9)
    lodge_as(cast.holder, task)
    clerks = lodge_as(cast.clerk, task)
    declined = lodge_as(cast.clerk, task, text="Something else.")
    decline_as(cast.holder, Credit.objects.get(record=declined))
    withdraw_as(cast.holder, lodge_as(cast.holder, task, text="Another thing."))
    text = page(client, cast.holder, task)
    for words in ("counts", "counts, to be confirmed", "declined by the holder", "withdrawn"):
        assert words in text
    assert clerks.get_absolute_url() in text


def queries(client, user, task) -> int:
    page(client, user, task)
    with CaptureQueriesContext(connection) as captured:
        client.get(task.get_absolute_url())
    return len(captured)


def test_the_number_of_queries_does_not_grow(client, cast):
    few, some = people_task(cast, required=2, asked=2)
    many, all_of_them = people_task(cast, required=20, asked=20)
    lodge_as(cast.holder, few, counterpart_post_ids=[some[0].pk])
    for post in all_of_them:
        appoint(post)
        lodge_as(cast.holder, many, counterpart_post_ids=[post.pk])
    assert queries(client, cast.holder, few) == queries(client, cast.holder, many) <= 20


def test_titles_of_any_length_are_escaped(client, cast):
    item = make_item(cast.county, text="<b>" + "x" * 190, text_en="")
    text = page(client, cast.holder, make_task(cast.post, item))
    assert "<b>xx" not in text and "&lt;b&gt;xx" in text
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "for_units", "said"),
    [
        ("common", False, "common"),
        ("individual", False, "common"),  # a template of the starter lists: all of the role owe it
        ("individual", True, "individual"),
        ("temporary", False, "temporary"),
    ],
)
def test_only_what_some_units_owe_is_individual(cast, kind, for_units, said):
    if kind == "temporary":
        task = Task(task_kind=kind, dispatch_id=1)
    else:
        units = [cast.unit.pk] if for_units else []
        task = make_task(cast.post, make_item(cast.county, task_kind=kind, applies_to=units))
    assert task.shown_kind == said
