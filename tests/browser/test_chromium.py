"""Which Chromium the tests take."""

import pytest

from tests.browser import chromium


def find() -> str | None:
    return chromium.find_chromium.__wrapped__()  # past the cache


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without any: an empty PATH, no installed application."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(chromium, "APPLICATIONS", [])
    return tmp_path


def program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return str(path)


def test_none_is_found_where_there_is_none(machine):
    assert find() is None


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_one_on_the_path(machine, name):
    wanted = program(machine / name)
    assert find() == wanted


def test_the_one_that_is_named_comes_first(machine, monkeypatch):
    program(machine / "chromium")
    wanted = program(machine / "mine" / "browser")
    monkeypatch.setenv("CHROMIUM", wanted)
    assert find() == wanted


def test_a_named_one_that_is_not_there_is_not_replaced_by_another(machine, monkeypatch):
    program(machine / "chromium")
    monkeypatch.setenv("CHROMIUM", str(machine / "absent"))
    assert find() is None


def test_an_application_of_this_user(machine, monkeypatch):
    path = "/Applications/Chromium.app/Contents/MacOS/Chromium"
    monkeypatch.setattr(chromium, "APPLICATIONS", [path])
    wanted = program(machine / path.lstrip("/"))
    assert find() == wanted
