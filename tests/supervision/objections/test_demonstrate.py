"""The parts of objections and of a person's facts in a county to try, played in a small one."""

from datetime import timedelta

import pytest
import time_machine

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from supervision.facts.demonstrate import demonstrate as demonstrate_facts
from supervision.facts.models import FactsReading, Suggestion
from supervision.objections.demonstrate import ENDS, demonstrate
from supervision.objections.models import Objection
from supervision.objections.states import State
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = pytest.mark.django_db


def test_each_state_is_played_and_numbered_in_the_order_of_its_day(shire):
    supervised = {"Body 1", "Body 3"}
    heads = [
        post
        for (unit, role), post in shire.posts.items()
        if role == play.HEAD[1] and unit in supervised
    ]
    for place in range(len(ENDS)):
        late_at = NOW - timedelta(days=4 if place < len(ENDS) - 1 else 40, hours=place)
        instants = {"late_at": late_at, "warns_at": late_at - timedelta(days=7)}
        post = heads[place] if place < len(heads) else _another(shire, place)
        owe(post, "red", due_on=late_at.date(), lamp_since=late_at, **instants)
    holders = {
        appointment.post_id: appointment.user
        for body in shire.bodies
        for post in body.posts.all()
        for appointment in post.appointments.all()
    }
    people = {"group": shire.people["group"], "office": shire.people["office"],
              "official": shire.people["officer"]}  # fmt: skip
    trial = Trial(shire.county.pk, NOW.date(), NOW, people, holders, NAMES)
    with time_machine.travel(NOW, tick=False):
        demonstrate(trial)
        demonstrate_facts(trial)
    objections = list(Objection.objects.with_lamp(now=NOW).with_state().order_by("number"))
    # No deciding post is closed there.
    assert {objection.state for objection in objections} == set(State) - {State.LAPSED}
    assert [row.made_at for row in objections] == sorted(row.made_at for row in objections)
    assert FactsReading.objects.count() == 3 and Suggestion.objects.count() == 2


def _another(shire, place):
    """A post more in a unit that the group supervises."""
    post, _holder = make.make_holder(shire.bodies[0])
    return post
