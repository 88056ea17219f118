"""What is sent for something that ended meanwhile comes back with the reason, and all of it."""

import pytest
import time_machine
from django.urls import reverse

from supervision.activities.note import withdraw_note
from supervision.activities.starter import load_activity_kinds
from supervision.facts.suggest import answer_suggestion, suggest
from supervision.objections.decide import withdraw_objection
from supervision.objections.states import Ruling
from supervision.problems.measures import drop_measure
from tests import make
from tests.make import NOW
from tests.supervision.activities import play as activities
from tests.supervision.objections import play
from tests.supervision.problems import play as problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TYPED = "Written for a quarter of an hour."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shire():
    county = play.shire()
    load_activity_kinds(county_id=county.county.pk, now=NOW)
    return county


def answered_suggestion(shire):
    office = shire.people["office"].memberships.get().post
    made = suggest(
        by=make.actor(shire.people["officer"]), now=NOW, nonce=make.nonce(), post_id=office.pk,
        text="Fewer texts.",
    )  # fmt: skip
    other = make.actor(shire.people["second office"])
    answer_suggestion(by=other, now=NOW, suggestion_id=made.pk, text="So be it.")
    return "office", reverse("suggestion", args=[made.pk]), {"text": TYPED}


def decided_objection(shire):
    made = play.objection(shire, play.red(shire))
    play.decide(shire, made, Ruling.STANDS, who="second")
    sent = {"ruling": Ruling.LIFTED.value, "reason": TYPED, "mark": "0123456789abcdef"}
    return "group", reverse("objection-decide", args=[made.pk]), sent


def decided_objection_tried(shire):
    who, _path, sent = decided_objection(shire)
    made = play.Objection.objects.get()
    return who, reverse("objection-try", args=[made.pk]), sent


def contested_already(shire):
    task = play.red(shire)
    play.objection(shire, task, who="clerk")
    sent = {"wish": "Take it back.", "text": TYPED, "nonce": make.nonce()}
    return "officer", reverse("objection-new", args=["task", task.pk]), sent


def facts_of_a_decided_objection(shire):
    made = play.objection(shire, play.red(shire))
    play.decide(shire, made, Ruling.STANDS)
    sent = {"text": TYPED, "nonce": make.nonce()}
    return "officer", reverse("objection-state", args=[made.pk]), sent


def reviewed_already(shire):
    made = play.objection(shire, play.red(shire))
    play.decide(shire, made, Ruling.STANDS)
    play.review(shire, made)
    sent = {"wish": "Look again.", "text": TYPED, "nonce": make.nonce()}
    return "officer", reverse("objection-review", args=[made.pk]), sent


def withdrawn_objection(shire):
    made = play.objection(shire, play.red(shire))
    by = make.actor(shire.people["officer"])
    withdraw_objection(by=by, now=NOW, objection_id=made.pk, reason="Settled.")
    return "officer", reverse("objection-withdraw", args=[made.pk]), {"reason": TYPED}


def dropped_measure(shire):
    problem = play.assigned(shire)
    measure = problems.lay(shire, problem)
    by = make.actor(shire.people["officer"])
    drop_measure(
        by=by, now=NOW, problem_id=problem.pk, measure_id=measure.pk, reason="Another one."
    )
    return problem, measure


def report_on_a_dropped_measure(shire):
    problem, measure = dropped_measure(shire)
    sent = {"text": TYPED, "done_on": NOW.date(), "nonce": make.nonce()}
    return "officer", reverse("problem-report", args=[problem.pk, measure.pk]), sent


def measure_dropped_again(shire):
    problem, measure = dropped_measure(shire)
    return "officer", reverse("problem-drop", args=[problem.pk, measure.pk]), {"reason": TYPED}


def withdrawn_note(shire):
    activity = activities.record(shire)
    note = activities.note(shire, activity)
    withdraw_note(
        by=activities.by(shire), now=NOW, activity_id=activity.pk, note_id=note.pk, reason="Not so."
    )
    return activity, note


def note_withdrawn_again(shire):
    activity, note = withdrawn_note(shire)
    return (
        "group",
        reverse("activity-note-withdraw", args=[activity.pk, note.pk]),
        {"reason": TYPED},
    )


@pytest.mark.parametrize(
    "case",
    [
        answered_suggestion, decided_objection, decided_objection_tried, contested_already,
        facts_of_a_decided_objection, reviewed_already, withdrawn_objection,
        report_on_a_dropped_measure, measure_dropped_again, note_withdrawn_again,
    ],
    ids=lambda case: case.__name__,
)  # fmt: skip
def test_the_reason_comes_back_with_what_was_typed(client, shire, case):
    who, path, sent = case(shire)
    client.force_login(shire.people[who])
    response = client.post(path, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert TYPED in page
    assert 'role="alert"' in page
