"""Activities of supervision: who records them where, what they lodge, correcting, withdrawing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.lists.models import DutyItem
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import TaskCounterpart
from supervision.activities.end import correct_activity, withdraw_activity
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.note import withdraw_note
from supervision.activities.own_record import own_tasks
from supervision.activities.page import ActivityPage
from supervision.activities.reply import reply_to_note
from supervision.activities.starter import record_kinds
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.activities.play import by, kind, note, record

pytestmark = pytest.mark.django_db
GROUP, MEMBER, PRINCIPAL = Role.STATIONED_GROUP, Role.TEAM_MEMBER, Role.PRINCIPAL_OFFICER


# Who, at which bodies: 0 and 2 are supervised by the group, 1 is not.
@pytest.mark.parametrize("who, bodies, may", [
    ("group", (0, 2), True),
    ("group without urging", (0,), True),
    ("office", (0, 1, 2), True),
    ("group", (0, 1), Unit.DoesNotExist),
    ("officer", (0,), PermissionDenied),
    ("member", (0,), PermissionDenied),
    ("party leader", (0,), PermissionDenied),
    ("commission that supervises nothing", (0,), Unit.DoesNotExist),
])  # fmt: skip
def test_who_records_an_activity_at_which_units(shire, who, bodies, may):
    if may is True:
        assert record(shire, who, bodies=bodies).units.count() == len(bodies)
    else:
        with pytest.raises(may):
            record(shire, who, bodies=bodies)


def test_nobody_records_or_notes_anything_upon_themselves(shire):
    """Edge case 11: who supervises a body and holds a post in it."""
    inside = shire.people["group"]
    make.appoint(make.make_post(shire.bodies[0], MEMBER), inside)
    inside.__dict__.pop("_standing", None)
    with pytest.raises(PermissionDenied):
        record(shire, bodies=(0, 2))
    activity = record(shire, "group without urging", bodies=(0, 2))
    with pytest.raises(PermissionDenied):
        note(shire, activity, body=0)
    assert note(shire, activity, body=2).unit == shire.bodies[2]


def test_the_group_has_no_activity_at_itself(shire):
    group = shire.posts["Group", GROUP].unit
    with pytest.raises(PermissionDenied):
        record(shire, unit_ids=[group.pk])


def test_the_same_act_lodges_the_own_duty_and_its_lamp_follows(shire):
    task = owe(shire.posts["Group", GROUP])
    assert list(own_tasks(shire.people["group"], at=NOW)) == [task]
    activity = record(shire, task_ids=[task.pk])
    task.refresh_from_db()
    assert (task.lamp, task.done) == ("green", 1)
    assert activity.record.post == shire.posts["Group", GROUP]
    assert activity.record.happened_on == NOW.date()
    assert activity.record.kind == record_kinds()[activity.kind.code]
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"activity.record", "record.lodge"} <= actions


def test_a_duty_that_counts_units_counts_those_of_the_activity(shire):
    item = make.make_item(shire.county, count_basis=DutyItem.CountBasis.SUPERVISED_UNIT)
    post = shire.posts["Group", GROUP]
    task = make.make_task(post, item, required=2, count_basis=DutyItem.CountBasis.SUPERVISED_UNIT)
    for body in (0, 2):
        TaskCounterpart.objects.create(task=task, unit=shire.bodies[body])
    record(shire, bodies=(0,), task_ids=[task.pk])
    task.refresh_from_db()
    assert (task.done, task.fulfilled_at) == (1, None)
    record(shire, bodies=(0, 2), task_ids=[task.pk], text="Walked on.")
    task.refresh_from_db()
    assert (task.done, task.lamp) == (2, "green")


def test_others_tasks_and_days_ahead_are_refused_with_a_sentence(shire):
    other = owe(shire.posts["Body 1", MEMBER])
    for over, field in (
        ({"task_ids": [other.pk]}, "tasks"),
        ({"happened_on": NOW.date() + timedelta(days=1)}, "happened_on"),
        ({"kind_id": 0}, "kind"),
        ({"stage": "nowhere"}, "stage"),
        ({"text": "  "}, "text"),
        ({"unit_ids": []}, "units"),
        ({"line_ids": [0]}, "lines"),
        ({"file_ids": [make.nonce()]}, "files"),
    ):
        with pytest.raises(Refused) as refused, transaction.atomic():
            record(shire, **over)
        assert field in refused.value.errors
    assert not Activity.objects.exists()


def test_a_second_tap_records_and_notes_once(shire):
    nonce = make.nonce()
    assert record(shire, nonce=nonce) == record(shire, nonce=nonce)
    activity = Activity.objects.get()
    assert note(shire, activity, nonce=nonce) == note(shire, activity, nonce=nonce)


def test_a_correction_stands_in_its_place_with_files_notes_and_record(shire):
    task = owe(shire.posts["Group", GROUP])
    old = record(shire, task_ids=[task.pk])
    noted = note(shire, old)
    new = correct_activity(
        by=by(shire), now=NOW, activity_id=old.pk, nonce=make.nonce(), reason="A slip.",
        kind_id=kind(shire, "visit"), happened_on=NOW.date(),
        unit_ids=[shire.bodies[0].pk], text="Visited.",
    )  # fmt: skip
    old.refresh_from_db()
    task.refresh_from_db()
    assert (old.ended_as, old.ended_because, old.text) == ("corrected", "A slip.", "Walked round.")
    assert (new.supersedes, new.root_id, task.lamp) == (old, old.pk, "green")
    assert new.record.supersedes == old.record
    view = ActivityPage.of(new, user=shire.people["group"], now=NOW)
    assert [notes for _unit, notes in view.notes] == [[noted]]
    assert view.chain == [old]
    with pytest.raises(Refused):
        withdraw_activity(by=by(shire), now=NOW, activity_id=old.pk, reason="Again.")


def test_a_unit_with_a_note_is_not_left_out_by_a_correction(shire):
    old = record(shire)
    noted = note(shire, old, body=2)
    content = {
        "kind_id": kind(shire), "happened_on": NOW.date(), "text": "Visited.", "reason": "A slip.",
        "unit_ids": [shire.bodies[0].pk], "activity_id": old.pk,
    }  # fmt: skip
    with pytest.raises(Refused) as refused, transaction.atomic():
        correct_activity(by=by(shire), now=NOW, nonce=make.nonce(), **content)
    assert "units" in refused.value.errors
    withdraw_note(by=by(shire), now=NOW, activity_id=old.pk, note_id=noted.pk, reason="A slip.")
    assert correct_activity(by=by(shire), now=NOW, nonce=make.nonce(), **content)


def test_withdrawn_it_takes_its_record_back_and_stays_readable(shire):
    task = owe(shire.posts["Group", GROUP])
    activity = record(shire, task_ids=[task.pk])
    withdraw_activity(by=by(shire), now=NOW, activity_id=activity.pk, reason="Put off.")
    task.refresh_from_db()
    activity.refresh_from_db()
    assert (task.lamp, task.done) == ("yellow", 0)
    assert (activity.ended_as, activity.record.ended_as) == ("withdrawn", "withdrawn")
    assert Activity.objects.visible_to(shire.people["group"], at=NOW).get() == activity


@pytest.mark.parametrize("who", ["office", "officer", "party leader"])
def test_only_the_body_that_did_it_changes_it(shire, who):
    activity = record(shire)
    with pytest.raises(PermissionDenied):
        withdraw_activity(by=by(shire, who), now=NOW, activity_id=activity.pk, reason="So.")
    with pytest.raises(PermissionDenied):
        note(shire, activity, who)


def test_a_unit_reads_what_was_noted_of_it_and_nothing_else(shire):
    activity = record(shire)
    own, other = note(shire, activity), note(shire, activity, body=2)
    of_member = note(shire, activity, post_id=shire.posts["Body 1", MEMBER].pk)
    shown = {
        "officer": [own, of_member],
        "member": [of_member],
        "principal_officer of Body 3": [other],
    }
    for who, notes in shown.items():
        user = shire.people[who]
        assert Activity.objects.visible_to(user, at=NOW).get() == activity
        view = ActivityPage.of(activity, user=user, now=NOW)
        assert [each for _unit, those in view.notes for each in those] == notes
        assert {unit.pk for unit in view.units} == {each.unit_id for each in notes}
        assert not (view.whole or view.open_to_change or view.files or view.chain)
    for who in ("clerk", "principal_officer of Body 2", "leader in charge"):
        assert not Activity.objects.visible_to(shire.people[who], at=NOW)


@pytest.mark.parametrize("who, may", [
    ("officer", True), ("member", True), ("group", PermissionDenied),
    ("office", PermissionDenied), ("principal_officer of Body 3", ActivityNote.DoesNotExist),
    ("clerk", ActivityNote.DoesNotExist), ("party leader", ActivityNote.DoesNotExist),
])  # fmt: skip
def test_of_whom_it_is_noted_answers_it(shire, who, may):
    noted = note(shire, record(shire), post_id=shire.posts["Body 1", MEMBER].pk)
    said = {"now": NOW, "note_id": noted.pk, "nonce": make.nonce(), "text": "It has one now."}
    if may is True:
        reply = reply_to_note(by=by(shire, who), **said)
        assert reply_to_note(by=by(shire, who), **said) == reply
    else:
        with pytest.raises(may):
            reply_to_note(by=by(shire, who), **said)


def test_what_is_written_is_kept_by_the_database(shire):
    activity = record(shire)
    noted = note(shire, activity)
    for row, change in ((activity, {"text": "Other."}), (noted, {"text": "Other."})):
        rows = type(row).objects.filter(pk=row.pk)
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
            rows.update(**change)
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
            rows.delete()
