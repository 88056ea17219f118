"""Exemptions: decided and lifted by the commission office, and what the lamp does."""

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.decisions.exempt import exempt, lift_exemption
from alerts.decisions.models import Exemption
from alerts.engine.sweep import sweep
from pages.refused import Refused
from responsibility.tasks.models import Task
from tests.make import NOW, at, days, join, make_holder, make_person, make_task, make_unit
from tests.responsibility.records.cast import acting, lodge_as, make_cast, state, turns, withdraw_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def office(cast):
    return make_holder(make_unit(cast.county, kind="office"), "commission_office")[1]


def exempt_as(user, task, *, now=NOW, reason="Posted abroad.", document="No. 12"):
    return exempt(by=acting(user), now=now, deadline=task, reason=reason, document=document)


def lift_as(user, task, *, now=NOW):
    return lift_exemption(by=acting(user), now=now, deadline=task)


def test_an_exempt_task_has_no_lamp_from_the_decision_on(cast, office):
    task = make_task(cast.post)
    exemption = exempt_as(office, task)
    assert (exemption.reason, exemption.document, exemption.decided_by) == (
        "Posted abroad.",
        "No. 12",
        office,
    )
    assert turns(task)[-1] == ("yellow", "exempt", "exempted", NOW)
    sweep(now=AFTER)
    assert state(task)[0] == "exempt"
    assert AuditEntry.objects.get(action="deadline.exempt").after == {
        "exempt": True,
        "lamp": "exempt",
    }


@pytest.mark.parametrize(
    ("lifted_at", "lamp"), [(NOW, "yellow"), (AFTER, "red"), (at("2026-10-01 00:00"), "red")]
)
def test_lifted_it_follows_its_facts_from_that_decision_on(cast, office, lifted_at, lamp):
    task = make_task(cast.post)
    exempt_as(office, task, now=NOW - days(1))
    exemption = lift_as(office, task, now=lifted_at)
    assert (exemption.lifted_at, exemption.lifted_by) == (lifted_at, office)
    assert turns(task)[-1] == ("exempt", lamp, "exemption_lifted", lifted_at)
    task.refresh_from_db()
    assert (task.exempt, task.revision) == (False, 1)


def test_a_record_withdrawn_meanwhile_no_longer_counts_when_it_is_lifted(cast, office):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    exempt_as(office, task)
    withdraw_as(cast.holder, record)
    assert state(task) == ("exempt", 0, None)
    lift_as(office, task, now=AFTER)
    assert state(task) == ("red", 0, None)


def test_it_is_exempted_and_lifted_once(cast, office):
    task = make_task(cast.post)
    with pytest.raises(Refused, match="not exempt"):
        lift_as(office, task)
    exempt_as(office, task)
    with pytest.raises(Refused, match="already"):
        exempt_as(office, task)
    lift_as(office, task)
    exempt_as(office, task)
    assert Exemption.objects.of(task).count() == 2


@pytest.mark.parametrize("over", [{"reason": " "}, {"reason": "x" * 501}, {"document": "x" * 121}])
def test_a_reason_is_given_and_fits(cast, office, over):
    with pytest.raises(Refused):
        exempt_as(office, make_task(cast.post), **over)


def test_only_the_office_decides_and_not_about_its_own(cast, office):
    task = make_task(cast.post)
    for user in (cast.holder, make_holder(cast.county, "party_leader")[1]):
        with pytest.raises(PermissionDenied):
            exempt_as(user, task)
    with pytest.raises(Task.DoesNotExist):
        exempt_as(make_person(), task)
    join(cast.post, office, role="clerk", grants=["log", "view"])
    with pytest.raises(PermissionDenied):
        exempt_as(office, task)
    exempt_as(make_holder(make_unit(cast.county, kind="office"), "commission_office")[1], task)
    with pytest.raises(PermissionDenied):
        lift_as(office, task)
