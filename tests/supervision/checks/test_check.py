"""A spot check's way: opened, replied to, concluded in each way, taken back (M000-16)."""

from datetime import date

import pytest

from alerts.audit.models import AuditEntry
from alerts.decisions.extend import ask_extension, grant_extension
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.withdraw import withdraw
from supervision.checks.findings import Conclusion
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.open import why_not_open
from supervision.checks.page import choices_of
from supervision.checks.states import State
from supervision.problems.terms import TimeLimit
from tests import make
from tests.make import NOW, at
from tests.responsibility.records.cast import state, turns, withdraw_as
from tests.supervision.checks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

EFFECTS = {
    "confirmed": "The lamp stays as it is.",
    "insufficient": "“{0}”: Done → Due soon "
    "“{0}”: Due soon → Overdue on 3 Oct 00:00 if nothing is done "
    "It does not count until it is made good; then from the old instant.",
    "untrue": "“{0}”: Done → Overdue",
}


def stages_told(person) -> list[str]:
    told = Reminder.objects.filter(recipient=person, kind="check").order_by("pk")
    return list(told.values_list("stage", flat=True))


def test_the_owner_is_asked_and_has_the_county_s_days(shire):
    """Working days, from the row that is in force: five, over the holiday of October."""
    check = play.opened(shire, now=at("2026-09-28 10:00"))
    reply, conclude = play.duty(check, "reply"), play.duty(check, "conclude")
    assert (check.called, check.state) == ("CC-2026-0001", State.ASKED)
    assert reply.post == shire.posts[play.HEAD]
    assert conclude.post == shire.posts[play.GROUP]
    assert reply.due_on == date(2026, 10, 5)  # no day off is stored: weekends alone are off
    assert conclude.due_on == date(2026, 10, 19)
    assert stages_told(shire.people["officer"]) == ["check_found"]


def test_a_later_row_gives_other_days(shire):
    TimeLimit.objects.create(
        county_id=shire.county.pk, code="check_reply", name="答复", days=2, working=True,
        basis="No. 9", first_on=play.ASKED_ON.date(),
    )  # fmt: skip
    check = play.opened(shire, now=at("2026-09-28 10:00"))
    assert play.duty(check, "reply").due_on == date(2026, 9, 30)


def test_the_conclusion_is_shut_until_the_reply_or_its_day(shire):
    check = play.opened(shire)
    with pytest.raises(Refused, match="once the reply is here"):
        play.conclude_as(shire, check, "confirmed")
    play.answer(shire, check)
    assert play.fresh(check).state == State.REPLIED
    assert play.duty(check, "reply").lamp == "green"
    assert stages_told(shire.people["group"]) == ["check_replied"]
    play.conclude_as(shire, check, "confirmed")
    assert play.fresh(check).state == State.CONFIRMED
    assert stages_told(shire.people["officer"]) == ["check_found", "check_concluded"]


def test_while_an_extension_waits_nothing_is_concluded(shire):
    check = play.opened(shire)
    owed = play.duty(check, "reply")
    officer = make.actor(shire.people["officer"])
    wanted_on = owed.due_on + make.days(7)
    request = ask_extension(by=officer, now=play.REPLIED_ON, deadline=owed, wanted_on=wanted_on,
                            reason="The list is with the archive.")  # fmt: skip
    with pytest.raises(Refused, match="once the reply is here"):
        play.conclude_as(shire, check, "confirmed", now=play.NO_REPLY)
    by = make.actor(shire.people["second"])
    grant_extension(by=by, now=play.CONCLUDED_ON, extension_id=request.pk)
    with pytest.raises(Refused, match="once the reply is here"):
        play.conclude_as(shire, check, "confirmed", now=owed.late_at)
    assert play.duty(check, "reply").due_on == wanted_on


def test_the_time_to_make_it_good_is_not_extended(shire):
    owed = play.duty(play.concluded(shire, "insufficient"), "correct")
    with pytest.raises(Refused, match="not extended"):
        ask_extension(by=make.actor(shire.people["officer"]), now=play.CONCLUDED_ON, deadline=owed,
                      wanted_on=owed.due_on + make.days(7), reason="More time.")  # fmt: skip


def test_without_a_reply_it_is_concluded_after_the_day(shire):
    check = play.opened(shire)
    play.conclude_as(shire, check, "confirmed", now=play.NO_REPLY)
    reply = play.duty(check, "reply")
    assert (play.fresh(check).state, reply.exempt) == (State.CONFIRMED, True)
    assert play.duty(check, "conclude").fulfilled_at == play.NO_REPLY


def test_confirmed_turns_no_lamp(shire):
    record = play.lodged(shire)
    before = state(play.task_of(record))
    play.concluded(shire, "confirmed", record)
    assert state(play.task_of(record)) == before
    assert Credit.objects.get(record=record).ended_at is None


def test_not_true_ends_the_credit_and_the_ledger_says_why(shire):
    """Edge case 42: red from the conclusion on where the day has passed, with its own cause."""
    task = make.make_task(shire.posts[play.HEAD], due_on=date(2026, 9, 24),
                          late_at=at("2026-09-25 00:00"))  # fmt: skip
    record = play.lodged(shire, task)
    play.concluded(shire, "untrue", record)
    assert state(task) == ("red", 0, None)
    assert turns(task)[-1] == ("green", "red", "check_untrue", play.CONCLUDED_ON)
    credit = Credit.objects.get(record=record)
    assert (credit.ended_as, credit.ended_by) == ("untrue", shire.people["group"])
    assert stages_told(shire.people["officer"])[-1] == "check_concluded"
    assert Reminder.objects.filter(stage="credit_lost", recipient=shire.people["officer"])


def test_insufficient_stops_the_clock_and_a_correction_counts_from_the_old_instant(shire):
    task = make.make_task(shire.posts[play.HEAD], due_on=date(2026, 9, 24),
                          late_at=at("2026-09-25 00:00"))  # fmt: skip
    record = play.lodged(shire, task)
    check = play.concluded(shire, "insufficient", record)
    owed = play.duty(check, "correct")
    task.refresh_from_db()
    assert (task.lamp, task.hold, task.held_until) == ("yellow", "in_correction", owed.late_at)
    assert turns(task)[-1][2] == "check_insufficient"
    with pytest.raises(Refused, match="Correct the record first"):
        play.report(shire, check)
    later = play.CONCLUDED_ON + make.days(1)
    newer = play.correct_record(shire, record, task, now=later, text="With the list.")
    assert state(task) == ("green", 1, NOW)
    assert newer.checked_at == record_of(record).checked_at
    play.report(shire, check, now=later)
    assert play.fresh(check).state == State.CORRECTED
    assert play.duty(check, "correct").lamp == "green"
    play.conclude_as(shire, check, "confirmed", now=later)
    last = Conclusion.objects.latest("pk")
    assert (last.record_id, play.fresh(check).state) == (newer.pk, State.CONFIRMED)


def record_of(record) -> DutyRecord:
    return DutyRecord.objects.get(pk=record.pk)


def test_each_choice_says_before_what_it_does_and_does_nothing(shire):
    task = make.make_task(shire.posts[play.HEAD], due_on=date(2026, 9, 24),
                          late_at=at("2026-09-25 00:00"))  # fmt: skip
    check = play.opened(shire, play.lodged(shire, task))
    play.answer(shire, check)
    by, before = make.actor(shire.people["group"]), state(task)
    choices = choices_of(play.fresh(check), by=by, now=play.CONCLUDED_ON)
    effects = {choice.value: " ".join(choice.effects) for choice in choices}
    assert effects == {name: text.format(task.title) for name, text in EFFECTS.items()}
    assert (state(task), Conclusion.objects.count()) == (before, 0)


def test_a_missed_window_is_red_from_its_end(shire):
    task = make.make_task(shire.posts[play.HEAD], due_on=date(2026, 9, 24),
                          late_at=at("2026-09-25 00:00"))  # fmt: skip
    check = play.concluded(shire, "insufficient", play.lodged(shire, task))
    until = play.duty(check, "correct").late_at
    (row,) = type(task).objects.filter(pk=task.pk).with_lamp(now=until)
    assert row.lamp_now == "red"


def test_what_is_red_stays_red(shire):
    """One of two that are wanted, insufficient after the day: no window takes the red away."""
    task = make.make_task(shire.posts[play.HEAD], required=2, due_on=date(2026, 9, 24),
                          late_at=at("2026-09-25 00:00"))  # fmt: skip
    play.concluded(shire, "insufficient", play.lodged(shire, task))
    task.refresh_from_db()
    assert (task.lamp, task.hold, task.done) == ("red", None, 0)


@pytest.mark.parametrize("outcome", ["untrue", "insufficient"])
def test_a_conclusion_taken_back_gives_again_what_it_ended(shire, outcome):
    """Edge case 43: both stay readable, the lamp is as before, from the old instant."""
    task = make.make_task(shire.posts[play.HEAD], due_on=date(2026, 9, 24),
                          late_at=at("2026-09-25 00:00"))  # fmt: skip
    record = play.lodged(shire, task)
    check = play.concluded(shire, outcome, record)
    later = play.CONCLUDED_ON + make.days(1)
    play.lift(shire, check, now=later)
    task.refresh_from_db()
    assert (state(task), task.hold) == (("green", 1, NOW), None)
    assert turns(task)[-1][1:] == ("green", "check_lifted", later)
    first, again = Credit.objects.filter(record=record).order_by("pk")
    assert (first.ended_as, again.ended_at, again.counts_at) == (outcome, None, first.counts_at)
    assert play.fresh(check).state == State.REPLIED
    assert Conclusion.objects.get().lifted_because == "The wrong record."
    assert stages_told(shire.people["officer"])[-1] == "check_lifted"
    play.conclude_as(shire, check, "untrue", now=later + make.days(1))
    assert state(task)[0] == "red"


def test_a_corrected_record_is_not_given_again(shire):
    record = play.lodged(shire)
    task = play.task_of(record)
    check = play.concluded(shire, "insufficient", record)
    later = play.CONCLUDED_ON + make.days(1)
    play.correct_record(shire, record, task, now=later)
    play.lift(shire, check, now=later)
    assert Credit.objects.filter(task=task).in_force().count() == 1
    assert state(task) == ("green", 1, NOW)


def test_nobody_is_judged_unheard(shire):
    record = play.lodged(shire)
    play.publish(shire, size=1, floor=0, cap=1)
    play.draw(shire, play.CheckDraw.objects.get())
    check = SpotCheck.objects.get(record=record)
    for outcome in ("untrue", "insufficient"):
        with pytest.raises(Refused, match="nobody is judged unheard"):
            play.conclude_as(shire, check, outcome, now=NOW + make.days(2))
    play.conclude_as(shire, check, "confirmed", now=NOW + make.days(2))
    assert play.fresh(check).state == State.CONFIRMED


@pytest.mark.parametrize("way", ["chosen twice", "withdrawn", "nothing asked"])
def test_what_is_not_opened(shire, way):
    record, findings = play.lodged(shire), play.FINDINGS
    if way == "chosen twice":
        play.opened(shire, record)
    elif way == "withdrawn":
        withdraw_as(shire.people["officer"], record)
    else:
        findings = {"text": "  "}
    before = SpotCheck.objects.count()
    with pytest.raises(Refused):
        play.opened(shire, record, findings=findings)
    assert SpotCheck.objects.count() == before


def test_a_zero_report_is_not_checked():
    assert why_not_open(DutyRecord(kind=DutyRecord.Kind.ZERO_REPORT))


def test_what_is_checked_is_corrected_and_not_withdrawn(shire):
    """Edge case 40."""
    record = play.lodged(shire)
    play.opened(shire, record)
    with pytest.raises(Refused, match="corrected, not withdrawn"):
        withdraw(by=make.actor(shire.people["officer"]), now=play.ASKED_ON, record_id=record.pk,
                 reason="Wrong.")  # fmt: skip


def test_a_second_tap_replies_once(shire):
    check, nonce = play.opened(shire), make.nonce()
    first, second = (play.answer(shire, check, nonce=nonce) for _ in range(2))
    assert first == second
    assert check.replies.count() == 1


def test_numbers_are_gapless(shire):
    with pytest.raises(Refused):
        play.opened(shire, findings={})
    numbers = [play.opened(shire).number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_no_text_stands_in_the_audit(shire):
    play.concluded(shire, "untrue")
    entries = AuditEntry.objects.filter(action__startswith="check.")
    text = str(list(entries.values_list("before", "after")))
    assert "list of those present" not in text
    assert "Looked at it" not in text


def test_everything_owed_is_met_or_ended(shire):
    for outcome in ("confirmed", "untrue"):
        check = play.concluded(shire, outcome)
        assert not CheckDuty.objects.filter(spot_check=check).open_still().exists()
