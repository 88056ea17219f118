"""The part of the supervisor supervised in a county to try, played in a small one."""

from datetime import timedelta

import pytest
import time_machine

from alerts.engine.sweep import sweep
from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from demonstration.roles import Role
from pages.lamp import Lamp
from supervision.oversight.demonstrate import PLAYED, demonstrate
from supervision.oversight.models import DecisionDuty
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = pytest.mark.django_db
BEARERS = [Role.PRINCIPAL_OFFICER, Role.TEAM_MEMBER, Role.PARTY_COMMITTEE]


def test_in_time_late_overdue_and_taken_back(shire):
    holders = {
        post.pk: shire.people[f"{role} of {name}"]
        for (name, role), post in shire.posts.items()
        if role in BEARERS and name != "Body 2"
    }
    for name, role in shire.posts:
        if role in BEARERS and name != "Body 2":
            play.red(shire, (name, role))
    start = (NOW - timedelta(days=200)).date()
    people = {who: shire.people[who] for who in ("office", "group")}
    with time_machine.travel(NOW, tick=False):
        demonstrate(Trial(shire.county.pk, start, NOW, people, holders, NAMES))
    sweep(now=NOW)
    duties = DecisionDuty.objects.filter(draft=None)  # its demands are approved beside
    lamps = list(duties.values_list("lamp", flat=True))
    assert len(lamps) == len(PLAYED)
    assert set(lamps) == {Lamp.GREEN, Lamp.ORANGE, Lamp.RED, Lamp.EXEMPT}
