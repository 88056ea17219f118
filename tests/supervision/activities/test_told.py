"""The unit hears that something was noted of it; own tasks name the year of this year no twice."""

import pytest

from alerts.reminders.models import Reminder
from supervision.activities.end import withdraw_activity
from supervision.activities.forms import TasksField
from supervision.activities.note import withdraw_note
from supervision.activities.own_record import own_tasks
from supervision.activities.tell import still_noted
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.activities.play import by, note, record
from tests.supervision.problems.play import GROUP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def told() -> set[int]:
    rows = Reminder.objects.filter(stage="activity_noted")
    return set(rows.values_list("recipient", flat=True))


def test_who_leads_the_unit_hears_of_each_note_and_nobody_else(shire):
    activity = record(shire)
    note(shire, activity)
    note(shire, activity)
    heads = {shire.people["officer"].pk, shire.people["clerk"].pk}
    assert shire.people["officer"].pk in told() <= heads
    assert Reminder.objects.filter(recipient=shire.people["officer"].pk).count() == 2


def test_who_holds_the_post_hears_too(shire):
    post = shire.posts["Body 1", "team_member"]
    note(shire, record(shire), post_id=post.pk)
    assert {shire.people["member"].pk, shire.people["officer"].pk} <= told()


def test_a_note_withdrawn_is_no_news(shire):
    activity = record(shire)
    made = note(shire, activity)
    assert list(still_noted([activity.pk], kind="", at=NOW)) == [activity.pk]
    act = {"by": by(shire), "now": NOW, "activity_id": activity.pk, "reason": "No."}
    withdraw_note(note_id=made.pk, **act)
    assert list(still_noted([activity.pk], kind="", at=NOW)) == []
    note(shire, activity)
    withdraw_activity(**act)
    assert list(still_noted([activity.pk], kind="", at=NOW)) == []


def test_own_tasks_of_this_year_name_their_day_without_it(shire):
    owe(shire.posts[GROUP])
    (task,) = own_tasks(shire.people["group"], at=NOW)
    said = TasksField(queryset=None).label_from_instance(task)
    assert said.removeprefix(task.title).count("2026") == 0
