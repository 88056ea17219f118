"""The county to try has meetings that a group sat in and has still to confirm."""

import pytest

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from demonstration.roles import Role
from responsibility.records.demonstrate import demonstrate
from responsibility.records.models import Credit
from tests.make import NOW, START, join, make_item, make_post, make_task, make_unit, supervise
from tests.responsibility.records.cast import make_cast

pytestmark = pytest.mark.django_db


def test_a_meeting_waits_for_the_group():
    cast, key = make_cast(), {"event_key": "major_decision"}
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    group = make_post(body, Role.STATIONED_GROUP)
    join(group, role="head", grants=["log", "view", "approve"])
    make_task(cast.post, make_item(cast.county, **key))
    theirs = make_task(group, make_item(cast.county, Role.STATIONED_GROUP, **key))
    demonstrate(
        Trial(
            county_id=cast.county.pk,
            start=START,
            until=NOW,
            people={},
            holders={cast.post.pk: cast.holder},
            words=NAMES,
        )
    )
    assert Credit.objects.awaiting().get().task == theirs
