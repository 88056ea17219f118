"""The bounded process: what takes too much is ended, and the caller lives on."""

import pytest

from pages import bounded
from pages.bounded import TakesTooMuch, run_bounded

MEMORY = 256 * 1024 * 1024


def run(what: str) -> bytes:
    return run_bounded("tests.pages.hungry", what.encode(), seconds=1, memory=MEMORY)


def test_what_keeps_its_bounds_is_answered():
    assert run("answer") == b"done"


@pytest.mark.parametrize("what", ["spin", "hoard", "crash"])
def test_what_takes_too_much_is_ended(what):
    with pytest.raises(TakesTooMuch):
        run(what)


def test_what_waits_for_ever_is_ended(monkeypatch):
    monkeypatch.setattr(bounded, "PATIENCE", 1)
    with pytest.raises(TakesTooMuch):
        run("sleep")


@pytest.mark.parametrize("what", ["write", "nothing"])
def test_its_own_fault_is_no_answer(what):
    with pytest.raises(RuntimeError, match=r"tests\.pages\.hungry failed"):
        run(what)


def test_it_knows_none_of_our_secrets():
    assert set(run("secrets").decode().split()) <= {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}
