"""What the rooms declare is whole: each fault once."""

import pytest
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.matter import matter_models
from alerts.kind_checks import OF_ANY_DEADLINE, empty_places, faults, rooms_are_listed
from alerts.kinds.collected import Collected
from alerts.kinds.declared import Audience, Entry, Field, Kind, Object, Stage, to
from pages.frame.places import OwnPage, Place

STAGE = Stage("called", _("overdue"), to(Audience.HOLDER), order=1)
ENTRY = Entry("desk", _("Desk"), _("Desk"), "home", group="duties", order=1, open_to=bool)
OWN_PAGE = OwnPage("inbox", _("Messages"), "inbox", order=1)
MATTERS = [Kind(code) for code in {OF_ANY_DEADLINE, *(m.matter_kind for m in matter_models())}]


def ids(*kinds: Kind) -> list[str]:
    """The faults of `kinds` beside those of the matters there are."""
    found = Collected([])
    found.kinds = [*MATTERS, *kinds]
    return [error.id for error in faults(found)]


def entry(**over) -> Entry:
    return Entry(**{**vars(ENTRY), **over})


def test_what_is_whole_has_none():
    page = Object("responsibility.Unit", _("unit"), called="{name}", page="unit")
    assert ids(Kind("errand", objects=[page], menu=[ENTRY])) == []


@pytest.mark.parametrize(
    "kinds",
    [
        [Kind("task")],
        [Kind("errand", acts={"a.b": _("time")}), Kind("other", acts={"a.b": _("time")})],
        [Kind("errand", causes={"a": _("time")}), Kind("other", causes={"a": _("time")})],
        [Kind("errand", objects=[Object("alerts.Message", _("message"))] * 2)],
        [Kind("errand", own_pages=[OWN_PAGE] * 2)],
        [Kind("errand", frame={Place.SEARCH: "search"}), Kind("b", frame={Place.SEARCH: "desk"})],
        [Kind("errand", daily=["alerts.lamps.runs.forget_old_runs"] * 2)],
    ],
)
def test_what_is_declared_twice(kinds):
    assert ids(*kinds) == ["alerts.E008"]


def test_a_stage_declared_twice_has_its_place_twice():
    assert ids(Kind("errand", stages=[STAGE]), Kind("b", stages=[STAGE])) == ["alerts.E008"] * 2


@pytest.mark.parametrize(
    "kind",
    [
        Kind("errand", daily=["alerts.nowhere.nothing"]),
        Kind("errand", desk_lines=["alerts.jobs.nothing"]),
        Kind("errand", task_lines=["nowhere.nothing"]),
        Kind("errand", demonstration="nowhere.nothing"),
        Kind("errand", menu=[entry(waiting="alerts.jobs.nothing")]),
        Kind("errand", stages=[Stage(**{**vars(STAGE), "still_true": "alerts.jobs.nothing"})]),
        Kind("errand", fields={"lamp": Field(_("lamp"), codes="pages.lamp.Nothing")}),
    ],
)
def test_a_function_that_is_not_there(kind):
    assert ids(kind) == ["alerts.E002"]


@pytest.mark.parametrize(
    "what",
    [
        Object("alerts.Nothing", _("message")),
        Object("alerts.Message", _("message"), called="{nothing}"),
        Object("alerts.SweepRun", _("message"), page="unit"),
    ],
)
def test_an_object_that_is_not_there_or_shown_to_nobody(what):
    assert ids(Kind("errand", objects=[what])) == ["alerts.E009"]


def test_a_value_of_an_object_that_nobody_declares():
    kind = Kind("errand", acts={"a.b": _("time")}, fields={"runner": Field(_("person"), of="user")})
    assert ids(kind) == ["alerts.E009"]


def test_a_page_that_is_not_there():
    assert ids(Kind("errand", menu=[entry(name="nowhere")])) == ["alerts.E010"]
    assert ids(Kind("errand", frame={Place.SEARCH: "nowhere"})) == ["alerts.E010"]
    gone = OwnPage("nowhere", _("Messages"), "inbox", order=1)
    assert ids(Kind("errand", own_pages=[gone])) == ["alerts.E010"]
    nowhere = Object("responsibility.Unit", _("unit"), page="nowhere")
    assert ids(Kind("errand", objects=[nowhere])) == ["alerts.E010"]


def test_a_matter_that_nobody_declares():
    found = Collected([])
    found.kinds = [kind for kind in MATTERS if kind.code != "task"]
    assert [error.id for error in faults(found)] == ["alerts.E004"]


def test_an_audience_that_a_matter_does_not_know():
    upwards = Stage(**{**vars(STAGE), "to": to(Audience.SUPERVISOR, Audience.NAMED)})
    found = Collected([])
    found.kinds = [Kind("unit", stages=[upwards]), *(k for k in MATTERS if k.code != "unit")]
    assert [error.id for error in faults(found)] == ["alerts.E005"]


def test_a_stage_without_words_and_words_without_a_stage(monkeypatch):
    found = Collected(["supervision.urging.kind"])
    found.kinds = MATTERS
    assert [error.id for error in faults(found)] == []
    monkeypatch.setattr("supervision.urging.kind.KIND", Kind("urging", stages=[STAGE]))
    assert [error.id for error in faults(found)] == ["alerts.E006"] * 3


def test_a_room_that_is_not_listed_and_one_that_is_not_there(monkeypatch):
    rooms = ("activities", "checks", "checkups", "closings", "demands.drafts", "facts",
             "hearings", "instructions", "letters", "objections", "oversight", "papers",
             "problems", "talks", "urging")  # fmt: skip
    others = [f"supervision.{room}.kind" for room in rooms]
    monkeypatch.setattr(apps.get_app_config("supervision"), "kinds", others)
    assert [error.id for error in rooms_are_listed()] == ["alerts.E007"]
    twice = ["supervision.demands.kind", "supervision.urging.kind", *others]
    monkeypatch.setattr(apps.get_app_config("supervision"), "kinds", twice)
    assert [error.id for error in rooms_are_listed()] == ["alerts.E008"]
    gone = ["supervision.demands.kind", "supervision.away.kind", *others]
    monkeypatch.setattr(apps.get_app_config("supervision"), "kinds", gone)
    assert [error.id for error in rooms_are_listed()] == ["alerts.E007"]


def test_a_place_of_the_frame_that_leads_nowhere():
    found = Collected([])
    found.kinds = [Kind("errand", frame={place: "desk" for place in Place if place != "search"})]
    assert [error.id for error in empty_places(found)] == ["alerts.E011"]
