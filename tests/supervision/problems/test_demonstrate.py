"""The part of problems in a county to try, played in a small one."""

from datetime import timedelta

import pytest
import time_machine

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from demonstration.roles import Role
from supervision.problems.demonstrate import demonstrate
from supervision.problems.models import Problem
from supervision.problems.states import State
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_each_state_is_played_and_numbered_in_the_order_of_its_day(shire):
    holders = {
        post.pk: shire.people[f"{role} of {name}"]
        for (name, role), post in shire.posts.items()
        if role == Role.PRINCIPAL_OFFICER
    }
    start = (NOW - timedelta(days=200)).date()
    people = {who: shire.people[who] for who in ("office", "group")}
    with time_machine.travel(NOW, tick=False):
        demonstrate(Trial(shire.county.pk, start, NOW, people, holders, NAMES))
    assert set(Problem.objects.values_list("state", flat=True)) == set(State)
    entered = list(Problem.objects.order_by("number").values_list("made_at", flat=True))
    assert entered == sorted(entered)
