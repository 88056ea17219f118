"""What a page costs: so many queries, and not one more for twenty rows than for two.

A page is one line: its name, who looks, what fills it, how many queries. `fill(cast, count)`
makes `count` rows of what the page lists; whatever it makes is undone.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.decisions.extend import ask_extension
from alerts.outbox.states import State
from demonstration.roles import Role
from responsibility.organisation.second_factor.resets.reset import propose_reset
from responsibility.organisation.units.models import Unit
from responsibility.plans.items.grow import add_item, break_down
from responsibility.plans.progress import note_progress
from responsibility.records.lodging.lodge import lodge
from supervision.activities.note import note_of_unit
from supervision.demands.demand import demand
from supervision.facts.read import read_facts
from supervision.objections.state import state_facts
from tests import make
from tests.alerts.outbox.make import make_ended, make_reminder
from tests.pages.activities import plan, record
from tests.pages.checkups import finding as find_in
from tests.pages.closings import SPRING, frozen
from tests.pages.conftest import undone


class Budget(NamedTuple):
    name: str
    kind: str
    fill: Callable
    queries: int
    args: Callable = lambda cast: []
    query: str = ""


def posts_with_people(cast, count):
    for _ in range(count):
        post, _holder = make.make_holder(cast.bureau, Role.TEAM_MEMBER)
        make.join(post, role="clerk")


def clerks(cast, count):
    for _ in range(count):
        make.join(cast.head, role="clerk")


def charges(cast, count):
    for _ in range(count):
        post, _holder = make.make_holder(cast.county, Role.COUNTY_LEADER)
        make.put_in_charge(post, cast.bureau)


def links(cast, count):
    for _ in range(count):
        make.supervise(make.make_unit(cast.county, kind=Unit.Kind.DISCIPLINE), cast.bureau)


def people(cast, count):
    for _ in range(count):
        person = make.appoint(make.make_post(cast.bureau))
        make.join(cast.committee, person)


def resets(cast, count):
    for _ in range(count):
        person = make.make_person(is_auditor=True)
        make.with_factor(person)
        by = make.actor(cast.people["office"])
        propose_reset(user_id=person.pk, reason="Lost.", by=by, now=make.NOW)


def vacant_elsewhere(cast, count):
    unit = cast.people["other_officer"].appointments.get().post.unit
    for _ in range(count + 5):
        make.make_post(unit, Role.TEAM_MEMBER)
        make.make_holder(unit, Role.TEAM_MEMBER)


def posts_of_one(cast, count):
    for _ in range(count):
        make.appoint(make.make_post(cast.bureau), cast.person)
        make.join(make.make_post(cast.bureau, Role.PARTY_COMMITTEE), cast.person)


def posts_and_tasks(cast, count):
    """More posts of the officer, and tasks of the first."""
    for _ in range(count):
        post = make.make_post(make.make_unit(cast.county))
        make.appoint(post, cast.people["officer"])
        make.make_task(cast.head, item=make.make_item(cast.county))


def to_confirm(cast, count):
    """What the officer's clerk lodged."""
    by = make.actor(cast.people["clerk"])
    for number in range(count):
        lodge(
            by=by, now=make.NOW, nonce=make.nonce(), happened_on=make.NOW.date(),
            task_ids=[make.make_task(cast.head, make.make_item(cast.county)).pk],
            text=f"Talk {number} of {count}.",
        )  # fmt: skip


def of_nothing(cast, count):
    for _ in range(count):
        make.make_task(cast.head, make.make_item(cast.county, zero_report=True))


def closed_rows(cast, count):
    for _ in range(count):
        frozen(cast)


def unfinished_ones(cast, count):
    for _ in range(count):
        make.make_task(cast.head, make.make_item(cast.county), **SPRING)


def texts(cast, count):
    """Texts that did not arrive, each about a yellow task of somebody else."""
    for _ in range(count):
        post, person = make.make_holder(cast.bureau)
        to = {"county_id": cast.county.pk, "recipient": person, "window": f"w{person.pk}"}
        make_reminder(make.make_task(post), person, text=make_ended(State.FAILED, **to))


def items(cast, count):
    for _ in range(count):
        make.make_item(cast.county)  # goes into the draft


def items_of_plan(cast, count):
    """Items of the plan with a part and progress each."""
    acts = {"by": cast.by, "now": make.NOW}
    words = {"text": "A road", "due_on": make.NOW.date() + make.days(36)}
    for _ in range(count):
        item = add_item(
            plan_id=cast.plan.pk, category_id=cast.item.category_id, leads_id=cast.leader.pk,
            pushes_id=cast.seat.pk, carries_out_id=cast.head.pk, **words, **acts,
        )  # fmt: skip
        parts_of_item(cast, 1, item)


def parts_of_item(cast, count, item=None):
    acts = {"by": make.actor(cast.people["officer"]), "now": make.NOW}
    item = item or cast.plan_item
    for _ in range(count):
        due_on = make.NOW.date() + make.days(36)
        break_down(
            item_id=item.pk, text="Mile one", due_on=due_on, carries_out_id=cast.vacancy.pk, **acts
        )
        note_progress(item_id=item.pk, on=make.NOW.date(), text="Half.", **acts)


def turned(cast, count):
    """Tasks in the bureau that turned yellow this morning; half of them of vacant posts."""
    lit = {"lamp": "yellow", "lamp_since": make.NOW}
    for place in range(count):
        post = make.make_post(cast.bureau, Role.TEAM_MEMBER) if place % 2 else cast.head
        make.make_task(post, make.make_item(cast.county), **lit)


def noted(cast, count):
    """Activities of this quarter, each with a note and a line of the plan."""
    by = make.actor(cast.people["group_inside"])
    for _ in range(count):
        note_of_unit(
            by=by, now=make.NOW, activity_id=cast.activity.pk, nonce=make.nonce(),
            unit_id=cast.bureau.pk, text="No lid.",
        )  # fmt: skip
        record(cast, line_ids=[plan(cast).pk])


def statements(cast, count):
    for _ in range(count):
        state_facts(
            by=make.actor(cast.people["officer"]), now=make.NOW, objection_id=cast.objection.pk,
            nonce=make.nonce(), text="It is another's.",
        )  # fmt: skip


def findings(cast, count):
    """Findings about the first question of the checkup that is to be concluded."""
    for _ in range(count):
        find_in(cast, cast.checkup_answered)


def late_ones(cast, count):
    """Red tasks of the officer, demands about them, and looks."""
    late_at = make.at("2026-09-20 00:00")
    for _ in range(count):
        task = make.make_task(
            cast.head, make.make_item(cast.county), due_on=make.NOW.date() - make.days(5),
            late_at=late_at, warns_at=late_at - make.days(7), lamp="red", lamp_since=late_at,
        )  # fmt: skip
        demand(
            by=make.actor(cast.people["group_inside"]), now=make.NOW, nonce=make.nonce(),
            task_ids=[task.pk], text="Why?", reply_by=make.NOW.date() + make.days(5),
        )  # fmt: skip
        by = make.actor(cast.people["group_inside"])
        read_facts(by=by, now=make.NOW, person_id=cast.people["officer"].pk, purpose="A daily look")


def more_time(cast, count):
    """Requests that wait for the group, about tasks of the officer."""
    for _ in range(count):
        ask_extension(
            by=make.actor(cast.people["officer"]), now=make.NOW, reason="The audit comes first.",
            deadline=make.make_task(cast.head, make.make_item(cast.county)),
            wanted_on=make.NOW.date() + make.days(30),
        )  # fmt: skip


BUDGETS = [
    Budget("morning", "group_inside", turned, 69),
    Budget(
        "oversight-body",
        "officer",
        more_time,
        11,
        lambda c: [c.people["group_inside"].memberships.get().post_id],
    ),
    Budget("activity", "group_inside", noted, 10, lambda c: [c.activity.pk]),
    Budget("activity-plan", "group_inside", noted, 11),
    Budget("activity-report", "group_inside", noted, 11),
    Budget("objection", "officer", statements, 24, lambda c: [c.objection.pk]),
    Budget("closing", "officer", closed_rows, 13, lambda c: [c.closed.pk]),
    Budget("closing", "office", unfinished_ones, 18, lambda c: [c.closing_spring.pk]),
    Budget("closing-paper", "officer", closed_rows, 13, lambda c: [c.closed.pk]),
    Budget("checkup", "group_inside", findings, 18, lambda c: [c.checkup_answered.pk]),
    Budget("facts-own", "officer", late_ones, 24),
    Budget("plan", "officer", items_of_plan, 11, lambda c: [c.plan.pk]),
    Budget("plan-paper", "office", items_of_plan, 10, lambda c: [c.plan.pk]),
    Budget("plan-docx", "office", items_of_plan, 9, lambda c: [c.plan.pk]),
    Budget("plan-xlsx", "office", items_of_plan, 12, lambda c: [c.plan.pk]),
    Budget("plan-item", "officer", parts_of_item, 19, lambda c: [c.plan_item.pk]),
    Budget("list-edit", "office", items, 18, lambda c: [c.list_version.pk]),
    Budget("list-difference", "office", items, 27, lambda c: [c.list_version.pk]),
    Budget("unit", "office", posts_with_people, 13, lambda c: [c.bureau.pk]),
    Budget("post", "office", clerks, 9, lambda c: [c.head.pk]),
    Budget("charges", "office", charges, 10),
    Budget("supervision", "office", links, 7),
    Budget("first-passwords", "office", people, 10),
    Budget("factor-resets", "system_administrator", resets, 6),
    Budget("people-suggest", "office", people, 6, query="?user=Person"),
    Budget("first-steps", "other_office", vacant_elsewhere, 17),
    Budget("organisation-import", "office", people, 5),
    Budget("organisation-import-template", "office", people, 4),
    Budget("organisation-import-export", "office", people, 14),
    Budget("organisation-import-check", "office", people, 6, lambda c: [c.organisation_file.pk]),
    Budget("people-import", "office", people, 4),
    Budget("people-import-template", "office", people, 4),
    Budget("people-import-check", "office", people, 5, lambda c: [c.people_file.pk]),
    Budget("person", "office", posts_of_one, 11, lambda c: [c.person.pk]),
    Budget("charge-put", "office", posts_with_people, 8),
    Budget("body-grant-new", "office", posts_with_people, 7),
    Budget("outbox-calls", "office", texts, 9),
    Budget("outbox-health", "office", texts, 13),
    Budget("notice", "office", texts, 11, lambda c: ["task", c.task.pk]),
    Budget("inbox", "officer", texts, 11),
    Budget("confirmations", "officer", to_confirm, 6),
    Budget("zero-reports", "officer", of_nothing, 8, lambda c: [c.head.pk]),
    Budget("own-list", "officer", posts_and_tasks, 12),
    Budget("notebook", "officer", posts_and_tasks, 19),
]


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: budget.name)
def test_budget(ask, cast, budget):
    path = reverse(budget.name, args=budget.args(cast)) + budget.query
    found = []
    with undone():
        for more in (2, 18):
            budget.fill(cast, more)
            found.append(queries(ask, budget.kind, path))
    assert found == [budget.queries, budget.queries]


def queries(ask, kind: str, path: str) -> int:
    """How many queries the page asks, beside those of the test's own undoing."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert ask(kind, "get", path).status_code == 200
    return sum(" SAVEPOINT" not in f" {query['sql']}" for query in asked)
