"""How a county issues its papers: from a day on, with its basis, by its office."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from supervision.papers.change import set_paper_rule, take_back_paper_rule
from supervision.papers.rules import PaperRule, rule_of
from tests import make
from tests.make import NOW
from tests.supervision.demands import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AHEAD = date(2026, 10, 1)


@pytest.fixture
def shire():
    return play.shire()


def change(shire, who="office", **over) -> PaperRule:
    values = {"kind": "demand", "word": "督", "approved": False, "basis": "〔2026〕9号"}
    values |= {"first_on": AHEAD} | over
    return set_paper_rule(by=make.actor(shire.people[who]), now=NOW, **values)


def test_it_changes_from_a_day_on(shire):
    change(shire)
    county_id = shire.county.pk
    before = rule_of("demand", county_id=county_id, on=date(2026, 9, 30))
    after = rule_of("demand", county_id=county_id, on=AHEAD)
    assert [(rule.word, rule.approved) for rule in (before, after)] == [
        ("督办", True), ("督", False),
    ]  # fmt: skip
    assert AuditEntry.objects.get(action="paper_rule.set").after["word"] == "督"


@pytest.mark.parametrize(("over", "field"), [
    ({"first_on": NOW.date()}, "first_on"), ({"word": " "}, "word"), ({"basis": ""}, "basis"),
    ({"word": "x" * 21}, "word"),
])  # fmt: skip
def test_what_will_not_do_is_refused_at_its_field(shire, over, field):
    with pytest.raises(Refused) as refused:
        change(shire, **over)
    assert refused.value.field == field


def test_one_a_day_and_only_one_ahead_is_taken_back(shire):
    made = change(shire)
    assert change(shire) == made, "a second tap"
    with pytest.raises(Refused, match="on that day already"):
        change(shire, word="督字")
    by = make.actor(shire.people["office"])
    take_back_paper_rule(rule_id=made.pk, by=by, now=NOW)
    in_force = PaperRule.objects.get()
    with pytest.raises(Refused, match="in force"):
        take_back_paper_rule(rule_id=in_force.pk, by=by, now=NOW)


@pytest.mark.parametrize("who", ["group", "officer", "party leader"])
def test_only_the_office_changes_it(shire, who):
    with pytest.raises(PermissionDenied):
        change(shire, who)
