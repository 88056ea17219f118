"""Who goes where and who follows, in one act; taken back as one act."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.tasks.models import Task
from responsibility.tasks.transfers.models import Transfer
from responsibility.tasks.transfers.plan import Plan
from responsibility.tasks.transfers.restore import restore_transfer
from responsibility.tasks.transfers.take_back import take_back_transfer
from responsibility.tasks.transfers.transfer import transfer
from tests import make
from tests.make import NOW, days
from tests.responsibility.organisation.conftest import build_county

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY, FIRST = NOW.date(), date(2026, 10, 1)
BEFORE = FIRST - days(1)


@pytest.fixture
def county(db):
    """Zhou heads the bureau and its committee, Qin the water bureau; Gu is Zhou's deputy."""
    county = build_county("Lan")
    county.water = make.make_unit(county.branch, "Water")
    county.other_head = make.make_post(county.water, title="Head of water")
    county.deputy = make.make_post(county.bureau, "team_member", "Deputy")
    people = {name: make.make_person(name, county=county.unit) for name in ("Zhou", "Qin", "Gu")}
    county.zhou, county.qin, county.gu = people.values()
    make.appoint(county.head, county.zhou)
    make.appoint(county.deputy, county.gu)
    make.join(county.committee, county.zhou, role="head", grants=["approve", "log", "view"])
    county.clerk = make.join(county.head, make.make_person("Meng", county=county.unit), "clerk")
    return county


def held(county) -> Appointment:
    return Appointment.objects.select_related("post__unit", "user").get(
        post=county.head, user=county.zhou
    )


def go(county, **over) -> Transfer:
    given = {
        "appointment_id": held(county).pk, "post_id": county.other_head.pk,
        "follower_id": county.gu.pk, "first_on": FIRST, "basis": "No. 86",
    }  # fmt: skip
    return transfer(by=county.by, now=NOW, **given | over)


def in_post(post, on) -> str:
    return names(InOffice.of([post.pk]).on(post.pk, on))


def everything() -> dict:
    """All that holds: what a transfer and its taking back must leave as it was."""
    rows = [*Appointment.objects.kept(), *Membership.objects.kept()]
    return {(type(row).__name__, row.pk): row.period for row in rows}


def test_goes_follows_and_makes_room_on_one_day(county):
    make.appoint(county.other_head, county.qin)
    made = go(county, ends=[Appointment.objects.get(user=county.gu).pk])
    assert [in_post(county.head, on) for on in (BEFORE, FIRST)] == ["Zhou", "Gu"]
    assert [in_post(county.other_head, on) for on in (BEFORE, FIRST)] == ["Qin", "Zhou"]
    assert [in_post(county.deputy, on) for on in (BEFORE, FIRST)] == ["Gu", "(vacant)"]
    assert {row.basis for row in Appointment.objects.filter(period__startswith=FIRST)} == {"No. 86"}
    assert [made.steps.filter(began=began).count() for began in (True, False)] == [2, 4]
    noted = AuditEntry.objects.get(action="transfer.make")
    assert (noted.after["follower"], noted.after["basis"]) == (county.gu.pk, "No. 86")


def test_what_is_not_ticked_goes_on(county):
    go(county)
    assert in_post(county.deputy, FIRST) == "Gu"


@pytest.mark.parametrize("first_on", [TODAY, TODAY + days(40), TODAY - days(20)])
def test_the_day_may_be_today_to_come_or_over(county, first_on):
    go(county, first_on=first_on)
    assert in_post(county.head, first_on - days(1)) == "Zhou"
    assert in_post(county.head, first_on) == "Gu"


def test_the_follower_takes_the_seat_and_the_one_who_goes_leaves_it(county):
    go(county, follower_seats=[county.committee.pk])
    assert in_post(county.committee, BEFORE) == "Zhou"
    assert in_post(county.committee, FIRST) == "Gu"


def test_within_one_unit_the_head_of_the_committee_changes_too(county):
    ends = [Appointment.objects.get(user=county.gu).pk]
    go(county, post_id=county.deputy.pk, ends=ends, follower_seats=[county.committee.pk])
    assert in_post(county.head, FIRST) == "Gu"
    assert in_post(county.deputy, FIRST) == "Zhou"
    assert in_post(county.committee, FIRST) == "Gu"


def test_two_change_places(county):
    make.appoint(county.other_head, county.qin)
    go(county, follower_id=county.qin.pk)
    assert in_post(county.head, FIRST) == "Qin"
    assert in_post(county.other_head, FIRST) == "Zhou"
    assert in_post(county.other_head, BEFORE) == "Qin"


@pytest.mark.parametrize(("goes", "clerks_for"), [(True, "other_head"), (False, "head")])
def test_a_clerk_goes_along_where_chosen(county, goes, clerks_for):
    row = Membership.objects.get(user=county.clerk)
    go(county, clerks=[row.pk] if goes else [])
    now = Membership.objects.get(user=county.clerk, period__contains=FIRST)
    assert now.post == getattr(county, clerks_for)
    assert now.grants == row.grants


def test_reds_and_results_stay_with_the_holder_of_the_day(county):
    red = make.make_task(
        county.head, due_on=date(2026, 6, 30), period_start=date(2026, 4, 1),
        period_end=date(2026, 7, 1), opens_at=make.at("2026-04-01 00:00"),
        warns_at=make.at("2026-06-23 00:00"), late_at=make.at("2026-07-01 00:00"),
    )  # fmt: skip
    go(county)
    later = make.at("2026-10-05 09:00")
    row = Task.objects.with_lamp(now=later).get(pk=red.pk)
    assert row.lamp_now == Lamp.RED
    assert in_post(county.head, row.answered_on(now=later)) == "Zhou"


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"post_id": None, "follower_id": None}, "post"),
        ({"post_id": "head"}, "post"),
        ({"follower_id": "zhou"}, "follower"),
        ({"first_on": date(2026, 1, 1)}, "first_on"),
        ({"follower_id": "me"}, "user"),
    ],
)
def test_refused(county, over, field):
    ids = {"head": county.head.pk, "zhou": county.zhou.pk, "me": county.by.user.pk}
    before = everything()
    with pytest.raises(Refused) as refused:
        go(county, **{name: ids.get(value, value) for name, value in over.items()})
    assert field in refused.value.errors
    assert everything() == before


def test_another_county_moves_nobody(county):
    other = build_county("Qing")
    with pytest.raises(Appointment.DoesNotExist):
        transfer(
            appointment_id=held(county).pk, follower_id=county.gu.pk, first_on=FIRST, basis="1",
            by=other.by, now=NOW,
        )  # fmt: skip


def test_taken_back_all_is_as_before(county):
    make.appoint(county.other_head, county.qin)
    before = everything()
    clerk = Membership.objects.get(user=county.clerk)
    made = go(
        county, ends=[Appointment.objects.get(user=county.gu).pk], clerks=[clerk.pk],
        follower_seats=[county.committee.pk],
    )  # fmt: skip
    assert everything() != before
    take_back_transfer(transfer_id=made.pk, reason="Wrong day.", by=county.by, now=NOW)
    assert everything() == before
    made.refresh_from_db()
    assert (made.taken_back_by, made.reason) == (county.by.user, "Wrong day.")
    assert Appointment.objects.restorable().count() == 2
    with pytest.raises(Refused):
        take_back_transfer(transfer_id=made.pk, reason="Again.", by=county.by, now=NOW)


def test_taken_back_and_restored_all_is_as_entered(county):
    make.appoint(county.other_head, county.qin)
    made = go(
        county, ends=[Appointment.objects.get(user=county.gu).pk],
        clerks=[Membership.objects.get(user=county.clerk).pk],
        follower_seats=[county.committee.pk],
    )  # fmt: skip
    entered = everything()
    act = {"transfer_id": made.pk, "by": county.by, "now": NOW}
    with pytest.raises(Refused):
        restore_transfer(reason="It is in force.", **act)
    take_back_transfer(reason="Wrong day.", **act)
    assert everything() != entered
    restore_transfer(reason="It was right.", **act)
    assert everything() == entered
    made.refresh_from_db()
    assert made.taken_back_at is None
    assert AuditEntry.objects.get(action="transfer.restore").after["reason"] == "It was right."
    take_back_transfer(reason="And yet not.", **act)


@pytest.mark.parametrize(("open_tasks", "exempt"), [("stay", False), ("exempt", True)])
def test_what_nobody_takes_over_stays_or_is_exempt(county, open_tasks, exempt):
    """What falls due before the day stays the person's; taken back, all is owed again."""
    after = {"period_start": FIRST, "period_end": date(2027, 1, 1), "due_on": date(2026, 12, 31),
             "opens_at": make.at("2026-10-01 00:00"), "warns_at": make.at("2026-12-24 00:00"),
             "late_at": make.at("2027-01-01 00:00"), "lamp_since": NOW}  # fmt: skip
    due, later = make.make_task(county.head), make.make_task(county.head, **after)
    made = go(county, follower_id=None, open_tasks=open_tasks)
    assert [Task.objects.get(pk=task.pk).exempt for task in (due, later)] == [False, exempt]
    take_back_transfer(transfer_id=made.pk, reason="Wrong.", by=county.by, now=NOW + days(0.1))
    assert not Task.objects.filter(exempt=True).exists()


def test_the_choice_is_offered_only_where_nobody_follows(county):
    make.make_task(county.head, due_on=FIRST)
    plan = {"held": held(county), "post": None, "first_on": FIRST, "now": NOW}
    assert Plan(follower=None, **plan).left_open == 1
    assert Plan(follower=county.gu, **plan).left_open == 0


def test_not_restored_where_somebody_else_has_the_post_since(county):
    made = go(county)
    act = {"transfer_id": made.pk, "by": county.by, "now": NOW}
    take_back_transfer(reason="Wrong.", **act)
    make.appoint(county.other_head, county.qin)
    before = everything()
    with pytest.raises(Refused):
        restore_transfer(reason="Right.", **act)
    assert everything() == before


def test_what_was_changed_since_is_not_overwritten(county):
    made = go(county)
    Appointment.objects.filter(post=county.head, user=county.zhou).update(
        period=("2026-01-01", "2026-09-15")
    )
    before = everything()
    with pytest.raises(Refused):
        take_back_transfer(transfer_id=made.pk, reason="Wrong.", by=county.by, now=NOW)
    assert everything() == before


def test_the_plan_names_who_leaves_and_what_there_is_to_choose(county):
    make.appoint(county.other_head, county.qin)
    plan = Plan(
        held=held(county), post=county.other_head, follower=county.gu, first_on=FIRST, now=NOW
    )
    assert [left.person.name for left in plan.left] == ["Zhou", "Qin", "Gu"]
    assert [line.person.name for line in plan.lines] == ["Zhou", "Gu"]
    assert plan.ticked("ends") == [Appointment.objects.get(user=county.gu).pk]
    assert plan.ticked("follower_seats") == [county.committee.pk]
    assert plan.ticked("clerks") == []
    assert len(plan.choices["clerks"]) == 1


@pytest.fixture
def office(client, county):
    client.force_login(county.by.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with time_machine.travel(NOW, tick=False):
        yield client


def asked(county, **over):
    given = {"post": county.other_head.pk, "first_on": FIRST, "basis": "No. 86"}
    return given | {"follower": county.gu.staff_number} | over


def test_nothing_is_entered_before_it_was_shown(office, county):
    address = reverse("transfer-new", args=[held(county).pk])
    before = everything()
    page = office.post(address, asked(county))
    assert page.status_code == 200
    assert everything() == before
    mark = page.context["plan"].mark
    other = office.post(address, asked(county, first_on=FIRST + days(1), seen=mark))
    assert everything() == before, "another day than the one that was shown"
    chosen = {"ends": [Appointment.objects.get(user=county.gu).pk], "seen": mark}
    made = office.post(address, asked(county) | chosen)
    assert made.status_code == 302
    assert other.context["plan"].mark != mark
    assert in_post(county.head, FIRST) == "Gu"
    assert office.get(made["Location"]).status_code == 200


def test_a_plan_that_cannot_be_is_refused_before_it_is_shown(office, county):
    make.appoint(county.other_head, county.qin, start=FIRST + days(30))
    page = office.post(reverse("transfer-new", args=[held(county).pk]), asked(county))
    assert page.status_code == 422
    assert page.context["plan"] is None
    assert "Qin holds this post" in page.content.decode()
