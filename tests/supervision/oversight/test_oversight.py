"""Who sees how a supervising body keeps its own days, and that each number is that of its rows."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import RequestFactory

from alerts.engine.sweep import sweep
from demonstration.roles import Role
from pages.quarter import Quarter
from supervision.demands.decide import accept
from supervision.oversight.about import SupervisorDuty
from supervision.oversight.body_tasks import lamps_of
from supervision.oversight.listing import DutyListing
from supervision.oversight.page import BodyPage
from supervision.oversight.rights import bodies_seen
from supervision.oversight.task_listing import BodyTaskListing
from tests.dashboards.county import owe
from tests.make import NOW, at
from tests.supervision.objections import play
from tests.supervision.oversight.test_decisions import answered, asked, by
from tests.supervision.problems import play as problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
GROUP = ("Group", Role.STATIONED_GROUP)
THIRD = ("Body 3", Role.PRINCIPAL_OFFICER)
LATE = at("2026-10-08 09:00")
QUARTER = Quarter(2026, 4)

# The bodies that each person may look at: g the group, c the commission of townships, o the office.
SEEN = [
    ("office", "gco"), ("second office", "gco"), ("party leader", "gco"),
    ("group", "go"), ("second", "go"), ("group without urging", "go"),
    ("commission that supervises nothing", "co"),
    ("officer", "go"), ("member", "go"), ("clerk", "go"),
    ("principal_officer of Body 2", "o"),  # no body supervises it
    ("principal_officer of Body 3", "go"),
    ("leader in charge", "o"),  # of the second
    ("without appointment", ""), ("system administrator", ""), ("auditor", ""),
]  # fmt: skip


@pytest.fixture
def busy(shire):
    """What the group has to decide about two bodies: in time, late, overdue, to be decided; one of
    each kind there is."""
    first, second = (play.demanded(shire, play.red(shire)) for _ in range(2))
    for demand in (first, second):
        answered(shire, demand)
    accept(**by(shire, "group"), demand_id=first.pk)
    accept(**by(shire, "second", LATE), demand_id=second.pk)
    shire.request = asked(shire)
    asked(shire, owe(shire.posts[THIRD]), who="principal_officer of Body 3")
    problem = problems.enter(shire)
    problems.assign(shire, problem)
    problems.rectify(shire, problem)
    play.objection(shire, play.red(shire))
    sweep(now=LATE)
    return shire


def page(shire, who, now=LATE) -> BodyPage:
    return BodyPage.of(shire.posts[GROUP], QUARTER, user=shire.people[who], now=now)


def listed(listing, shire, who, address: str, now=LATE) -> list:
    """The rows behind an address."""
    request = RequestFactory().get("/", dict(parse_qsl(urlsplit(address).query)))
    request.user, request.now = shire.people[who], now
    return list(listing(request).everything())


@pytest.mark.parametrize("who, bodies", SEEN, ids=[who for who, _bodies in SEEN])
def test_who_sees_which_body(shire, who, bodies):
    letters = {"Group": "g", "Commission": "c", "Office": "o"}
    seen = bodies_seen(shire.people[who], at=NOW)
    assert sorted(letters[post.unit.name] for post in seen) == sorted(bodies)


def test_each_kind_stands_in_the_view(busy):
    rows = SupervisorDuty.objects.filter(post=busy.posts[GROUP])
    about = set(rows.values_list("about", flat=True))
    assert about == {"answer", "assign", "extension", "verify", "objection"}


@pytest.mark.parametrize("who", ["office", "group", "officer", "principal_officer of Body 3"])
def test_every_number_is_that_of_its_rows(busy, who):
    shown = page(busy, who)
    for figures in [*shown.figures.kinds, shown.figures.whole]:
        for word, number, address in figures.numbers:
            rows = listed(DutyListing, busy, who, address) if address else []
            assert len(rows) == number, (figures.about, word)
        assert len(listed(DutyListing, busy, who, figures.address)) >= figures.counts["all"]


def test_how_long_decisions_took(busy):
    answers = next(row for row in page(busy, "group").figures.kinds if row.about == "answer")
    counts = [number for _word, number, _address in answers.numbers]
    assert counts == [0, 0, 1, 1, 0]
    assert (answers.days, answers.median, answers.longest) == ([0, 14], "7", 14)
    assert answers.decided == 2


def test_a_unit_reads_its_own_by_name_and_no_other(busy):
    officer = listed(DutyListing, busy, "officer", "/?about=extension")
    assert sorted(row.unit.name if row.unit else "" for row in officer) == ["", "Body 1"]
    assert [bool(row.owed) for row in sorted(officer, key=lambda row: row.deadline_id)] == [
        True, False,
    ]  # fmt: skip
    group = listed(DutyListing, busy, "group", "/?about=extension")
    assert sorted(row.unit.name for row in group) == ["Body 1", "Body 3"]
    names = {row.unit.name for row in page(busy, "officer").first}
    assert names == {"Body 1"}


def test_what_is_of_the_own_units_alone(busy):
    rows = listed(DutyListing, busy, "officer", "/?about=extension&whose=own")
    assert [row.unit.name for row in rows] == ["Body 1"]


def test_its_own_duties_stand_with_their_lamps_for_whom_it_supervises(shire):
    group = shire.posts[GROUP]
    owe(group, "red"), owe(group, "green"), owe(group, "green")
    for who in ("officer", "group", "office"):
        found = lamps_of(group.pk, Quarter(2026, 3), user=shire.people[who], now=NOW)
        assert found == {"red": 1, "green": 2}
        shown = BodyPage.of(group, Quarter(2026, 3), user=shire.people[who], now=NOW)
        for lamp, number, address in shown.lamps:
            assert len(listed(BodyTaskListing, shire, who, address, NOW)) == number, lamp
    rows = listed(BodyTaskListing, shire, "officer", "/", NOW)
    assert not any(row.open_to_reader for row in rows)  # the lamps, not the way to what was done


def test_coverage_counts_its_units_and_names_the_own(shire):
    coverage = page(shire, "officer", NOW).coverage
    assert (coverage.units, coverage.reached, coverage.left) == (2, 0, 2)
    assert [(unit.name, times) for unit, times in coverage.own] == [("Body 1", None)]
    assert page(shire, "office", NOW).coverage.own == []


def test_what_was_left_open_stands_in_later_quarters_too(busy):
    later = BodyPage.of(
        busy.posts[GROUP],
        Quarter(2027, 1),
        user=busy.people["group"],
        now=at("2027-01-05 09:00"),
    )
    assert later.figures.whole.counts["open"] == 4
    assert later.figures.whole.counts["in_time"] == 0
