"""System checks of the engine: each error once."""

import pytest
from django.core.checks import run_checks

from alerts.checks import matters_answer
from alerts.deadlines.matter import Matter
from tests.alerts.lamps.errand import errands


def ids() -> list[str]:
    return [error.id for error in run_checks(tags=["alerts"])]


def test_the_project_as_it_is_has_none():
    assert ids() == []


@pytest.mark.parametrize("serializer", [None, "rq.serializers.PickleSerializer"])
def test_a_queue_of_pickles(settings, serializer):
    settings.RQ_QUEUES = {"default": settings.RQ_QUEUES["default"] | {"SERIALIZER": serializer}}
    assert ids() == ["alerts.E001"]


def test_no_queue(settings):
    settings.RQ_QUEUES = {}
    assert ids() == ["alerts.E001"]


def test_a_channel_nobody_knows(settings):
    settings.SMS_CHANNEL = "pigeon"
    assert ids() == ["alerts.E003"]


@pytest.mark.parametrize("name", ["EMAIL_HOST", "EMAIL_FROM"])
def test_mail_without_a_server(settings, name):
    settings.MAIL_CHANNEL, settings.EMAIL_HOST, settings.EMAIL_FROM = "mail", "host", "a@b.example"
    assert ids() == []
    setattr(settings, name, "")
    assert ids() == ["alerts.E003"]


def test_mail_is_no_way_for_texts(settings):
    settings.SMS_CHANNEL = "mail"
    assert ids() == ["alerts.E003"]


def test_a_matter_that_does_not_answer(db, monkeypatch):
    with errands() as Errand:
        monkeypatch.setattr("alerts.checks.matter_models", lambda: [Errand])
        assert [error.id for error in matters_answer()] == ["alerts.E005"] * 2
        monkeypatch.setattr(Errand, "matter_kind", "a code much too long")
        assert "alerts.E004" in [error.id for error in matters_answer()]
        Errand.titles_of = Errand.pages_of = classmethod(lambda cls, ids: {})
        assert Errand.titles_of.__func__ is not Matter.titles_of.__func__


def test_jobs_of_any_name(settings):
    settings.RQ = {}
    assert ids() == ["alerts.E020"]
