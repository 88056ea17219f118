"""The versions of lists in a county to try: each state, and a difference to read."""

import pytest

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from responsibility.lists.models import DutyList
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.lists.versions.states import State, state_of
from responsibility.tasks.editor.demonstrate import demonstrate
from responsibility.tasks.editor.difference.compare import compare
from responsibility.tasks.publishing.publish import publish
from tests.make import NOW, START, make_county, make_holder, make_unit

pytestmark = pytest.mark.django_db


def test_a_version_under_review_one_returned_and_one_published():
    load_kinds()
    county = make_county()
    load_county_lists(county=county, now=NOW)
    office = make_unit(county, kind="office")
    people = {name: make_holder(office, "commission_office")[1] for name in ("office", "office2")}
    make_holder(make_unit(county), "principal_officer")
    for duty_list in DutyList.objects.all():
        publish(duty_list_id=duty_list.pk, year=NOW.year, by=None, now=NOW)
    demonstrate(Trial(county.pk, START, NOW, people, {}, NAMES))
    drafts = DutyList.objects.filter(version=2).select_related("source")
    states = {state_of(draft) for draft in drafts}
    assert states == {State.SUBMITTED, State.RETURNED, State.PUBLISHED}
    for draft in drafts:
        found = compare(draft.source, draft, now=NOW, post=None)
        assert {"added", "gone", "changed"} <= set(found.counts)
