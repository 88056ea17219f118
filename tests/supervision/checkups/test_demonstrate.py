"""The part of checkups in a county to try, played in a small one."""

from datetime import timedelta

import pytest
import time_machine

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from demonstration.roles import Role
from pages.lamp import Lamp
from supervision.checkups.demonstrate import demonstrate
from supervision.checkups.findings import CheckupFinding
from supervision.checkups.models import Checkup, CheckupDuty, CheckupStep
from supervision.checkups.states import Act, State
from supervision.checkups.template.models import CheckupTemplate
from tests.dashboards.county import build
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_each_state_and_act_is_played():
    shire = build(bodies=12)
    holders = {
        post.pk: shire.people[f"{role} of {name}"]
        for (name, role), post in shire.posts.items()
        if role == Role.PRINCIPAL_OFFICER
    }
    start = (NOW - timedelta(days=200)).date()
    people = {who: shire.people[who] for who in ("office", "group")}
    with time_machine.travel(NOW, tick=False):
        demonstrate(Trial(shire.county.pk, start, NOW, people, holders, NAMES))
    assert set(Checkup.objects.values_list("state", flat=True)) == set(State)
    assert set(CheckupStep.objects.values_list("act", flat=True)) == set(Act)
    lamps = {row.lamp_now for row in CheckupDuty.objects.with_lamp(now=NOW)}
    assert lamps == set(Lamp)
    assert Checkup.objects.filter(typed_at__isnull=False, state=State.AWAITED).exists()
    assert CheckupFinding.objects.filter(problem__isnull=False).count() == 1
    retired = CheckupTemplate.objects.get(retired_at__isnull=False)
    assert set(retired.versions.values_list("number", flat=True)) == {1, 2}
    numbers = Checkup.objects.order_by("made_at", "number").values_list("number", flat=True)
    assert list(numbers) == sorted(numbers)
