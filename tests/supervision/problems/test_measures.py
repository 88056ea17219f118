"""Measures of a rectification: what the page offers is what the verb does."""

import pytest

from pages.refused import Refused
from supervision.problems.measures import drop_measure
from supervision.problems.page import ProblemPage
from tests.make import NOW
from tests.supervision.problems import play
from tests.supervision.problems.play import act, assign, enter, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_a_measure_that_was_reported_on_stays_and_the_page_offers_no_other(shire):
    problem = enter(shire)
    assign(shire, problem)
    measure = play.lay(shire, problem)
    rows = ProblemPage.of(fresh(problem), user=shire.people["officer"], now=NOW).measures
    assert [row.may_be_dropped for row in rows] == [True]
    play.report(shire, problem, measure)
    rows = ProblemPage.of(fresh(problem), user=shire.people["officer"], now=NOW).measures
    assert [row.may_be_dropped for row in rows] == [False]
    with pytest.raises(Refused, match="reported on"):
        act(drop_measure, shire, "officer", problem, measure_id=measure.pk, reason="No.")
