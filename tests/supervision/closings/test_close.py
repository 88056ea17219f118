"""Closing a quarter: what holds it up, who confirms it, what is frozen (M003-04)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from alerts.decisions.extend import ask_extension
from pages.quarter import Quarter
from pages.refused import Refused
from supervision.closings.close import preview_of
from supervision.closings.models import Closing
from supervision.closings.prepare import (
    carry_over,
    open_closing,
    submit_closing,
    take_back_carried,
    take_back_submission,
)
from supervision.closings.states import Act, State, What
from supervision.closings.unfinished import unfinished
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW, at
from tests.supervision.closings import play
from tests.supervision.closings.play import LATER, QUARTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def codes(closing, now=LATER):
    return [item.code for item in unfinished(closing, now=now).undecided]


def carry(shire, closing, chosen, reason="Decided next week."):
    by = play.who(shire)
    return carry_over(closing_id=closing.pk, codes=chosen, reason=reason, by=by, now=LATER)


def test_a_running_quarter_is_not_closed(shire):
    with pytest.raises(Refused, match="not over yet"):
        open_closing(quarter=QUARTER, by=play.who(shire), now=NOW)
    last = at("2026-09-30 23:59")
    with pytest.raises(Refused, match="not over yet"):
        open_closing(quarter=QUARTER, by=play.who(shire), now=last)
    assert open_closing(quarter=QUARTER, by=play.who(shire), now=at("2026-10-01 00:00"))


def test_a_quarter_is_closed_once(shire):
    assert play.opened(shire) == play.opened(shire)
    closing = play.closed(shire)
    assert closing.name == "FC-2026-3"
    with pytest.raises(Refused, match="submitted or closed"):
        submit_closing(closing_id=closing.pk, by=play.who(shire), now=LATER)


@pytest.mark.parametrize("person", ["officer", "group", "party leader"])
def test_the_office_alone_closes(shire, person):
    with pytest.raises(PermissionDenied):
        open_closing(quarter=QUARTER, by=play.who(shire, person), now=LATER)
    closing = play.opened(shire)
    with pytest.raises(Closing.DoesNotExist):
        submit_closing(closing_id=closing.pk, by=play.who(shire, person), now=LATER)


def test_what_is_pending_holds_it_up_until_it_is_carried_over(shire):
    red = play.red(shire)
    ask_extension(
        deadline=red, by=play.who(shire, "officer"), now=NOW, wanted_on=date(2026, 10, 30),
        reason="Ill.",
    )  # fmt: skip
    objected = play.red(shire)
    play.objections.objection(shire, objected)
    closing = play.opened(shire)
    left = unfinished(closing, now=LATER)
    pending = {item.what for item in left.undecided}
    assert {What.EXTENSION, What.OBJECTION} <= pending
    assert red.pk not in {item.task.pk for item in left.items if item.what == What.TASK}
    with pytest.raises(Refused, match="neither decided nor carried over"):
        submit_closing(closing_id=closing.pk, by=play.who(shire), now=LATER)
    before = type(red).objects.filter(pk=red.pk).values().get()
    rows = carry(shire, closing, codes(closing))
    assert type(red).objects.filter(pk=red.pk).values().get() == before
    assert codes(closing) == []
    take_back_carried(carried_id=rows[0].pk, by=play.who(shire), now=LATER)
    assert len(codes(closing)) == 1
    carry(shire, closing, codes(closing))
    assert submit_closing(closing_id=closing.pk, by=play.who(shire), now=LATER)


@pytest.mark.parametrize(("chosen", "reason"), [([], "Why."), (["task-0"], "Why."), (None, " ")])
def test_carrying_over_names_what_and_why(shire, chosen, reason):
    owe(shire.posts[play.HEAD], "yellow", due_on=date(2026, 9, 30), late_at=at("2026-10-20 00:00"))
    closing = play.opened(shire)
    with pytest.raises(Refused):
        carry(shire, closing, codes(closing) if chosen is None else chosen, reason)


def test_a_second_person_confirms(shire):
    closing = play.submitted(shire)
    with pytest.raises(PermissionDenied):
        play.decide(shire, closing, person="office")
    with pytest.raises(Closing.DoesNotExist):
        play.decide(shire, closing, person="officer")
    done = play.decide(shire, closing)
    assert (done.state, done.submitted_by, done.closed_by) == (
        State.CLOSED, shire.people["office"], shire.people["second office"],
    )  # fmt: skip


def test_it_is_sent_back_with_a_reason_and_taken_back_by_its_author(shire):
    closing = play.submitted(shire)
    with pytest.raises(Refused):
        play.decide(shire, closing, accepted=False)
    returned = play.decide(shire, closing, accepted=False, reason="One objection is missing.")
    assert returned.state == State.OPEN
    again = submit_closing(closing_id=closing.pk, by=play.who(shire), now=LATER)
    second = play.who(shire, "second office")
    with pytest.raises(PermissionDenied):
        take_back_submission(closing_id=again.pk, reason="No.", by=second, now=LATER)
    take_back_submission(closing_id=again.pk, reason="Too soon.", by=play.who(shire), now=LATER)
    acts = list(closing.steps.order_by("pk").values_list("act", flat=True))
    assert acts[-4:] == [Act.SUBMIT, Act.RETURN, Act.SUBMIT, Act.TAKE_BACK]


def test_what_has_changed_since_it_was_shown_is_not_frozen_unseen(shire):
    red = play.red(shire)
    closing = play.submitted(shire)
    shown = preview_of(closing, now=LATER).digest
    make.make_task(red.post, red.item, period_start=date(2026, 8, 1), period_end=date(2026, 9, 1),
                   due_on=date(2026, 8, 30), lamp="exempt", exempt=True)  # fmt: skip
    with pytest.raises(Refused, match="changed since"):
        play.decide(shire, closing, digest=shown)
    assert play.decide(shire, closing).is_closed


def test_every_task_is_frozen_with_its_lamp_since_when_and_whose_it_was(shire):
    red = play.red(shire)
    post = shire.posts[play.HEAD]
    then = post.appointments.get().user
    closing = play.closed(shire)
    row = closing.rows.get(task=red)
    assert (row.lamp, row.since, row.holder) == ("red", at("2026-09-21 00:00"), then.name)
    assert (row.unit_name, row.post_title) == (post.unit.name, post.title)
    stale = owe(post, "stale red")
    assert not closing.rows.filter(task=stale).exists()
    left_over = closing.rows.filter(due_on__lt=date(2026, 7, 1))
    assert not left_over.exists()


def test_nothing_of_it_can_be_changed(shire):
    play.red(shire)
    closing = play.closed(shire)
    row = closing.rows.first()
    row.lamp = "green"
    for act in (row.save, row.delete, closing.save):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            act()


def test_a_quarter_without_any_task_closes_as_nothing(shire):
    """Edge case 27: no task, and no rate of nothing."""
    closing = open_closing(quarter=Quarter(2025, 1), by=play.who(shire), now=LATER)
    submit_closing(closing_id=closing.pk, by=play.who(shire), now=LATER)
    done = play.decide(shire, closing)
    assert done.is_closed and not done.rows.exists()
