"""A closed quarter is not reached any more (issue of fair reds): nothing is asked for in it."""

from datetime import date

import pytest

from alerts.decisions.extend import ask_extension, grant_extension
from alerts.decisions.models import Extension
from pages.lamp import Lamp
from pages.refused import Refused
from tests.supervision.closings import play
from tests.supervision.closings.play import AFTER, LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def shire():
    return play.shire()


def asked(shire, task, now):
    return ask_extension(
        deadline=task, by=play.who(shire, "officer"), now=now, wanted_on=date(2026, 11, 13),
        reason="Ill.",
    )  # fmt: skip


def test_no_extension_is_asked_for_in_a_closed_quarter(client, shire):
    task = play.red(shire)
    play.closed(shire)
    with pytest.raises(Refused, match="FC-2026-3"):
        asked(shire, task, AFTER)
    task.refresh_from_db()
    assert (task.hold, Extension.objects.of(task).count()) == (None, 0)


def test_before_it_is_closed_one_is_asked_for(shire):
    assert asked(shire, play.red(shire), LATER).waits


def test_what_was_carried_over_is_decided_and_no_reported_figure_moves(shire):
    """Edge case 25 across a closing: granted after it, the red stays in what was reported."""
    task = play.red(shire)
    request = asked(shire, task, LATER)
    closing = play.closed(shire)
    grant_extension(by=play.who(shire), now=AFTER, extension_id=request.pk)
    row = closing.rows.corrected().get(task=task)
    assert (row.lamp, row.lamp_now) == (Lamp.RED, Lamp.RED)
