"""Who is to review a submitted list hears of it, and who drafted it of its return; a place is one
item's."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from alerts.reminders.models import Reminder
from responsibility.lists.models import DutyItem
from responsibility.lists.versions.edit import add_item
from responsibility.lists.versions.kind import RETURNED, SUBMITTED
from responsibility.lists.versions.order import put_back_item, remove_item
from responsibility.lists.versions.review import publish_version, send_back, submit
from responsibility.lists.versions.waiting import (
    still_returned,
    under_review,
    versions_on_desk,
)
from tests.make import NOW, actor, make_county, make_holder, make_item, make_unit

pytestmark = pytest.mark.django_db
LATER = NOW.replace(hour=15)


@pytest.fixture
def county() -> Any:
    county: Any = make_county()
    office = make_unit(county, kind="office")
    county.writer = make_holder(office, "commission_office")[1]
    county.reviewers = [make_holder(office, "commission_office")[1] for _ in range(2)]
    county.draft = make_item(county).duty_list
    for _ in range(4):
        make_item(county)
    add_item(list_id=county.draft.pk, values=words(county, "A new one"), **by(county))
    return county


def words(county, text):
    category = county.draft.items.first().category_id
    return {"text": text, "category_id": category, "cadence": "yearly", "due_rule": "period_end"}


def by(county, user=None, now=NOW):
    return {"by": actor(user or county.writer), "now": now}


def told(stage) -> list[int]:
    reminders = Reminder.objects.filter(stage=stage)
    return list(reminders.order_by("pk").values_list("recipient", flat=True))


def test_whoever_may_review_it_hears_of_it_and_nobody_who_worked_on_it(county):
    submit(list_id=county.draft.pk, **by(county))
    assert told(SUBMITTED) == [reviewer.pk for reviewer in county.reviewers]
    assert list(under_review([county.draft.pk], kind="", at=NOW)) == [county.draft.pk]
    for reviewer in county.reviewers:
        (line,) = versions_on_desk(user=reviewer, now=NOW)
        assert line.address.endswith(f"/{county.draft.pk}/edit/")
    assert versions_on_desk(user=county.writer, now=NOW) == []


def test_who_drafted_it_hears_of_the_return_each_time(county):
    reviewer = county.reviewers[0]
    for at in (NOW, LATER):
        submit(list_id=county.draft.pk, **by(county, now=at))
        send_back(list_id=county.draft.pk, reason="Say who does it.", **by(county, reviewer, at))
    assert told(RETURNED) == [county.writer.pk] * 2
    assert len(told(SUBMITTED)) == 4
    (line,) = versions_on_desk(user=county.writer, now=LATER)
    assert "Say who does it." in line.detail
    assert list(still_returned([county.draft.pk], kind="", at=LATER)) == [county.draft.pk]
    assert list(under_review([county.draft.pk], kind="", at=LATER)) == []


def test_published_it_waits_for_nobody(county):
    submit(list_id=county.draft.pk, **by(county))
    numbered = {"document_number": "No. 3", "committee": "C"}
    publish_version(list_id=county.draft.pk, **numbered, **by(county, county.reviewers[0]))
    assert versions_on_desk(user=county.reviewers[1], now=NOW) == []
    assert list(under_review([county.draft.pk], kind="", at=NOW)) == []


def places(county) -> dict[int, str]:
    items = county.draft.items.order_by("position")
    return {item.position: item.code for item in items}


def test_put_back_no_two_items_stand_at_one_place(county):
    """The last one is taken out, another added in its place, and it is put back."""
    last = county.draft.items.order_by("position").last()
    remove_item(item_id=last.pk, **by(county))
    added = add_item(list_id=county.draft.pk, values=words(county, "Another"), **by(county))
    put_back_item(list_id=county.draft.pk, code=last.code, **by(county))
    assert len(places(county)) == county.draft.items.count()
    assert list(places(county).values())[-2:] == [last.code, added.code]


def test_where_another_stands_at_its_place_by_now_it_stands_before_that(county):
    first, second, *_others = county.draft.items.order_by("position")
    remove_item(item_id=first.pk, **by(county))
    DutyItem.objects.filter(pk=second.pk).update(position=first.position)
    put_back_item(list_id=county.draft.pk, code=first.code, **by(county))
    assert list(places(county).values())[:2] == [first.code, second.code]


def test_the_database_refuses_a_place_twice(county):
    first, second, *_others = county.draft.items.order_by("position")
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyItem.objects.filter(pk=second.pk).update(position=first.position)
        connection.check_constraints()
