"""What the page of a person's facts leaves out it says; how many records and cards there are."""

import pytest
from django.urls import reverse

from supervision.facts.page import FactsPage
from tests.dashboards.county import owe
from tests.make import NOW
from tests.responsibility.records.cast import lodge_as
from tests.supervision.objections import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def shire():
    return play.shire()


def facts(shire, user="officer", **more):
    return FactsPage.of(shire.people["officer"], user=shire.people[user], now=NOW, **more)


def test_of_many_late_ones_the_page_says_how_many_more(shire):
    for _time in range(3):
        play.red(shire)
    page = facts(shire, most=2)
    assert (len(page.late), page.more) == (2, 1)
    whole = facts(shire, most=None)
    assert (len(whole.late), whole.more) == (3, 0)


def test_the_way_to_all_of_them_stands_on_the_page(client, shire):
    for _time in range(13):
        play.red(shire)
    client.force_login(shire.people["officer"])
    page = client.get(reverse("facts-own")).content.decode()
    assert 'href="?late=all#h-late"' in page
    whole = client.get(reverse("facts-own") + "?late=all").content.decode()
    assert "#h-late" not in whole


def test_records_and_cards_are_counted_as_far_as_one_may_see(shire):
    officer = shire.people["officer"]
    lodge_as(officer, owe(shire.posts[play.HEAD]), happened_on=NOW.date())
    own, seen = facts(shire).counts, facts(shire, user="group").counts
    assert (own.records, own.cards, own.received) == (1, 0, 0)
    assert (seen.records, seen.cards) == (1, None)
    assert facts(shire, user="office").counts.cards == 0
