"""Corrections of a closed quarter: what is proposed, entered, taken back, verified."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from alerts.decisions.exempt import exempt
from pages.refused import Refused
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.models import Task
from supervision.closings.differences import differences
from supervision.closings.figures import Figures
from supervision.closings.models import Closing
from supervision.closings.note import take_back_note
from supervision.closings.page import Closed
from supervision.objections.states import Ruling
from tests import make
from tests.supervision.closings import play
from tests.supervision.closings.play import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def contested(shire):
    """A red task, with the objection to its lamp that is carried over when the quarter is
    closed."""
    task = play.red(shire)
    return task, play.objections.objection(shire, task)


def uphold(shire, objection, now=AFTER):
    play.objections.decide(shire, objection, Ruling.LIFTED, now=now)


def proposed(closing, now=AFTER):
    return [(each.row.task_id, each.row.lamp_now, each.becomes, each.cause)
            for each in differences(closing, now=now)]  # fmt: skip


def lamps(closing):
    figures = Figures.of(closing.rows.all())
    return figures.lamps, figures.frozen


def test_an_objection_upheld_afterwards_is_proposed_and_entered_as_number_one(shire):
    """Edge case 63: the frozen figure stays, the correction stands beside it."""
    (red, objection), other = contested(shire), play.red(shire)
    closing = play.closed(shire)
    before = dict(closing.rows.filter(task=red).values().get())
    assert proposed(closing) == []
    uphold(shire, objection)
    assert proposed(closing) == [(red.pk, "red", "exempt", "objection_upheld")]
    note = play.noted(shire, closing, list(closing.rows.values_list("pk", flat=True)))
    assert (note.number, note.lines.get().row.task_id) == (1, red.pk)
    assert proposed(closing) == []
    assert closing.rows.filter(task=red).values().get() == before
    now, frozen = lamps(closing)
    assert (now["red"], frozen["red"]) == (frozen["red"] - 1, now["red"] + 1)
    assert closing.rows.corrected().get(task=other).note_number is None
    assert closing.rows.corrected().get(task=red).note_number == 1


def test_what_only_happens_later_is_no_correction(shire):
    """A late entry after the closing turns the lamp orange; the closed quarter stays red."""
    red = play.red(shire)
    closing = play.closed(shire)
    by = play.who(shire, "officer")
    lodge(
        by=by, now=AFTER, nonce=make.nonce(), task_ids=[red.pk],
        happened_on=date(2026, 10, 19), text="Done at last.",
    )  # fmt: skip
    assert Task.objects.with_lamp(now=AFTER).get(pk=red.pk).lamp_now == "orange"
    assert proposed(closing) == []


def test_two_corrections_of_one_row_follow_each_other(shire):
    red, objection = contested(shire)
    closing = play.closed(shire)
    uphold(shire, objection)
    row = closing.rows.get(task=red)
    first = play.noted(shire, closing, [row.pk])
    assert proposed(closing) == []
    with pytest.raises(Refused, match="Tick what is to be corrected"):
        play.noted(shire, closing, [row.pk])
    take_back_note(note_id=first.pk, reason="Wrong row.", by=play.who(shire), now=AFTER)
    assert lamps(closing)[0] == lamps(closing)[1]
    assert proposed(closing) == [(red.pk, "red", "exempt", "objection_upheld")]
    second = play.noted(shire, closing, [row.pk])
    assert second.number == 2, "a number is not used again"


def test_an_exemption_decided_afterwards_is_proposed(shire):
    red = play.red(shire)
    closing = play.closed(shire)
    exempt(deadline=red, by=play.who(shire), now=AFTER, reason="Abroad.", document="No. 4")
    assert [line[2] for line in proposed(closing)] == ["exempt"]


@pytest.mark.parametrize("person", ["officer", "group", "party leader"])
def test_the_office_alone_corrects(shire, person):
    red, objection = contested(shire)
    closing = play.closed(shire)
    uphold(shire, objection)
    row = closing.rows.get(task=red)
    with pytest.raises(Closing.DoesNotExist):
        from_other = make.actor(shire.people[person])
        play.enter_note(closing_id=closing.pk, rows=[row.pk], reason="x", by=from_other, now=AFTER)


def test_a_reason_is_asked_for(shire):
    red, objection = contested(shire)
    closing = play.closed(shire)
    uphold(shire, objection)
    with pytest.raises(Refused):
        play.noted(shire, closing, [closing.rows.get(task=red).pk], reason="  ")


def test_the_fingerprints_agree_until_a_row_is_touched(shire, capsys):
    red, objection = contested(shire)
    closing = play.closed(shire)
    uphold(shire, objection)
    play.noted(shire, closing, [closing.rows.get(task=red).pk])
    call_command("verify_closings")
    assert "1 closed quarters agree" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE supervision_closedtask DISABLE TRIGGER closedtask_kept")
        cursor.execute("UPDATE supervision_closedtask SET lamp = 'green' WHERE task_id = %s",
                       [red.pk])  # fmt: skip
    with pytest.raises(CommandError, match="FC-2026-3.*the rows do not agree"):
        call_command("verify_closings")


def test_who_comes_later_owes_nothing_of_a_closed_quarter(shire):
    """Edge case 22: a task made for a quarter that is closed is no row of it, nor proposed."""
    play.red(shire)
    closing = play.closed(shire)
    rows = closing.rows.count()
    late = play.red(shire)
    assert closing.rows.count() == rows
    exempt(deadline=late, by=play.who(shire), now=AFTER, reason="Came later.", document="No. 4")
    assert proposed(closing) == []


def test_other_lamp_rules_change_no_frozen_figure(shire):
    """Edge case 61: what is counted otherwise from now on was counted so then."""
    red = play.red(shire)
    closing = play.closed(shire)
    before = lamps(closing)
    Task.objects.filter(pk=red.pk).update(colours=3)
    assert lamps(closing) == before
    assert proposed(closing) == []


def test_every_share_is_shown_with_its_counts_in_the_order_of_the_organisation(shire):
    """Edge case 62: no percentage of one task, and no rank."""
    for body in ("Body 3", "Body 1"):
        play.red(shire, post=(body, play.HEAD[1]))
    closing = play.closed(shire)
    page = Closed.of(closing, user=shire.people["office"], now=AFTER)
    assert [line.name for line in page.units] == ["Body 1", "Body 3"]
    assert {(line.done, line.settled) for line in page.units} == {(0, 1)}
