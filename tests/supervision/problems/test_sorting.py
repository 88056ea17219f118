"""The office changes what problems are sorted by, and the time limits."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from supervision.problems.sorting.change import (
    add_term,
    set_time_limit,
    take_back_time_limit,
    use_term,
)
from supervision.problems.terms import Term, TimeLimit, days_of
from tests import make
from tests.make import NOW
from tests.supervision.problems.play import enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def by(shire, who="office"):
    return {"by": make.actor(shire.people[who]), "now": NOW}


def funds(shire) -> Term:
    return Term.objects.get(county_id=shire.county.pk, kind="type", code="funds")


def limit(shire, **over) -> TimeLimit:
    values = {"code": "look_back", "days": 60, "basis": "Decision 3", "first_on": TOMORROW}
    return set_time_limit(**values | over, **by(shire))


def test_a_word_comes_last_and_sent_twice_is_added_once(shire):
    nonce = make.nonce()
    first, second = (
        add_term(kind="type", name="Archives", nonce=nonce, **by(shire)) for _time in range(2)
    )
    assert first == second == Term.objects.of_county(shire.county.pk, "type").last()
    assert AuditEntry.objects.filter(action="problem_term.add").count() == 1


def test_the_same_word_is_refused_in_its_kind_alone(shire):
    name = funds(shire).name
    with pytest.raises(Refused):
        add_term(kind="type", name=name, nonce=make.nonce(), **by(shire))
    assert add_term(kind="source", name=name, nonce=make.nonce(), **by(shire))


def test_a_word_out_of_use_is_offered_no_more_and_stays_readable(shire):
    problem = enter(shire)
    term = use_term(term_id=funds(shire).pk, in_use=False, **by(shire))
    assert term not in Term.objects.of_county(shire.county.pk, "type")
    assert problem.type == term
    with pytest.raises(Refused):
        enter(shire)
    use_term(term_id=term.pk, in_use=True, **by(shire))
    assert enter(shire).type == term


def test_the_last_word_stays_in_use(shire):
    last = Term.objects.of_county(shire.county.pk, "severity").last()
    others = Term.objects.of_county(shire.county.pk, "severity").exclude(pk=last.pk)
    for term in others:
        use_term(term_id=term.pk, in_use=False, **by(shire))
    with pytest.raises(Refused):
        use_term(term_id=last.pk, in_use=False, **by(shire))


def test_a_word_does_not_come_back_beside_its_like(shire):
    term = use_term(term_id=funds(shire).pk, in_use=False, **by(shire))
    add_term(kind="type", name=term.name, nonce=make.nonce(), **by(shire))
    with pytest.raises(Refused):
        use_term(term_id=term.pk, in_use=True, **by(shire))


def test_a_limit_holds_from_its_day(shire):
    limit(shire)
    county = shire.county.pk
    assert days_of("look_back", county_id=county, on=TODAY) == 90
    assert days_of("look_back", county_id=county, on=TOMORROW) == 60


@pytest.mark.parametrize("first_on", [TODAY, TODAY - timedelta(days=1)])
def test_a_limit_never_reaches_back(shire, first_on):
    with pytest.raises(Refused):
        limit(shire, first_on=first_on)


def test_a_limit_changes_once_a_day(shire):
    limit(shire)
    with pytest.raises(Refused):
        limit(shire, days=30)


def test_a_limit_is_taken_back_before_its_day_alone(shire):
    ahead = limit(shire)
    take_back_time_limit(limit_id=ahead.pk, **by(shire))
    assert days_of("look_back", county_id=shire.county.pk, on=TOMORROW) == 90
    with pytest.raises(Refused):
        take_back_time_limit(limit_id=TimeLimit.objects.get(code="look_back").pk, **by(shire))


@pytest.mark.parametrize("who", ["group", "officer", "party leader"])
def test_nobody_else_changes_them(shire, who):
    term = funds(shire)
    acts = [
        lambda: add_term(kind="type", name="Archives", nonce=make.nonce(), **by(shire, who)),
        lambda: use_term(term_id=term.pk, in_use=False, **by(shire, who)),
        lambda: set_time_limit(
            code="look_back", days=60, basis="Decision 3", first_on=TOMORROW, **by(shire, who)
        ),
        lambda: take_back_time_limit(
            limit_id=TimeLimit.objects.get(code="look_back").pk, **by(shire, who)
        ),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_the_same_limit_sent_twice_is_set_once(shire):
    assert limit(shire) == limit(shire)
    assert AuditEntry.objects.filter(action="time_limit.set").count() == 1


def test_a_limit_is_not_set_again_from_a_window_that_shows_the_one_before(shire):
    """A second row, two days on, from a page that did not know of the first."""
    seen = TimeLimit.objects.get(code="look_back").pk
    first = limit(shire, seen=seen)
    with pytest.raises(Refused, match="changed meanwhile"):
        limit(shire, days=30, first_on=TODAY + timedelta(days=3), seen=seen)
    assert limit(shire, days=30, first_on=TODAY + timedelta(days=3), seen=first.pk)


def test_taken_back_from_another_window_too_it_says_so(client, shire):
    ahead = limit(shire)
    address = reverse("time-limit-take-back", args=[ahead.pk])
    with time_machine.travel(NOW, tick=False):
        client.force_login(shire.people["office"])
        answers = [client.post(address) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    last = list(get_messages(answers[1].wsgi_request))[-1]
    assert last.level_tag == "error"
    assert AuditEntry.objects.filter(action="time_limit.take_back").count() == 1
    with pytest.raises(Refused, match="taken back already"):
        take_back_time_limit(limit_id=ahead.pk, **by(shire))
