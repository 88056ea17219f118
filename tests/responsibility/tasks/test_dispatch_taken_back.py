"""A dispatch waits ten minutes, goes once, is taken back, changed and given out again."""

from datetime import date, timedelta

import pytest

from alerts.audit.models import AuditEntry
from alerts.decisions.exempt import exempt, lift_exemption
from alerts.decisions.extend import ask_extension
from alerts.decisions.turn import turn_lamp
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.records.counting.recount import recount
from responsibility.records.kind import LODGED
from responsibility.tasks.dispatches.change import (
    change_at_once,
    change_text,
    move_day,
    take_back_change,
)
from responsibility.tasks.dispatches.change_due import make_changes_due
from responsibility.tasks.dispatches.dispatch import UNDO, dispatch
from responsibility.tasks.dispatches.kind import CHANGED, DISPATCHED, TAKEN_BACK
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.dispatches.reach import reach_of
from responsibility.tasks.dispatches.send import send_at_once, send_due
from responsibility.tasks.dispatches.take_back import give_again, take_back
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW
from tests.responsibility.tasks.posts_of_roles import posts_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DUE = date(2026, 10, 30)
Step = DispatchStep.Step


@pytest.fixture
def county():
    county = make.make_county()
    for _ in range(3):
        make.make_holder(make.make_unit(county))
    return county


@pytest.fixture
def by(county):
    office = make.make_unit(county, kind="office")
    return make.actor(make.make_holder(office, Role.COMMISSION_OFFICE)[1])


def give(by, county, *, now=NOW, due_on=DUE, **over) -> Dispatch:
    posts = posts_for(
        county_id=county.pk, role_codes=[Role.PRINCIPAL_OFFICER], unit_ids=None, now=now
    )
    values = {
        "nonce": make.nonce(), "county_id": county.pk, "title": "Check the reservoirs",
        "text": "All of them.", "category": make.make_category(), "due_on": due_on,
        "required": 1, "basis": "", "posts": list(posts),
    }  # fmt: skip
    return dispatch(by=by, now=now, **values | over)


def sent(by, county, **over) -> Dispatch:
    act = give(by, county, **over)
    send_due(now=act.goes_at)
    act.refresh_from_db()
    return act


def fulfil(task: Task, *, at) -> None:
    turn_lamp(deadline=task, now=at, cause=LODGED, done=1, fulfilled_at=at)


def stages() -> list[str]:
    return sorted(Reminder.objects.values_list("stage", flat=True))


def steps(act) -> list[str]:
    return list(act.steps.order_by("pk").values_list("step", flat=True))


def test_until_its_time_nobody_hears_of_it_and_then_it_goes_once(by, county):
    act = give(by, county)
    assert act.goes_at == NOW + UNDO
    assert send_due(now=act.goes_at - timedelta(seconds=1)) == 0
    assert not Task.objects.exists() and not Reminder.objects.exists()
    assert [send_due(now=act.goes_at), send_due(now=act.goes_at)] == [1, 0]
    assert Task.objects.count() == 3 and stages() == [DISPATCHED] * 3
    assert steps(act) == [Step.GIVEN, Step.SENT]


@pytest.mark.parametrize(
    "at, waits",
    [("23:49:59", True), ("23:50:00", False), ("23:59:00", False)],
)
def test_what_is_due_today_goes_at_once_where_it_would_go_tomorrow(by, county, at, waits):
    act = give(by, county, now=make.at(f"2026-09-24 {at}"), due_on=date(2026, 9, 24))
    assert act.waits is waits
    assert Task.objects.count() == (0 if waits else 3)


def test_taken_back_in_time_it_never_was(by, county):
    act = give(by, county)
    take_back(by=by, now=NOW + UNDO, dispatch_id=act.pk)
    assert send_due(now=NOW + make.days(1)) == 0
    assert not Task.objects.exists() and not Reminder.objects.exists()
    assert AuditEntry.objects.filter(action="dispatch.take_back").count() == 1


def test_it_can_be_sent_at_once_but_once(by, county):
    act = give(by, county)
    send_at_once(by=by, now=NOW, dispatch_id=act.pk)
    with pytest.raises(Refused, match="does not wait"):
        send_at_once(by=by, now=NOW, dispatch_id=act.pk)
    assert Task.objects.count() == 3


def test_after_a_long_standstill_nothing_is_born_red(by, county):
    act = give(by, county)
    assert send_due(now=make.at("2026-10-31 00:00")) == 0
    act.refresh_from_db()
    assert act.taken_back_at and not Task.objects.exists()
    assert steps(act) == [Step.GIVEN, Step.MISSED]


def test_a_post_closed_while_it_waits_gets_none(by, county):
    act = give(by, county)
    closed = act.posts.first()
    Post.objects.filter(pk=closed.pk).update(closed_on=NOW.date())
    send_due(now=act.goes_at)
    assert Task.objects.count() == 2
    assert not Task.objects.filter(post=closed).exists()


def test_taken_back_later_open_tasks_stop_and_done_ones_stand(by, county):
    act = sent(by, county)
    done, *still_open = Task.objects.order_by("pk")
    fulfil(done, at=NOW + make.days(1))
    take_back(by=by, now=NOW + make.days(2), dispatch_id=act.pk, reason="Meant for others.")
    lamps = dict(Task.objects.values_list("pk", "lamp"))
    assert lamps == {done.pk: "green"} | {task.pk: "exempt" for task in still_open}
    assert stages().count(TAKEN_BACK) == 2
    turn = LampTurn.objects.filter(deadline_id=still_open[0].pk).latest("pk")
    assert (turn.to_lamp, turn.cause) == ("exempt", TAKEN_BACK)


def test_after_it_went_a_reason_is_asked_and_twice_is_refused(by, county):
    act = sent(by, county)
    with pytest.raises(Refused) as refusal:
        take_back(by=by, now=NOW, dispatch_id=act.pk, reason="  ")
    assert refusal.value.field == "reason"
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    with pytest.raises(Refused, match="already"):
        take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Again.")


def test_given_out_again_its_tasks_are_owed_anew(by, county):
    act = sent(by, county)
    take_back(by=by, now=NOW + make.days(1), dispatch_id=act.pk, reason="Meant for others.")
    closed = Task.objects.first().post
    Post.objects.filter(pk=closed.pk).update(closed_on=NOW.date() + make.days(2))
    give_again(by=by, now=NOW + make.days(3), dispatch_id=act.pk, reason="It was right.")
    assert set(Task.objects.exclude(post=closed).values_list("lamp", flat=True)) == {"unlit"}
    assert Task.objects.get(post=closed).lamp == "exempt"
    assert stages().count(DISPATCHED) == 5
    act.refresh_from_db()
    assert act.stands


def test_what_never_went_and_is_given_again_goes_at_the_next_look(by, county):
    act = give(by, county)
    take_back(by=by, now=NOW, dispatch_id=act.pk)
    later = NOW + make.days(1)
    give_again(by=by, now=later, dispatch_id=act.pk, reason="It was right.")
    assert (send_due(now=later), Task.objects.count()) == (1, 3)


def test_an_exemption_of_its_own_outlasts_taking_back_and_giving_again(by, county):
    act = sent(by, county)
    own = Task.objects.first()
    exempt(by=by, now=NOW, deadline=own, reason="Posted abroad.")
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    give_again(by=by, now=NOW, dispatch_id=act.pk, reason="It was right.")
    assert Task.objects.get(pk=own.pk).lamp == "exempt"


def test_a_later_deadline_moves_open_tasks_and_tells_each_person_once(by, county):
    act = sent(by, county)
    done = Task.objects.first()
    fulfil(done, at=NOW + make.days(1))
    later = date(2026, 11, 6)
    at = NOW + make.days(2)
    move_day(by=by, now=at, dispatch_id=act.pk, due_on=later, reason="The flood.")
    assert make_changes_due(now=at + UNDO) == 1
    assert set(Task.objects.values_list("due_on", flat=True)) == {later}
    assert stages().count(CHANGED) == 2
    step = act.steps.latest("pk")
    assert (step.before, step.after, step.tasks) == ("2026-10-30", "2026-11-06", 2)


@pytest.mark.parametrize(
    "due_on",
    [DUE, date(2026, 10, 29), date(2026, 11, 7), date(2028, 1, 3)],
    ids=["the same", "earlier", "a Saturday", "beyond next year"],
)
def test_days_to_which_a_deadline_is_not_moved(by, county, due_on):
    act = sent(by, county)
    with pytest.raises(Refused) as refusal:
        move_day(by=by, now=NOW, dispatch_id=act.pk, due_on=due_on, reason="The flood.")
    assert refusal.value.field == "due_on"
    assert set(Task.objects.values_list("due_on", flat=True)) == {DUE}


def test_a_day_off_is_refused_with_the_working_days_beside_it(by, county):
    with pytest.raises(Refused, match="Sat 7 Nov.*Fri 6 Nov or Mon 9 Nov") as refusal:
        give(by, county, due_on=date(2026, 11, 7))
    assert refusal.value.field == "due_on"
    assert not Dispatch.objects.exists()


def test_a_new_explanation_keeps_the_old_one_in_its_step(by, county):
    act = sent(by, county)
    change_text(by=by, now=NOW, dispatch_id=act.pk, text="Only the large ones.")
    change_at_once(by=by, now=NOW, dispatch_id=act.pk)
    step = act.steps.latest("pk")
    assert (step.before, step.after) == ("All of them.", "Only the large ones.")
    assert stages().count(CHANGED) == 3
    with pytest.raises(Refused, match="Nothing is changed"):
        change_text(by=by, now=NOW, dispatch_id=act.pk, text=" Only the large ones. ")


@pytest.mark.parametrize("gone", [False, True], ids=["waits", "taken back"])
def test_only_what_has_gone_out_and_stands_is_changed(by, county, gone):
    act = give(by, county)
    if gone:
        take_back(by=by, now=NOW, dispatch_id=act.pk)
    for verb, what in ((move_day, {"due_on": date(2026, 11, 6), "reason": "The flood."}),
                       (change_text, {"text": "Others."})):  # fmt: skip
        with pytest.raises(Refused, match="nothing is to be changed"):
            verb(by=by, now=NOW, dispatch_id=act.pk, **what)


def test_another_countys_office_finds_no_such_dispatch(by, county):
    act = sent(by, county)
    elsewhere = make.make_unit(make.make_county("Qingshan"), kind="office")
    stranger = make.actor(make.make_holder(elsewhere, Role.COMMISSION_OFFICE)[1])
    verbs = {
        send_at_once: {},
        take_back: {"reason": "So."},
        give_again: {"reason": "So."},
        move_day: {"due_on": date(2026, 11, 6), "reason": "So."},
        change_text: {"text": "So."},
        change_at_once: {},
        take_back_change: {},
    }
    for verb, arguments in verbs.items():
        with pytest.raises(Dispatch.DoesNotExist):
            verb(by=stranger, now=NOW, dispatch_id=act.pk, **arguments)


def test_a_request_for_a_day_that_all_are_given_is_granted_with_it(by, county):
    act = sent(by, county)
    task, *others = Task.objects.order_by("pk")
    holder = make.actor(task.post.appointments.get().user)
    asked = ask_extension(
        by=holder, now=NOW, deadline=task, wanted_on=date(2026, 11, 4), reason="The flood."
    )
    exempt(by=by, now=NOW, deadline=others[0], reason="Posted abroad.")
    later = date(2026, 11, 6)
    move_day(by=by, now=NOW, dispatch_id=act.pk, due_on=later, reason="The flood.")
    change_at_once(by=by, now=NOW, dispatch_id=act.pk)
    asked.refresh_from_db()
    task.refresh_from_db()
    assert (asked.granted, asked.due_on, task.hold, task.due_on) == (True, later, None, later)
    assert set(Task.objects.values_list("due_on", flat=True)) == {later}, "exempt ones too"


def test_a_record_withdrawn_after_taking_back_leaves_nothing_owed(by, county):
    act = sent(by, county)
    task = Task.objects.first()
    fulfil(task, at=NOW + make.days(1))
    take_back(by=by, now=NOW + make.days(2), dispatch_id=act.pk, reason="Meant for others.")
    task.refresh_from_db()
    recount(task=task, now=NOW + make.days(40), cause=LODGED)  # no record counts
    assert (task.lamp, task.fulfilled_at) == ("exempt", None)


def test_one_task_of_it_is_not_lifted_by_hand(by, county):
    act = sent(by, county)
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    with pytest.raises(Refused, match="given out again"):
        lift_exemption(by=by, now=NOW, deadline=Task.objects.first())


def test_the_same_form_with_other_words_is_refused(by, county):
    nonce = make.nonce()
    give(by, county, nonce=nonce)
    assert give(by, county, nonce=nonce).title == "Check the reservoirs"
    with pytest.raises(Refused, match="in other words"):
        give(by, county, nonce=nonce, title="Check the dams")


def test_a_clash_is_seen_while_it_waits_and_not_once_it_is_taken_back(by, county):
    act = give(by, county)
    posts = Post.objects.filter(role_kind__code=Role.PRINCIPAL_OFFICER)
    clashes = lambda: reach_of(posts=posts, category_id=act.category_id, now=NOW).clashes  # noqa: E731
    assert [(clash.title, clash.posts) for clash in clashes()] == [(act.title, 3)]
    take_back(by=by, now=NOW, dispatch_id=act.pk)
    assert clashes() == []


def test_a_change_waits_ten_minutes_and_is_made_once(by, county):
    act = sent(by, county)
    later = date(2026, 11, 6)
    move_day(by=by, now=NOW, dispatch_id=act.pk, due_on=later, reason="The flood.")
    with pytest.raises(Refused, match="Another change waits"):
        change_text(by=by, now=NOW, dispatch_id=act.pk, text="Others.")
    assert make_changes_due(now=NOW + UNDO - timedelta(seconds=1)) == 0
    assert set(Task.objects.values_list("due_on", flat=True)) == {DUE}
    assert [make_changes_due(now=NOW + UNDO), make_changes_due(now=NOW + UNDO)] == [1, 0]
    assert set(Task.objects.values_list("due_on", flat=True)) == {later}
    assert stages().count(CHANGED) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"verb": move_day, "due_on": date(2026, 11, 6), "reason": "The flood."},
        {"verb": change_text, "text": "Others."},
    ],
    ids=["deadline", "explanation"],
)
def test_a_change_taken_back_in_time_never_was(by, county, change):
    act = sent(by, county)
    what = {name: value for name, value in change.items() if name != "verb"}
    change["verb"](by=by, now=NOW, dispatch_id=act.pk, **what)
    take_back_change(by=by, now=NOW + UNDO, dispatch_id=act.pk)
    assert make_changes_due(now=NOW + make.days(1)) == 0
    act.refresh_from_db()
    assert (act.due_on, act.text, stages().count(CHANGED)) == (DUE, "All of them.", 0)
    with pytest.raises(Refused, match="does not wait"):
        take_back_change(by=by, now=NOW + UNDO, dispatch_id=act.pk)


def test_a_change_of_what_is_taken_back_meanwhile_comes_to_nothing(by, county):
    act = sent(by, county)
    change_text(by=by, now=NOW, dispatch_id=act.pk, text="Others.")
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    make_changes_due(now=NOW + UNDO)
    act.refresh_from_db()
    assert (act.text, act.changes.get().made) == ("All of them.", False)


def test_on_its_last_evening_a_deadline_is_moved_at_once(by, county):
    act = sent(by, county)
    late = make.at("2026-10-30 23:55")
    later = date(2026, 11, 6)
    move_day(by=by, now=late, dispatch_id=act.pk, due_on=later, reason="The flood.")
    assert set(Task.objects.values_list("due_on", flat=True)) == {later}


def test_whoever_has_done_it_bears_the_new_day_once_the_record_is_withdrawn(by, county):
    act = sent(by, county)
    done = Task.objects.first()
    fulfil(done, at=NOW + make.days(1))
    later = date(2026, 11, 6)
    move_day(by=by, now=NOW, dispatch_id=act.pk, due_on=later, reason="The flood.")
    change_at_once(by=by, now=NOW + make.days(2), dispatch_id=act.pk)
    assert not Reminder.objects.filter(stage=CHANGED, deadline_id=done.pk).exists()
    done.refresh_from_db()
    recount(task=done, now=make.at("2026-11-02 09:00"), cause=LODGED)  # no record counts
    assert (done.due_on, done.lamp, done.fulfilled_at) == (later, "yellow", None)
