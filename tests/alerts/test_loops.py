"""What one turn of each loop says of its work."""

import logging

import pytest

from alerts.engine.loops import drain_once, sweep_once
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, make_county

pytestmark = pytest.mark.django_db
LONG_AGO = {
    "opens_at": at("2020-01-01 00:00"),
    "warns_at": at("2020-03-24 00:00"),
    "late_at": at("2020-04-01 00:00"),
}


@pytest.fixture
def said(caplog):
    """The lines of one turn of a loop, as they are kept in a county: from INFO on."""

    def by(loop) -> list[str]:
        caplog.clear()
        loop()
        return [r.getMessage() for r in caplog.records if r.levelno >= logging.INFO]

    assert logging.getLogger("alerts.engine.loops").isEnabledFor(logging.INFO)
    return by


def test_work_is_said_in_one_line_and_idleness_in_none(said):
    make_tasks(make_owner(make_county())[0], 2, **LONG_AGO)
    assert said(sweep_once) == ["Swept: 2 lamps turned."]
    assert said(sweep_once) == []
    (line,) = said(drain_once)
    assert line.startswith("Drained: 2 gathered, 0 rescued, sent: ")
    assert said(drain_once) == []
