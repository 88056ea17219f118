"""The part of spot checks in a county to try, played in a small one."""

from datetime import timedelta

import pytest
import time_machine

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from demonstration.roles import Role
from supervision.checks.demonstrate import PLAYED, demonstrate
from supervision.checks.draws.models import CheckDraw
from supervision.checks.models import SpotCheck
from supervision.checks.states import State
from tests import make
from tests.make import NOW
from tests.supervision.checks import play

pytestmark = pytest.mark.django_db


def test_each_state_is_played_and_each_draw(shire):
    holders = {
        post.pk: shire.people[f"{role} of {name}"]
        for (name, role), post in shire.posts.items()
        if role == Role.PRINCIPAL_OFFICER
    }
    for number in range(len(PLAYED) + 6):
        name = ["Body 1", "Body 3"][number % 2]
        when = NOW - timedelta(days=30 if number < len(PLAYED) else 18)
        task = make.make_task(shire.posts[name, Role.PRINCIPAL_OFFICER], opens_at=when,
                              warns_at=NOW, lamp_since=when)  # fmt: skip
        play.lodged(shire, task, who=f"principal_officer of {name}", now=when,
                    happened_on=when.date())  # fmt: skip
    start = (NOW - timedelta(days=200)).date()
    people = {who: shire.people[who] for who in ("office", "group")}
    with time_machine.travel(NOW, tick=False):
        demonstrate(Trial(shire.county.pk, start, NOW, people, holders, NAMES))
    assert set(SpotCheck.objects.values_list("state", flat=True)) == set(State)
    assert CheckDraw.objects.filter(drawn_at=None, withdrawn_at=None).exists()
    assert CheckDraw.objects.exclude(withdrawn_at=None).get().withdrawn_because
    assert CheckDraw.objects.get(drawn_at__isnull=False).agrees()
