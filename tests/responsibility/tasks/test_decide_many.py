"""Deciding on several requests for an extension at once: each refusal said, the others decided."""

import pytest
from django.core.exceptions import PermissionDenied

from alerts.decisions.extend import ask_extension
from alerts.decisions.models import Extension
from pages.refused import Refused
from responsibility.owed.extensions.decide_many import decide_many
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def requests():
    """Three requests to the office of a county, by three officers, for a week, two, three."""
    county = make.make_county()
    office = make.make_unit(county, kind="office")
    by = actor(make.make_holder(office, "commission_office")[1])
    found = []
    for weeks in (1, 2, 3):
        post, holder = make.make_holder(make.make_unit(county))
        task = make.make_task(post, make.make_item(county))
        found.append(ask_extension(
            by=actor(holder), now=NOW, deadline=task, reason="The audit comes first.",
            wanted_on=task.due_on + make.days(7 * weeks),
        ))  # fmt: skip
    return by, found


def test_each_is_granted_the_day_it_asks_for(requests):
    by, found = requests
    decided = decide_many(by=by, now=NOW, extension_ids=[one.pk for one in found], granted=True)
    assert len(decided.done) == 3 and not decided.refused
    days = {one.deadline_id: one.wanted_on for one in found}
    for task in Task.objects.filter(pk__in=days):
        assert task.due_on >= days[task.pk]  # moved past days off


def test_what_cannot_be_decided_says_why_and_the_others_are(requests):
    by, (first, second, third) = requests
    later = NOW + (third.wanted_on - first.wanted_on)  # the first one's day is over
    ids = [first.pk, second.pk, third.pk]
    decided = decide_many(by=by, now=later + make.days(10), extension_ids=ids, granted=True)
    assert first.pk in decided.refused and "not over" in decided.refused[first.pk]
    first.refresh_from_db()
    assert first.waits
    assert {one.pk for one in decided.done} == set(ids) - decided.refused.keys()


def test_a_refusal_of_all_without_a_reason_changes_nothing(requests):
    by, found = requests
    ids = [one.pk for one in found]
    with pytest.raises(Refused, match="reason"):
        decide_many(by=by, now=NOW, extension_ids=ids, granted=False)
    assert Extension.objects.waiting().count() == 3
    decide_many(by=by, now=NOW, extension_ids=ids, granted=False, answer="All must report.")
    assert set(Extension.objects.values_list("answer", "granted")) == {("All must report.", False)}


def test_one_that_another_decides_on_stops_all(requests):
    by, found = requests
    holder = Task.objects.get(pk=found[0].deadline_id).post.appointments.get().user
    with pytest.raises((PermissionDenied, Extension.DoesNotExist)):
        decide_many(
            by=actor(holder), now=NOW, extension_ids=[one.pk for one in found], granted=True
        )
    assert Extension.objects.waiting().count() == 3


@pytest.mark.parametrize("ids", [[], range(1, 300)], ids=["none", "too many"])
def test_how_many_at_once(requests, ids):
    by, _found = requests
    with pytest.raises(Refused, match="at least one"):
        decide_many(by=by, now=NOW, extension_ids=ids, granted=True)
