"""A person's facts: own time alone, each look leaves a trace, suggestions are answered."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment
from supervision.facts.models import FactsReading, Suggestion
from supervision.facts.page import FactsPage
from supervision.facts.read import is_open, read_facts
from supervision.facts.suggest import addressees, answer_suggestion, suggest
from supervision.objections.states import What
from tests import make
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def shire():
    county = play.shire()
    return county


def facts(shire, who="officer", user="officer"):
    return FactsPage.of(shire.people[who], user=shire.people[user], now=NOW)


def suggested(shire, who="officer", **over):
    office = shire.people["office"].memberships.get().post
    values = {"post_id": office.pk, "text": "Fewer texts.", "nonce": make.nonce()} | over
    return suggest(by=make.actor(shire.people[who]), now=NOW, **values)


def test_lamps_of_the_own_time_alone(shire):
    """A predecessor's red stands beside, with the name, and in no cell."""
    red = play.red(shire)
    begun = date(2026, 9, 22)
    held = Appointment.objects.get(post=shire.posts[play.HEAD])
    before = make.make_person("Before")
    Appointment.objects.filter(pk=held.pk).update(period=DateRange(begun, None))
    make.appoint(held.post, before, start=date(2025, 1, 1), end=begun)
    page = facts(shire)
    assert page.rows == [] and page.late == []
    assert [(task, task.in_time_of) for task in page.left] == [(red, "in the time of Before")]
    assert [column.before for column in page.columns] == ["Before", "Before", "Before", ""]
    theirs = FactsPage.of(before, user=before, now=NOW)
    assert [row.task for row in theirs.late] == [red] and theirs.left == []


def test_an_own_red_stands_with_the_way_to_object(shire):
    play.red(shire)
    page = facts(shire)
    assert [row.may_object for row in page.late] == [True]
    assert [row.may_object for row in facts(shire, user="group").late] == [False]
    ((_category, cells),) = page.rows
    assert [cell and str(cell.lamp) for cell in cells] == [None, None, None, "red"]


def test_who_supervises_reads_nothing_of_posts_elsewhere(shire):
    """Of a post in a unit that the group does not supervise: neither its lamps nor that it was."""
    elsewhere = ("Body 2", play.HEAD[1])
    own, other = play.red(shire), play.red(shire, elsewhere)
    holds = Appointment.objects.filter(post=shire.posts[elsewhere])
    holds.update(user=shire.people["officer"])
    theirs, seen = facts(shire), facts(shire, user="group")
    assert {row.task for row in theirs.late} == {own, other}
    assert [row.task for row in seen.late] == [own]
    assert {row.post for row in theirs.posts} - {row.post for row in seen.posts} == {other.post}


def test_what_others_noted_as_far_as_one_may_know(shire):
    task = play.red(shire)
    demand = play.demanded(shire, task)
    problem = play.assigned(shire)
    objection = play.objection(shire, demand, What.DEMAND)
    addresses = [row.address for row in facts(shire).noted]
    wanted = {demand, problem, objection}
    assert {row.get_absolute_url() for row in wanted} == set(addresses)


def test_each_look_is_for_a_purpose_and_seen_by_the_person(shire):
    officer, group = shire.people["officer"], shire.people["group"]
    look = {"by": make.actor(group), "now": NOW, "person_id": officer.pk}
    with pytest.raises(Refused, match="State the purpose"):
        read_facts(purpose=" ", **look)
    assert not is_open(officer, to=group, at=NOW)
    read_facts(purpose="A talk", **look)
    assert is_open(officer, to=group, at=NOW)
    assert not is_open(officer, to=group, at=NOW + timedelta(minutes=31))
    assert not is_open(officer, to=shire.people["second"], at=NOW)
    (seen,) = facts(shire).looks
    assert (seen.who, seen.what) == (group.name, "A talk")
    assert AuditEntry.objects.get(action="facts.read").object_id == str(officer.pk)


@pytest.mark.parametrize(
    "who", ["officer", "member", "clerk", "party leader", "leader in charge",
            "commission that supervises nothing", "group without urging", "auditor",
            "system administrator"],
)  # fmt: skip
def test_nobody_else_looks(shire, who):
    person = shire.people["principal_officer of Body 3"]
    by = make.actor(shire.people[who])
    with pytest.raises(User.DoesNotExist):
        read_facts(by=by, now=NOW, person_id=person.pk, purpose="Curious")
    assert not FactsReading.objects.exists()


def test_a_suggestion_is_answered_by_who_it_is_addressed_to(shire):
    suggestion = suggested(shire)
    seen = {
        who
        for who, user in shire.people.items()
        if Suggestion.objects.visible_to(user, at=NOW).exists()
    }
    assert seen == {"officer", "principal_officer of Body 1", "office", "second office"}
    act = {"now": NOW, "suggestion_id": suggestion.pk, "text": "So be it."}
    with pytest.raises(PermissionDenied):
        answer_suggestion(by=make.actor(shire.people["officer"]), **act)
    answer_suggestion(by=make.actor(shire.people["office"]), **act)
    suggestion.refresh_from_db()
    assert suggestion.lamp == "green"
    with pytest.raises(Refused, match="answered already"):
        answer_suggestion(by=make.actor(shire.people["second office"]), **act)


def test_one_turns_to_the_office_or_to_who_supervises_never_to_oneself(shire):
    titles = {post.unit.name for post in addressees(shire.people["officer"], at=NOW)}
    assert titles == {"Office", "Group"}
    own = shire.people["office"].memberships.get().post
    with pytest.raises(Refused, match="Choose one of the list"):
        suggested(shire, "office", post_id=own.pk)


def test_the_list_says_whose_posts_they_are(client, shire):
    """Of the units supervised alone: two people of one name are told apart by them."""
    with time_machine.travel(NOW, tick=False):
        client.force_login(shire.people["group"])
        page = client.get("/facts/people/").content.decode()
    head = shire.posts[play.HEAD]
    assert f"{head.unit.name} \u00b7 {head.title}" in page
    assert "no post" not in page
