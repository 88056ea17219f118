"""Who may read the text and files of a record, what the page says of it, and what is logged."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import translation

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.records.bodies.give import LONGEST, end_grant, give_grant
from responsibility.records.bodies.models import BodyGrant, BodyReading
from responsibility.records.bodies.read import read_body
from responsibility.records.bodies.readers import (
    READERS,
    READING_LASTS,
    readable,
    readers_in_words,
)
from responsibility.records.credits.confirm import confirm, decline
from responsibility.records.models import Credit, DutyRecord
from tests.make import (
    NOW,
    actor,
    join,
    make_holder,
    make_item,
    make_person,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.records.cast import lodge_as, make_cast

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WORDS = {
    "author": "whoever lodged it",
    "post": "the holder, members and clerks of the post",
    "others": "the other posts it counts for",
    "supervisor": "the discipline body that supervises the unit, at any time",
    "named": "whom the commission office has named",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    """A post's restricted and open record, an inspector who sees both, an office of two."""
    cast = make_cast()
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    _, cast.inspector = make_holder(body, Role.STATIONED_GROUP)
    office = make_unit(cast.county, kind="office")
    cast.office_post, cast.office = make_holder(office, Role.COMMISSION_OFFICE)
    cast.colleague = join(cast.office_post)
    item = make_item(cast.county, sensitivity="restricted")
    cast.sealed = lodge_as(cast.holder, make_task(cast.post, item))
    cast.plain = lodge_as(cast.holder, make_task(cast.post))
    return cast


def reads(user, record, at=NOW) -> bool:
    visible = DutyRecord.objects.visible_to(user, at=at)
    return readable(visible, user=user, at=at).filter(pk=record.pk).exists()


def give(cast, user=None, by=None, now=NOW, **over) -> BodyGrant:
    values = {"record_id": cast.sealed.pk, "first_on": TODAY, "last_on": TODAY, "basis": "No. 4"}
    return give_grant(
        user_id=(user or cast.inspector).pk, by=actor(by or cast.office), now=now, **values | over
    )


def open_body(user, record, now=NOW, purpose="To check the talk."):
    return read_body(by=actor(user), now=now, record_id=record.pk, purpose=purpose)


def logged() -> list[tuple[str, int]]:
    entries = AuditEntry.objects.filter(action__in=["record.read_body", "record.open_body"])
    return list(entries.order_by("pk").values_list("action", "user"))


# What the page says is what the code does


@pytest.fixture
def offered(cast):
    """A record that a colleague of the unit may confirm for the own post."""
    post, member = make_holder(cast.unit, Role.TEAM_MEMBER)
    record = lodge_as(cast.holder, make_task(cast.post))
    task = make_task(post)
    credit = Credit.objects.create(
        record=record, task=task, post=post, item_code=task.item_code, offered_at=NOW, awaits=True
    )
    return record, credit, member


def said(record) -> set[str]:
    """Which kinds of reader the page of the record names."""
    with translation.override("en"):
        text = readers_in_words(record)
    return {kind for kind, words in WORDS.items() if words in text}


def test_the_sentence_names_every_kind_of_reader_there_is_and_no_other(cast, offered):
    assert said(cast.plain) == {"author", "post", "supervisor", "named"}
    assert said(cast.sealed) == {"author", "post", "named"}
    assert said(offered[0]) == set(WORDS)


def test_each_kind_of_reader_that_is_named_reads_and_nobody_else(cast, offered):
    record, credit, member = offered
    clerk, author = join(cast.post, role="clerk"), make_person()
    for one in (cast.plain, cast.sealed, record):
        assert reads(cast.holder, one)
        assert reads(clerk, one)
        assert not reads(author, one)
        assert reads(cast.inspector, one) is ("supervisor" in said(one))
        assert reads(member, one) is ("others" in said(one))
        assert not reads(cast.office, one)
    assert len(READERS) == len(WORDS)


def test_whoever_confirms_may_read_before_and_after(cast, offered):
    record, credit, member = offered
    assert reads(member, record)
    confirm(by=actor(member), now=NOW, credit_id=credit.pk)
    assert reads(member, record)


def test_who_declined_reads_no_more(cast, offered):
    record, credit, member = offered
    decline(by=actor(member), now=NOW, credit_id=credit.pk, reason="Not mine.")
    assert not reads(member, record)
    assert "others" not in said(DutyRecord.objects.get(pk=record.pk))


def test_a_restricted_body_is_open_to_who_is_to_confirm_it(cast):
    post, member = make_holder(cast.unit, Role.TEAM_MEMBER)
    task = make_task(post)
    Credit.objects.create(
        record=cast.sealed, task=task, post=post, item_code=task.item_code, offered_at=NOW,
        awaits=True,
    )  # fmt: skip
    assert reads(member, cast.sealed)
    assert reads(join(post, role="clerk"), cast.sealed)
    assert not reads(join(post, role="clerk", grants=["log"]), cast.sealed)


@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_the_page_says_who_reads(client, cast, kind):
    client.force_login(cast.holder)
    client.cookies["django_language"] = "en"
    record = getattr(cast, kind)
    text = client.get(record.get_absolute_url()).text
    for kind_of_reader, words in WORDS.items():
        assert (words in text) is (kind_of_reader in said(record))


# What is logged


def test_every_reading_by_another_than_author_and_holder_is_logged(client, cast, offered):
    record, _credit, member = offered
    clerk = join(cast.post, role="clerk")
    for user, noted in [
        (cast.holder, False), (clerk, True), (cast.inspector, True), (member, True),
    ]:  # fmt: skip
        before = len(logged())
        client.force_login(user)
        client.get(record.get_absolute_url())
        assert logged()[before:] == [("record.read_body", user.pk)] * noted


def test_who_sees_the_face_alone_leaves_no_reading(client, cast):
    client.force_login(cast.office)
    client.get(cast.plain.get_absolute_url())
    assert logged() == []


def test_correcting_shows_the_text_and_is_a_reading(client, cast):
    clerk = join(cast.post, role="clerk")
    client.force_login(clerk)
    client.get(f"{cast.plain.get_absolute_url()}correct/")
    assert logged() == [("record.read_body", clerk.pk)]


def test_a_list_shows_no_text_whose_reading_would_be_logged(client, cast, offered):
    record, _credit, member = offered
    client.force_login(member)
    assert record.text not in client.get("/records/").text
    client.force_login(cast.holder)
    assert record.text in client.get("/records/").text


# Named grants


def test_a_grant_opens_a_body_for_a_purpose_and_a_while(cast):
    grant = give(cast, last_on=TODAY + timedelta(days=1))
    assert not reads(cast.inspector, cast.sealed)
    reading = open_body(cast.inspector, cast.sealed)
    assert (reading.grant, reading.purpose) == (grant, "To check the talk.")
    assert reads(cast.inspector, cast.sealed)
    assert not reads(cast.colleague, cast.sealed)
    assert not reads(cast.inspector, cast.sealed, at=NOW + READING_LASTS)
    assert logged() == [("record.open_body", cast.inspector.pk)]


def test_the_purpose_is_asked_before_the_text_is_shown(client, cast):
    give(cast)
    client.force_login(cast.inspector)
    client.cookies["django_language"] = "en"
    address = cast.sealed.get_absolute_url()
    asked = client.get(address).text
    assert cast.sealed.text not in asked
    assert "State the purpose" in asked
    assert logged() == []
    assert client.post(f"{address}read/", {"purpose": " "}).status_code == 422
    assert not BodyReading.objects.exists()
    answer = client.post(f"{address}read/", {"purpose": "To check the talk."}, follow=True)
    assert cast.sealed.text in answer.text
    person = cast.inspector.pk
    assert logged() == [("record.open_body", person), ("record.read_body", person)]


def test_those_it_belongs_to_see_who_read_and_why_others_do_not(client, cast):
    give(cast)
    open_body(cast.inspector, cast.sealed)
    address = cast.sealed.get_absolute_url()
    client.force_login(cast.holder)
    assert "To check the talk." in client.get(address).text
    client.force_login(cast.office)
    assert "To check the talk." not in client.get(address).text


@pytest.mark.parametrize("when", ["not yet", "over", "ended"])
def test_out_of_its_days_a_grant_allows_nothing(cast, when):
    tomorrow = NOW + timedelta(days=1)
    first, at = (tomorrow.date(), NOW) if when == "not yet" else (TODAY, tomorrow)
    grant = give(cast, first_on=first, last_on=first)
    if when == "ended":
        open_body(cast.inspector, cast.sealed)
        end_grant(grant_id=grant.pk, by=actor(cast.colleague), now=NOW)
        at = NOW
    assert not reads(cast.inspector, cast.sealed, at=at)
    with pytest.raises(PermissionDenied):
        open_body(cast.inspector, cast.sealed, now=at)


def test_a_grant_of_a_post_is_for_all_its_records_and_no_others(cast):
    other, _holder = make_holder(cast.unit, Role.TEAM_MEMBER)
    item = make_item(cast.county, sensitivity="restricted")
    elsewhere = lodge_as(_holder, make_task(other, item))
    give(cast, record_id=None, post_id=cast.post.pk)
    open_body(cast.inspector, cast.sealed)
    assert reads(cast.inspector, cast.sealed)
    with pytest.raises(PermissionDenied):
        open_body(cast.inspector, elsewhere)


def test_nobody_gives_to_themselves(cast):
    with pytest.raises(Refused, match=".") as refused:
        give(cast, user=cast.office)
    assert refused.value.field == "user"
    assert not BodyGrant.objects.exists()
    assert give(cast, user=cast.office, by=cast.colleague)


def test_the_database_holds_it_too(cast):
    grant = give(cast)
    with pytest.raises(DatabaseError, match="bodygrant_to_another_person"), transaction.atomic():
        BodyGrant.objects.create(
            county_id=grant.county_id, user=cast.office, record=cast.sealed, first_on=TODAY,
            last_on=TODAY, basis="x", given_by=cast.office, given_at=NOW,
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        BodyGrant.objects.filter(pk=grant.pk).update(last_on=TODAY + timedelta(days=9))


def test_nobody_decides_about_their_own_post(cast):
    join(cast.post, cast.office, role="clerk")
    with pytest.raises(Refused):
        give(cast)


def test_a_grant_is_for_who_sees_the_face(cast):
    with pytest.raises(Refused):
        give(cast, user=make_person(county=cast.county))


@pytest.mark.parametrize(
    "first, last, field",
    [
        (TODAY - timedelta(days=1), TODAY, "first_on"),
        (TODAY, TODAY - timedelta(days=1), "last_on"),
        (TODAY, TODAY + LONGEST + timedelta(days=1), "last_on"),
    ],
)
def test_its_days_are_ahead_in_order_and_not_too_many(cast, first, last, field):
    with pytest.raises(Refused) as refused:
        give(cast, first_on=first, last_on=last)
    assert refused.value.field == field


def test_the_same_is_not_given_twice(cast):
    give(cast)
    with pytest.raises(Refused):
        give(cast)
    assert BodyGrant.objects.count() == 1


def test_only_the_office_gives_and_ends(cast):
    with pytest.raises(ObjectDoesNotExist):
        give(cast, user=cast.inspector, by=cast.inspector)
    grant = give(cast)
    with pytest.raises(BodyGrant.DoesNotExist):
        end_grant(grant_id=grant.pk, by=actor(cast.inspector), now=NOW)
