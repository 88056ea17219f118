"""Random histories with objections in them: lamps and ledger follow from the facts, as without."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.decisions.models import Extension
from responsibility.tasks.models import Task
from supervision.objections.decide import decide_objection
from supervision.objections.make import make_objection
from supervision.objections.models import Objection
from supervision.objections.states import Ruling, What
from supervision.problems.starter import load_problem_terms
from tests.make import nonce
from tests.responsibility.records.cast import acting
from tests.responsibility.records.history import WAITS, History
from tests.responsibility.records.test_replay import ACTS, lived_through, steps_of

RULINGS = list(Ruling)


class Contested(History):
    """A history in which the holder objects, and the office decides."""

    def __post_init__(self):
        super().__post_init__()
        load_problem_terms(county_id=self.cast.county.pk, now=self.clock)

    def object_or_decide(self, which, how):
        task = Task.objects.get(pk=self.tasks[which % 3].pk)
        if Extension.objects.of(task).waiting().exists():
            return None  # what grants that too is the extension's own test
        open_one = Objection.objects.undecided().filter(task=task).first()
        if open_one is None:
            words = {"wish": "Take it back.", "text": "It was done.", "nonce": nonce()}
            by = acting(self.cast.holder)
            about = {"what": What.TASK, "contested_id": task.pk}
            return make_objection(by=by, now=self.clock, **about, **words)
        ruling = RULINGS[how % len(RULINGS)]
        due_on = max(task.due_on, self.clock.date()) + timedelta(days=how % 20 + 1)
        return decide_objection(
            by=acting(self.office), now=self.clock, objection_id=open_one.pk, ruling=ruling,
            reason=ruling.value, due_on=due_on,
        )  # fmt: skip


OBJECTING = ["object_or_decide"] * 4
HISTORIES = st.lists(steps_of([*ACTS, *OBJECTING], WAITS), min_size=8, max_size=16)


@pytest.mark.django_db
@settings(
    max_examples=15, derandomize=True, database=None, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(HISTORIES)
def test_lamps_and_ledger_follow_from_the_facts_with_objections(steps):
    swept = lived_through(steps, sweeping=True, kind=Contested)
    assert swept == lived_through(steps, sweeping=False, kind=Contested)
