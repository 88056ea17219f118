"""A checkup that the unit does not answer is answered on site by who checks."""

import pytest

from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from pages.lamp import Lamp
from pages.refused import Refused
from supervision.checkups.answers import Reply, save_answers, typed_replies
from supervision.checkups.check import take_over
from supervision.checkups.kind import TAKEN_OVER
from supervision.checkups.models import CheckupDuty
from supervision.checkups.rights import Case
from supervision.checkups.states import Purpose, State
from tests import make
from tests.make import at
from tests.supervision.checkups import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATE = at("2026-11-10 09:00")
DAY = LATE.date() + make.days(9)


def taken(shire, checkup, who="group", **over):
    values = {"reason": "No answer came.", "due_on": DAY} | over
    play.act(take_over, shire, who, checkup, LATE, **values)
    return play.fresh(checkup)


def test_the_unit_owes_nothing_more_and_its_red_stays_in_the_ledger(shire):
    checkup = play.opened(shire)
    sweep(now=LATE)
    owed = CheckupDuty.objects.get()
    assert owed.lamp == Lamp.RED
    checkup = taken(shire, checkup)
    owed.refresh_from_db()
    assert (owed.lamp, owed.lamp_cause) == (Lamp.EXEMPT, TAKEN_OVER)
    turns = LampTurn.objects.filter(kind="checkup", deadline_id=owed.pk)
    assert Lamp.RED in turns.values_list("to_lamp", flat=True)
    visit = CheckupDuty.objects.get(purpose=Purpose.VISIT)
    assert (visit.post, visit.due_on) == (checkup.made_in, DAY)
    assert (checkup.state, checkup.is_by_unit) == (State.ON_SITE, False)


def test_who_checks_answers_and_the_unit_no_more(shire):
    checkup = taken(shire, play.opened(shire))
    with pytest.raises(Exception, match="not for you"):
        play.answer(shire, checkup, who="officer", now=LATE)
    play.answer(shire, checkup, who="group", now=LATE)
    assert play.fresh(checkup).state == State.ANSWERED
    assert CheckupDuty.objects.get(purpose=Purpose.VISIT).lamp == Lamp.GREEN


def test_what_the_unit_saved_alone_is_not_read_by_who_checks(shire):
    checkup = play.opened(shire)
    question = checkup.version.questions.first()
    officer = make.actor(shire.people["officer"])
    replies = {question.pk: Reply("no", "Between us.")}
    save_answers(by=officer, now=play.CONCLUDED_ON, checkup_id=checkup.pk, replies=replies)
    assert typed_replies(Case.of(taken(shire, checkup))) == {}


@pytest.mark.parametrize("over", [{"reason": " "}, {"due_on": None}])
def test_a_reason_and_a_day_are_asked_for(shire, over):
    with pytest.raises(Refused):
        taken(shire, play.opened(shire), **over)


def test_taken_over_once(shire):
    checkup = taken(shire, play.opened(shire))
    with pytest.raises(Refused, match="no longer so far"):
        taken(shire, checkup)
