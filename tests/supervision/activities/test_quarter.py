"""The plan of a quarter, its report, the forms and the coverage."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from demonstration.roles import Role
from pages.quarter import Quarter
from pages.refused import Refused
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.activities.end import withdraw_activity
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.activities.quarter.plan import drop_line, plan_activity
from supervision.activities.quarter.report import QuarterReport, report_document
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.activities.play import by, kind, note, record

pytestmark = pytest.mark.django_db
GROUP, MEMBER = Role.STATIONED_GROUP, Role.TEAM_MEMBER


def plan(shire, who="group", *, body=0, **over) -> ActivityPlanLine:
    values = {
        "nonce": make.nonce(), "quarter": str(Quarter.at(NOW)), "kind_id": kind(shire),
        "unit_id": shire.bodies[body].pk,
    }  # fmt: skip
    return plan_activity(by=by(shire, who), now=NOW, **values | over)


def test_a_visit_ticks_its_line_off_and_the_report_says_so(shire):
    done, left, dropped = plan(shire), plan(shire, body=2), plan(shire)
    drop_line(by=by(shire), now=NOW, line_id=dropped.pk, reason="Later.")
    activity = record(shire, bodies=(0,), line_ids=[done.pk])
    note(shire, activity)
    post = shire.posts["Group", GROUP]
    report = QuarterReport.of(post, Quarter.at(NOW), user=shire.people["group"], at=NOW)
    assert [line.pk for line in report.planned] == [done.pk, left.pk]
    assert (report.done, report.visited, report.noted) == (1, 1, 1)
    assert [unit.name for unit in report.not_visited] == ["Body 3"]
    assert report_document(report, now=NOW)[:2] == b"PK"
    with pytest.raises(Refused):
        drop_line(by=by(shire), now=NOW, line_id=done.pk, reason="Later.")
    withdraw_activity(by=by(shire), now=NOW, activity_id=activity.pk, reason="Put off.")
    again = QuarterReport.of(post, Quarter.at(NOW), user=shire.people["group"], at=NOW)
    assert again.done == 0


@pytest.mark.parametrize("over, field", [
    ({"quarter": "2026-2"}, "quarter"),
    ({"quarter": "nonsense"}, "quarter"),
    ({"planned_on": NOW.date() + timedelta(days=30)}, "planned_on"),
    ({"kind_id": 0}, "kind"),
])  # fmt: skip
def test_a_line_is_for_this_quarter_or_a_later_one(shire, over, field):
    with pytest.raises(Refused) as refused:
        plan(shire, **over)
    assert field in refused.value.errors


def test_nobody_plans_for_units_of_others(shire):
    with pytest.raises(Unit.DoesNotExist):
        plan(shire, body=1)
    with pytest.raises(PermissionDenied):
        plan(shire, "officer")
    line = plan(shire)
    with pytest.raises(PermissionDenied):
        drop_line(by=by(shire, "office"), now=NOW, line_id=line.pk, reason="So.")


def test_the_form_offers_own_tasks_and_lines_and_says_what_is_wrong(client, shire):
    task, line = owe(shire.posts["Group", GROUP]), plan(shire)
    client.force_login(shire.people["group"])
    page = client.get("/activities/new/")
    assert list(page.context["form"].fields["tasks"].queryset) == [task]
    assert list(page.context["form"].fields["lines"].queryset) == [line]
    sent = {
        "nonce": make.nonce(), "kind": kind(shire), "happened_on": "2027-01-01",
        "units": [shire.bodies[0].pk], "text": "Walked.", "tasks": [task.pk],
    }  # fmt: skip
    wrong = client.post("/activities/new/", sent)
    assert wrong.status_code == 422 and "happened_on" in wrong.context["form"].errors
    right = client.post("/activities/new/", sent | {"happened_on": "2026-09-24"})
    assert right.status_code == 302
    assert Task.objects.get(pk=task.pk).lamp == "green"


def test_coverage_counts_what_is_in_force_by_unit_and_kind(client, shire):
    record(shire, bodies=(0,))
    record(shire, bodies=(0,), kind_id=kind(shire, "visit"), text="Visited.")
    gone = record(shire, bodies=(2,))
    withdraw_activity(by=by(shire), now=NOW, activity_id=gone.pk, reason="Put off.")
    client.force_login(shire.people["party leader"])
    rows = {row.name: row for row in client.get("/activities/coverage/").context["listing"].page}
    assert {name: sum(t.count for t in row.times.values()) for name, row in rows.items()} == {
        "Body 1": 2, "Body 2": 0, "Body 3": 0,
    }  # fmt: skip
    assert rows["Body 1"].times[kind(shire)].last_on == NOW.date()
    file = client.get("/activities/coverage/?export=xlsx")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    file.close()
