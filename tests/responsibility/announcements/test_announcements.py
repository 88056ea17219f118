"""Announcements: to whom, sent once, opened, reminded, taken back; who may."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.announcements.kind import ANNOUNCED, REMINDED, TAKEN_BACK
from responsibility.announcements.models import Announcement, AnnouncementReceipt
from responsibility.announcements.page.receipts import receipts_of
from responsibility.announcements.reach import people_called, reach_of
from responsibility.announcements.receive import confirm_read, note_opened
from responsibility.announcements.remind import remind_missing
from responsibility.announcements.send import send_at_once, send_due
from responsibility.announcements.take_back import take_back
from responsibility.announcements.waiting import announcements_on_desk
from responsibility.announcements.write import write_announcement
from responsibility.organisation.posts.models import Post
from responsibility.tasks.dispatches.dispatch import UNDO
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def county():
    county = make.make_county()
    county.bodies = [make.make_unit(county, f"Body {number}") for number in range(3)]
    county.heads = [make.make_holder(unit)[1] for unit in county.bodies]
    return county


@pytest.fixture
def by(county):
    office = make.make_unit(county, kind="office")
    return make.actor(make.make_holder(office, Role.COMMISSION_OFFICE)[1])


def leading(**where):
    return list(Post.objects.filter(role_kind__code=Role.PRINCIPAL_OFFICER, **where))


def write(by, county, **over) -> Announcement:
    values = {
        "now": NOW, "nonce": make.nonce(), "county_id": county.pk, "title": "On watch",
        "text": "Somebody is there at all times.", "posts": leading(),
    }  # fmt: skip
    return write_announcement(by=by, **values | over)


def sent(by, county, **over) -> Announcement:
    one = write(by, county, **over)
    send_due(now=one.goes_at)
    one.refresh_from_db()
    return one


def stages() -> list[str]:
    return sorted(Reminder.objects.values_list("stage", flat=True))


def test_until_its_time_nobody_hears_of_it_and_then_it_goes_once(by, county):
    one = write(by, county)
    assert send_due(now=NOW + UNDO - timedelta(seconds=1)) == 0
    assert not AnnouncementReceipt.objects.exists() and not stages()
    assert [send_due(now=NOW + UNDO), send_due(now=NOW + UNDO)] == [1, 0]
    assert stages() == [ANNOUNCED] * 3
    one.refresh_from_db()
    assert one.stands and not Task.objects.exists()


def test_taken_back_in_time_it_never_was(by, county):
    one = write(by, county)
    take_back(by=by, now=NOW + UNDO, announcement_id=one.pk)
    assert send_due(now=NOW + make.days(1)) == 0
    assert not AnnouncementReceipt.objects.exists() and not stages()


def test_a_person_of_several_posts_and_named_besides_has_one_receipt(by, county):
    head = county.heads[0]
    make.appoint(make.make_post(county.bodies[1], "deputy"), head)
    one = sent(by, county, posts=list(Post.objects.exclude(unit__kind="office")), people=[head])
    assert one.receipts.filter(person=head).count() == 1
    assert one.receipts.count() == 3


def test_whoever_sends_it_to_everybody_has_no_receipt(by, county):
    one = sent(by, county, posts=list(Post.objects.all()))
    assert not one.receipts.filter(person=by.user).exists()


def test_opening_is_the_receipt_and_the_first_stays(by, county):
    one = sent(by, county)
    head = make.actor(county.heads[0])
    for hours in (1, 2):
        note_opened(by=head, now=NOW + timedelta(hours=hours), announcement_id=one.pk)
    assert one.receipts.get(person=head.user).opened_at == NOW + timedelta(hours=1)
    assert note_opened(by=by, now=NOW, announcement_id=one.pk) is None
    with pytest.raises(AnnouncementReceipt.DoesNotExist):
        confirm_read(by=by, now=NOW, announcement_id=one.pk)


@pytest.mark.parametrize(
    "asks, opened, read, on_desk, missing",
    [
        (False, False, False, True, 3),
        (False, True, False, False, 2),
        (True, True, False, True, 3),
        (True, True, True, False, 2),
    ],
)
def test_what_still_waits_for_the_recipient(by, county, asks, opened, read, on_desk, missing):
    one = sent(by, county, asks_reading=asks)
    head = make.actor(county.heads[0])
    if opened:
        note_opened(by=head, now=NOW, announcement_id=one.pk)
    if read:
        confirm_read(by=head, now=NOW, announcement_id=one.pk)
    assert bool(announcements_on_desk(user=head.user, now=NOW)) is on_desk
    assert receipts_of(one, now=NOW).missing == missing


def test_confirming_where_nobody_asks_is_refused(by, county):
    one = sent(by, county)
    with pytest.raises(Refused, match="enough"):
        confirm_read(by=make.actor(county.heads[0]), now=NOW, announcement_id=one.pk)


def test_only_those_who_are_missing_are_reminded_once_a_day(by, county):
    one = sent(by, county)
    note_opened(by=make.actor(county.heads[0]), now=NOW, announcement_id=one.pk)
    later = NOW + timedelta(hours=1)
    assert remind_missing(by=by, now=later, announcement_id=one.pk) == 2
    with pytest.raises(Refused, match="already"):
        remind_missing(by=by, now=later, announcement_id=one.pk)
    assert remind_missing(by=by, now=later + make.days(1), announcement_id=one.pk) == 2
    assert stages().count(REMINDED) == 4


def test_a_message_about_what_was_opened_meanwhile_is_not_written(by, county):
    one = sent(by, county)
    note_opened(by=make.actor(county.heads[0]), now=NOW, announcement_id=one.pk)
    gather(now=NOW + UNDO)
    told = set(Message.objects.values_list("recipient", flat=True))
    assert told == {head.pk for head in county.heads[1:]}


def test_taken_back_later_each_recipient_gets_one_correcting_message(by, county):
    one = sent(by, county, asks_reading=True)
    with pytest.raises(Refused) as refusal:
        take_back(by=by, now=NOW, announcement_id=one.pk, reason=" ")
    assert refusal.value.field == "reason"
    take_back(by=by, now=NOW, announcement_id=one.pk, reason="The day is wrong.")
    assert stages().count(TAKEN_BACK) == 3
    head = make.actor(county.heads[0])
    assert announcements_on_desk(user=head.user, now=NOW) == []
    assert list(Announcement.objects.visible_to(head.user, at=NOW)) == [one]
    for verb, words in ((take_back, "already"), (remind_missing, "nobody is reminded")):
        with pytest.raises(Refused, match=words):
            verb(by=by, now=NOW, announcement_id=one.pk)
    with pytest.raises(Refused, match="nothing more"):
        confirm_read(by=head, now=NOW, announcement_id=one.pk)


def test_a_vacant_post_is_listed_as_reaching_nobody(by, county):
    make.make_post(county.bodies[0], "vacant_role")
    one = sent(by, county, posts=list(Post.objects.filter(role_kind__code="vacant_role")))
    found = receipts_of(one, now=NOW)
    # its principal officer stands in for it
    assert [receipt.person for receipt in one.receipts.all()] == [county.heads[0]]
    assert found.vacant == []
    alone = make.make_post(make.make_unit(county), "vacant_role")
    another = sent(by, county, posts=[alone])
    assert receipts_of(another, now=NOW).vacant == [alone]


def test_who_sends_to_whom(by, county):
    """The office to all of the county, a body to whom it supervises, a principal to the unit."""
    group = make.make_unit(county, kind="discipline")
    make.supervise(group, county.bodies[0])
    post = make.make_post(group, Role.STATIONED_GROUP)
    inspector = make.join(post, role="head", grants=["log", "view", "urge"])
    without_grant = make.join(post, role="member", grants=["log", "view"])
    member, somebody = make.make_holder(county.bodies[0], Role.TEAM_MEMBER)
    head = county.heads[0]
    own, other = leading(unit=county.bodies[0]), leading(unit=county.bodies[1])
    elsewhere = make.make_holder(make.make_unit(make.make_county("Qingshan")))[0]
    for user, posts, may in [
        (by.user, [*own, *other], True), (by.user, [elsewhere], False),
        (inspector, own, True), (inspector, [member], True), (inspector, other, False),
        (without_grant, own, False),
        (head, [member], True), (head, own, False), (head, other, False),
        (somebody, own, False),
    ]:  # fmt: skip
        if may:
            assert write(make.actor(user), county, posts=posts).posts.count() == len(posts)
        else:
            with pytest.raises(PermissionDenied):
                write(make.actor(user), county, posts=posts)


def test_who_sees_and_manages_it(by, county):
    group = make.make_unit(county, kind="discipline")
    make.supervise(group, county.bodies[0])
    inspector = make.make_holder(group, Role.STATIONED_GROUP)[1]
    Post.objects.get(unit=group).memberships.update(grants=["log", "view", "urge"])
    one = sent(make.actor(inspector), county, posts=leading(unit=county.bodies[0]))
    sees = {
        user.pk: Announcement.objects.visible_to(user, at=NOW).filter(pk=one.pk).exists()
        for user in (inspector, by.user, *county.heads)
    }
    assert list(sees.values()) == [True, True, True, False, False]
    with pytest.raises(Announcement.DoesNotExist):
        take_back(by=make.actor(county.heads[0]), now=NOW, announcement_id=one.pk, reason="No.")


@pytest.mark.parametrize(
    "typed, found",
    [
        ("Wu Min", ["Wu Min"]),
        ("W1\u3001Li Qiang", ["Wu Min", "Li Qiang"]),
        (" W1 ,\nWu Min", ["Wu Min"]),
        ("Zhang Wei", "staff number: Zhang Wei"),
        ("Z2", ["Zhang Wei"]),
        ("Nobody", "is called: Nobody"),
        ("", []),
    ],
)
def test_people_by_name(by, county, typed, found):
    for number, name in (("W1", "Wu Min"), ("L1", "Li Qiang"), ("Z1", "Zhang Wei"),
                         ("Z2", "Zhang Wei")):  # fmt: skip
        person = make.make_person(name, staff_number=number)
        make.appoint(make.make_post(county.bodies[0], "deputy"), person)
    if isinstance(found, list):
        called = people_called(typed, user=by.user, at=NOW)
        assert sorted(person.name for person in called) == sorted(found)
        return
    with pytest.raises(Refused, match=found) as refusal:
        people_called(typed, user=by.user, at=NOW)
    assert refusal.value.field == "people"


def test_nobody_chosen_is_refused_and_the_same_form_writes_once(by, county):
    with pytest.raises(Refused, match="whom"):
        write(by, county, posts=[])
    nonce = make.nonce()
    assert write(by, county, nonce=nonce) == write(by, county, nonce=nonce)
    with pytest.raises(Refused, match="other words"):
        write(by, county, nonce=nonce, title="Off watch")


def test_the_number_told_is_that_of_the_receipts(by, county):
    posts = Post.objects.filter(role_kind__code=Role.PRINCIPAL_OFFICER)
    counted = reach_of(posts, [], at=NOW)
    assert counted.people == sent(by, county).receipts.count()


def test_what_was_sent_stays_as_it_was_written(by, county):
    one = sent(by, county)
    receipt = one.receipts.first()
    for change in (
        lambda: Announcement.objects.filter(pk=one.pk).update(text="Other."),
        lambda: AnnouncementReceipt.objects.filter(pk=receipt.pk).update(person=by.user),
        lambda: AnnouncementReceipt.objects.filter(pk=receipt.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_is_sent_at_once_but_once(by, county):
    one = write(by, county)
    send_at_once(by=by, now=NOW, announcement_id=one.pk)
    with pytest.raises(Refused, match="does not wait"):
        send_at_once(by=by, now=NOW, announcement_id=one.pk)
    assert one.receipts.count() == 3
