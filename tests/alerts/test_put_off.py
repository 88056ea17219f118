"""What rooms have put off: done at the sweep, and one that fails keeps neither others nor lamps."""

import pytest

from alerts.engine.loops import sweep_once
from alerts.engine.put_off import do_put_off
from alerts.kinds.collected import collected
from tests.make import NOW

pytestmark = pytest.mark.django_db
DONE = []


def noted(*, now) -> None:
    DONE.append(now)


def broken(*, now) -> None:
    raise ValueError("Something of a room is wrong.")


def test_one_that_fails_is_named_and_keeps_no_other():
    DONE.clear()
    paths = [f"{__name__}.broken", f"{__name__}.noted"]
    assert do_put_off(now=NOW, paths=paths) == paths[:1]
    assert DONE == [NOW]


def test_the_sweep_does_what_was_put_off_and_notes_what_failed(monkeypatch):
    DONE.clear()
    paths = [f"{__name__}.noted", f"{__name__}.broken"]
    monkeypatch.setattr(type(collected()), "paths", lambda _self, what: paths)
    assert sweep_once().failed == paths[1]
    assert len(DONE) == 1
