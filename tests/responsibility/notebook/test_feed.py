"""The secret address: who reads what by it and until when; given, given anew, ended."""

from datetime import date

import pytest
import time_machine
import vobject
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.lists.models import DutyItem
from responsibility.notebook.feed.entries import owner_of
from responsibility.notebook.feed.issue import issue_feed, revoke_feed
from responsibility.notebook.feed.models import CalendarFeed
from responsibility.organisation.account_changes.models import AccountChange
from responsibility.organisation.people.models import User
from tests import make
from tests.make import NOW, at, days

pytestmark = pytest.mark.django_db
AHEAD = {
    "opens_at": at("2026-09-25 00:00"),
    "warns_at": at("2026-09-28 00:00"),
    "lamp_since": at("2026-07-01 00:00"),
}
DONE = {"done": 1, "fulfilled_at": at("2026-09-10 09:00"), "lamp": "green"}


@pytest.fixture
def unit():
    return make.make_unit(make.make_county())


@pytest.fixture
def holder(unit):
    unit.post, user = make.make_holder(unit)
    return user


def issue(user, nonce=None, now=NOW) -> str:
    return issue_feed(nonce=nonce or make.nonce(), by=make.actor(user), now=now)


def read(secret: str, *, now=NOW, **headers):
    with time_machine.travel(now, tick=False):
        return Client().get(reverse("calendar-feed"), {"key": secret}, headers=headers)


def titles(secret: str, *, now=NOW) -> list[str]:
    calendar = vobject.readOne(read(secret, now=now).content.decode())
    return [event.summary.value for event in getattr(calendar, "vevent_list", [])]


def acts() -> list[str]:
    rows = AuditEntry.objects.filter(kind="calendarfeed").order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_the_person_is_told_of_each_address(holder):
    """An address is made in somebody's name where a device stood open: its owner hears of it."""
    make.make_person("Auditor", is_auditor=True)
    nonce = make.nonce()
    for _time in range(2):
        issue(holder, nonce)
    issue(holder)
    changes = AccountChange.objects.filter(user=holder, change="feed_made")
    owed = Reminder.objects.filter(kind=AccountChange.matter_kind)
    assert changes.count() == 2
    assert {(each.deadline_id, each.recipient_id) for each in owed} == {
        (change.pk, holder.pk) for change in changes
    }


def test_who_has_the_address_reads_the_deadlines(unit, holder):
    task = make.make_task(unit.post)
    answer = read(issue(holder))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    [event] = vobject.readOne(answer.content.decode()).vevent_list
    assert event.summary.value == task.title
    assert event.dtstart.value == task.due_on
    assert event.uid.value == f"task-{task.pk}@testserver"
    assert event.description.value == f"{unit.name} · {unit.post.title}"
    assert event.url.value == f"http://testserver{task.get_absolute_url()}"


def test_it_is_sent_again_only_where_something_changed(unit, holder):
    task, secret = make.make_task(unit.post), issue(holder)
    tag = read(secret).headers["ETag"]
    again = read(secret, now=NOW + days(1), if_none_match=tag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    type(task).objects.filter(pk=task.pk).update(**DONE, lamp_since=DONE["fulfilled_at"])
    assert read(secret, if_none_match=tag).status_code == 200
    assert titles(secret) == [f"Done: {task.title}"] or titles(secret) == [f"已履责：{task.title}"]


def restricted(unit):
    category = make.make_category("C07", 7)
    sensitivity = DutyItem.Sensitivity.RESTRICTED
    item = make.make_item(unit.county, text="隐", category=category, sensitivity=sensitivity)
    return make.make_task(unit.post, item)


SHOWN = {
    "restricted": (restricted, ["C07"]),
    "not open": (lambda u: make.make_task(u.post, **AHEAD), []),
    "long done": (
        lambda u: make.make_task(
            u.post, due_on=date(2026, 6, 23), late_at=at("2026-06-24 00:00"), **DONE | {
                "fulfilled_at": at("2026-06-20 00:00"), "lamp_since": at("2026-06-20 00:00")
            },
            opens_at=at("2026-04-01 00:00"), warns_at=at("2026-06-16 00:00"),
        ),
        [],
    ),
    "exempt": (
        lambda u: make.make_task(u.post, exempt=True, lamp="exempt"),
        [],
    ),
    "another post": (lambda u: make.make_task(make.make_post(u)), []),
}  # fmt: skip


@pytest.mark.parametrize("what", SHOWN)
def test_what_stands_in_it(unit, holder, what):
    make_one, shown = SHOWN[what]
    make_one(unit)
    assert titles(issue(holder)) == shown


def test_a_clerk_and_a_member_have_their_own(unit, holder):
    clerk, member = make.join(unit.post, role="clerk"), make.make_holder(unit, "team_member")[1]
    make.make_task(unit.post)
    assert [len(titles(issue(person))) for person in (holder, clerk, member)] == [1, 1, 0]


def test_it_follows_the_post_from_the_day_of_the_transfer(unit):
    post, last = make.make_post(unit), date(2026, 9, 25)
    former, next_one = make.appoint(post, end=last), make.appoint(post, start=last)
    make.join(make.make_post(unit, "party_committee"), next_one)
    make.make_task(post)
    secrets = [issue(former), issue(next_one)]
    before, after = at("2026-09-24 23:59:59"), at("2026-09-25 00:00")
    assert [len(titles(secret, now=before)) for secret in secrets] == [1, 0]
    assert [len(titles(secret, now=after)) for secret in secrets] == [0, 1]


def test_unknown_ended_and_of_a_closed_account_are_the_same(unit, holder):
    make.make_task(unit.post)
    former, member = issue(holder), make.make_holder(unit, "team_member")[1]
    secret = issue(holder)
    gone = issue(member)
    User.objects.filter(pk=member.pk).update(is_active=False)
    answers = [read(key) for key in ("", "x", "é" * 64, "0" * 64, former, gone, secret[:-1])]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {b""}
    assert len(titles(secret)) == 1
    revoke_feed(by=make.actor(holder), now=NOW)
    assert read(secret).status_code == 404


def test_a_double_tap_gives_one_and_the_same(unit, holder):
    nonce = make.nonce()
    assert issue(holder, nonce) == issue(holder, nonce)
    assert acts() == ["feed.issue"]
    assert issue(holder) != issue(holder)
    assert acts() == ["feed.issue", *["feed.revoke", "feed.issue"] * 2]
    assert CalendarFeed.objects.in_force().count() == 1
    with pytest.raises(Refused):
        issue(holder, nonce)


def test_the_number_of_a_form_is_its_persons_own(unit, holder):
    other, nonce = make.make_holder(unit, "team_member")[1], make.nonce()
    assert issue(holder, nonce) != issue(other, nonce)


def test_nothing_is_kept_by_which_it_could_be_read(unit, holder):
    nonce = make.nonce()
    secret = issue(holder, nonce)
    assert len(secret) == 64 and owner_of(secret) == holder
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(f)::text FROM responsibility_calendarfeed f")
        kept = cursor.fetchone()[0]
    assert secret not in kept and str(nonce) not in kept and owner_of(kept[:64]) is None
    assert secret not in str(AuditEntry.objects.values())


def test_it_costs_no_more_for_many(unit, holder):
    secret, counts = issue(holder), []
    for more in (2, 18):
        for _each in range(more):
            make.make_task(unit.post)
        with CaptureQueriesContext(connection) as asked:
            assert read(secret).status_code == 200
        counts.append(len(asked))
    assert counts == [4, 4]


def test_ending_is_for_who_has_one_and_stays(unit, holder):
    with pytest.raises(Refused):
        revoke_feed(by=make.actor(holder), now=NOW)
    issue(holder)
    revoke_feed(by=make.actor(holder), now=NOW)
    assert acts() == ["feed.issue", "feed.revoke"]
    feeds = CalendarFeed.objects.all()
    for change in (lambda: feeds.update(revoked_at=None), lambda: feeds.delete()):
        with pytest.raises(Exception, match=r"kept|never"), transaction.atomic():
            change()


def test_a_person_has_one_at_a_time(unit, holder):
    issue(holder)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=holder, digest="x", issued_at=NOW)


def test_the_page_shows_the_address_once(client, unit, holder):
    client.force_login(holder)
    with time_machine.travel(NOW):
        page = client.get(reverse("feed"))
        nonce = page.context["form"]["nonce"].value()
        for _tap in range(2):
            answer = client.post(reverse("feed-issue"), {"nonce": nonce})
            address = answer.context["address"]
            assert address in answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]
        assert address.partition("key=")[2] not in client.get(reverse("feed")).content.decode()
