"""Lists revised within the year, and individual items, in a county to try: each state."""

import pytest

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from responsibility.lists.models import DutyList
from responsibility.lists.revisions import Revision
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.tasks.models import Task
from responsibility.tasks.proposals.demonstrate import demonstrate as propose_some
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.publishing.publish import publish
from responsibility.tasks.revising.demonstrate import demonstrate as revise_some
from tests.make import NOW, START, at, make_county, make_holder, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial():
    load_kinds()
    county = make_county()
    load_county_lists(county=county, now=NOW)
    office = make_unit(county, kind="office")
    people = {name: make_holder(office, "commission_office")[1] for name in ("office", "office2")}
    people["official"] = make_holder(make_unit(county), "principal_officer")[1]
    for duty_list in DutyList.objects.all():
        make_holder(make_unit(county), duty_list.role_kind.code)
        publish(duty_list_id=duty_list.pk, year=2026, by=None, now=at("2026-01-01 08:00"))
    return Trial(county.pk, START, NOW, people, {}, NAMES)


def test_one_revision_in_force_and_one_that_waits(trial):
    revise_some(trial)
    done, waiting = Revision.objects.order_by("first_on")
    assert (done.made > 0, done.changed > 0, done.withdrawn > 0) == (True, True, True)
    assert waiting.waits
    new = done.duty_list.items.order_by("position").last()
    assert Task.objects.get(item=new).required == 2  # of four, from late in September


def test_a_proposal_in_each_state(trial):
    propose_some(trial)
    states = sorted(proposal.state for proposal in ItemProposal.objects.all())
    assert states == ["approved", "returned", "taken_back", "waiting"]
    assert Task.objects.filter(task_kind="individual", dispatch__isnull=False).count() == 1
