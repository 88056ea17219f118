"""Units merged and split from a day on, with their posts and open tasks; taken back as one act."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.versions import names_on
from responsibility.tasks.closing.end import exempt_tasks_of_closed_posts
from responsibility.tasks.mergers.goes import Goes
from responsibility.tasks.mergers.kind import REORGANISED
from responsibility.tasks.mergers.merge import merge_units
from responsibility.tasks.mergers.models import Reorganisation, ReorganisedUnit
from responsibility.tasks.mergers.move_tasks import move_tasks_due
from responsibility.tasks.mergers.plan import Plan
from responsibility.tasks.mergers.split import split_unit
from responsibility.tasks.mergers.take_back import take_back_reorganisation
from responsibility.tasks.models import Task, TaskCounterpart
from tests import make
from tests.make import NOW, days
from tests.responsibility.organisation.conftest import build_county

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY, LATER = NOW.date(), date(2026, 10, 15)
FOURTH = {
    "period_start": date(2026, 10, 1), "period_end": date(2027, 1, 1),
    "due_on": date(2026, 12, 31), "opens_at": make.at("2026-10-01 00:00"),
    "warns_at": make.at("2026-12-24 00:00"), "late_at": make.at("2027-01-01 00:00"),
    "lamp_since": NOW,
}  # fmt: skip
SECOND = {
    "period_start": date(2026, 4, 1), "period_end": date(2026, 7, 1), "due_on": date(2026, 6, 30),
    "opens_at": make.at("2026-04-01 00:00"), "warns_at": make.at("2026-06-23 00:00"),
    "late_at": make.at("2026-07-01 00:00"),
}  # fmt: skip


@pytest.fixture
def county(db):
    """The bureau (Zhou) and the water bureau (Qin), each with a committee and one item for both
    heads; a leader is in charge of the bureau, the group supervises both."""
    county = build_county("Lan")
    county.water = make.make_unit(county.branch, "Water")
    county.water_head = make.make_post(county.water, title="Head of water")
    county.water_committee = make.make_post(county.water, "party_committee", "Water committee")
    people = {name: make.make_person(name, county=county.unit) for name in ("Zhou", "Qin", "Gu")}
    county.zhou, county.qin, county.gu = people.values()
    make.appoint(county.head, county.zhou)
    make.appoint(county.water_head, county.qin)
    make.join(county.committee, county.zhou, role="head", grants=["approve", "log", "view"])
    make.join(county.water_committee, county.qin, role="head", grants=["approve", "log", "view"])
    county.meng = make.join(county.head, make.make_person("Meng", county=county.unit), "clerk")
    county.leader = make.make_post(county.unit, "county_leader", "Leader")
    make.put_in_charge(county.leader, county.bureau)
    make.supervise(county.discipline, county.bureau)
    make.supervise(county.discipline, county.water)
    county.item = make.make_item(county.unit)
    return county


def rows(county, **over) -> dict:
    """As the page offers it: both heads and both committees come together in new posts."""
    chosen = {
        county.head.pk: "new:0", county.committee.pk: "new:0",
        county.water_head.pk: f"with:{county.head.pk}",
        county.water_committee.pk: f"with:{county.committee.pk}",
    } | over  # fmt: skip
    return {pk: Goes.read(text) for pk, text in chosen.items()}


def merge(county, **over) -> Reorganisation:
    given = {
        "unit_ids": [county.bureau.pk, county.water.pk], "name": "Works", "first_on": TODAY,
        "basis": "No. 7", "goes": rows(county),
        "people": [county.head.pk, county.committee.pk, county.water_committee.pk],
    } | over  # fmt: skip
    return merge_units(by=county.by, now=over.pop("now", NOW), **given)


def new_unit(name="Works") -> Unit:
    return Unit.objects.get(name=name)


def in_post(post, on) -> str:
    return names(InOffice.of([post.pk]).on(post.pk, on))


def post_of(role, unit) -> Post:
    return Post.objects.get(unit=unit, role_kind__code=role)


def everything() -> dict:
    """All that holds: what a reorganisation and its taking back must leave as it was."""
    dated = [Appointment, Membership, Charge, SupervisionLink]
    held = {(m.__name__, row.pk): row.period for m in dated for row in m.objects.kept()}
    units = Unit.objects.filter(closed_on=None).values_list("pk", "name", "parent", "path")
    posts = Post.objects.filter(closed_on=None).values_list("pk", "unit")
    tasks = Task.objects.with_lamp(now=NOW + days(0.01))
    tasks = tasks.values_list("pk", "post", "unit", "exempt", "lamp_now")
    reached = TaskCounterpart.objects.values_list("pk", "post")
    return {"held": held} | {
        name: set(found)
        for name, found in {"u": units, "p": posts, "t": tasks, "c": reached}.items()
    }


def test_two_units_become_one_on_the_day(county):
    made = merge(county)
    works = new_unit()
    head, committee = post_of("principal_officer", works), post_of("party_committee", works)
    assert in_post(county.head, TODAY - days(1)) == "Zhou"
    assert in_post(head, TODAY) == "Zhou"
    assert Post.objects.get(pk=county.water_head.pk).closed_on == TODAY
    seats = committee.memberships.filter(period__contains=TODAY)
    assert {(seat.user.name, seat.role) for seat in seats} == {("Zhou", "head"), ("Qin", "deputy")}
    assert head.memberships.filter(user=county.meng, role="clerk", period__contains=TODAY).exists()
    assert county.leader.charges.filter(unit=works, period__contains=TODAY).exists()
    assert county.discipline.supervises.filter(unit=works, period__contains=TODAY).count() == 1
    assert {row.basis for row in Appointment.objects.filter(period__startswith=TODAY)} == {"No. 7"}
    parts = {row.unit.name: row.part for row in made.units.all()}
    assert parts == {"Lan bureau": "ended", "Water": "ended", "Works": "founded"}
    noted = AuditEntry.objects.get(action="units.merge")
    assert noted.after["units"] == [works.pk]


def test_open_tasks_move_once_and_nothing_turns_red(county):
    """What was done counts on; of two that come together the one that lacks least goes."""
    ours = make.make_task(county.head, county.item, required=3, done=2)
    theirs = make.make_task(county.water_head, county.item, required=3, done=1)
    other = make.make_task(county.water_head)
    later = make.make_task(county.head, **FOURTH)
    red = make.make_task(county.head, **SECOND)
    merge(county)
    head = post_of("principal_officer", new_unit())
    found = {task.pk: task for task in Task.objects.with_lamp(now=NOW)}
    assert {pk for pk, task in found.items() if task.post_id == head.pk} == {
        ours.pk, other.pk, later.pk,
    }  # fmt: skip
    assert (found[ours.pk].done, found[ours.pk].unit_id) == (2, head.unit_id)
    assert (found[theirs.pk].exempt, found[theirs.pk].lamp_cause) == (True, REORGANISED)
    assert (found[red.pk].lamp_now, found[red.pk].unit_id) == (Lamp.RED, county.bureau.pk)


def test_a_post_that_has_the_task_itself_is_asked_once(county):
    """The water bureau is taken into the bureau."""
    own = make.make_task(county.head, county.item)
    theirs = make.make_task(county.water_head, county.item, done=1, required=2)
    chosen = {
        county.water_head.pk: Goes.read(f"to:{county.head.pk}"),
        county.water_committee.pk: Goes.read("closed"),
    }
    merge(county, into_id=county.bureau.pk, name="", goes=chosen, people=[])
    found = {task.pk: task for task in Task.objects.all()}
    assert found[own.pk].post == county.head
    assert found[theirs.pk].exempt
    assert not Unit.objects.get(pk=county.bureau.pk).closed_on
    assert Unit.objects.get(pk=county.water.pk).closed_on == TODAY


def test_whom_a_task_must_still_reach_is_reached_in_the_new_post(county):
    deputies = [make.make_post(unit, "team_member") for unit in (county.bureau, county.water)]
    task = make.make_task(county.head, count_basis="per_team_member", required=2)
    for post in deputies:
        TaskCounterpart.objects.create(task=task, post=post)
    merge(county, goes=rows(county) | {post.pk: Goes.read("new:0") for post in deputies})
    reached = {row.post.unit.name for row in TaskCounterpart.objects.filter(task=task)}
    assert reached == {"Works"}


def test_the_old_names_stay_where_they_were(county):
    merge(county)
    day_before = TODAY - days(1)
    assert names_on([(county.bureau.pk, day_before)])[county.bureau.pk, day_before] == "Lan bureau"
    assert (county.bureau.pk, TODAY) not in names_on([(county.bureau.pk, TODAY)])


def test_units_beneath_go_along_and_keep_apart(county):
    twin = make.make_unit(county.water, "Lan section", Unit.Kind.SECTION)
    merge(county)
    found = Unit.objects.filter(parent=new_unit()).values_list("name", flat=True)
    assert set(found) == {"Lan section", "Lan section (formerly Water)"}
    assert Unit.objects.get(pk=twin.pk).path.startswith(new_unit().path)


def test_one_that_is_to_come_moves_on_its_day_alone(county):
    make.make_unit(county.water, "Lan section", Unit.Kind.SECTION)
    due = make.make_task(county.head)  # on 30 September, before the day
    later = make.make_task(county.head, **FOURTH)
    gone = make.make_task(county.water_committee, **FOURTH)
    merge(county, first_on=LATER, goes=rows(county, **{}) | {
        county.water_committee.pk: Goes.read("closed")}, people=[county.head.pk])  # fmt: skip
    assert {task.post_id for task in Task.objects.filter(pk__in=[due.pk, later.pk])} == {
        county.head.pk
    }
    assert move_tasks_due(now=NOW) == 0
    on_the_day = make.at("2026-10-15 00:05")
    assert move_tasks_due(now=on_the_day) == 1
    assert move_tasks_due(now=on_the_day) == 0
    assert exempt_tasks_of_closed_posts(now=on_the_day) == 0
    later.refresh_from_db()
    gone.refresh_from_db()
    assert later.post == post_of("principal_officer", new_unit())
    assert (gone.exempt, gone.lamp_cause) == (True, REORGANISED)
    due.refresh_from_db()
    assert (due.post, due.exempt) == (county.head, False)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"unit_ids": ["bureau"]}, "second"),
        ({"unit_ids": ["bureau", "discipline"]}, "second"),
        ({"name": "Other"}, "name"),
        ({"first_on": date(2020, 1, 1)}, None),
        ({"goes": {}}, None),
    ],
)
def test_refused(county, over, field):
    make.make_unit(county.branch, "Other")
    if "unit_ids" in over:
        over = {"unit_ids": [getattr(county, name).pk for name in over["unit_ids"]]}
    before = everything()
    with pytest.raises(Refused) as refused:
        merge(county, **over)
    assert field is None or field in refused.value.errors
    assert everything() == before


def test_another_office_merges_nothing(county):
    other = build_county("Qing")
    with pytest.raises(Unit.DoesNotExist):
        merge_units(
            unit_ids=[county.bureau.pk, county.water.pk], name="Works", first_on=TODAY,
            basis="1", goes=rows(county), by=other.by, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("first_on", [TODAY, LATER, TODAY - days(20)])
def test_taken_back_all_is_as_before(county, first_on):
    deputy = make.make_post(county.bureau, "team_member")
    task = make.make_task(county.head, count_basis="per_team_member")
    TaskCounterpart.objects.create(task=task, post=deputy)
    make.make_task(county.water_head, county.item)
    make.make_task(county.head, county.item, done=1, required=2)
    make.make_task(county.head, **FOURTH)
    before = everything()
    made = merge(county, first_on=first_on, goes=rows(county) | {deputy.pk: Goes.read("new:0")})
    assert everything() != before
    act = {"reorganisation_id": made.pk, "by": county.by, "now": NOW + days(0.01)}
    take_back_reorganisation(reason="Not decided.", **act)
    assert everything() == before
    assert not Unit.objects.standing_on(TODAY).filter(name="Works").exists()
    made.refresh_from_db()
    assert (made.taken_back_by, made.reason) == (county.by.user, "Not decided.")
    with pytest.raises(Refused):
        take_back_reorganisation(reason="Again.", **act)


def test_not_taken_back_once_something_was_done_in_it(county):
    made = merge(county)
    make.make_post(new_unit(), "team_member")
    with pytest.raises(Refused):
        take_back_reorganisation(
            reason="Late.", reorganisation_id=made.pk, by=county.by, now=NOW + days(1)
        )


def test_a_split_leaves_history_and_counts_nothing_twice(county):
    """The deputy's post goes with its tasks; the head's stays, one more is opened besides."""
    deputy = make.make_post(county.bureau, "team_member", "Deputy")
    make.appoint(deputy, county.gu)
    moved, stays = make.make_task(deputy), make.make_task(county.head)
    old = make.make_task(deputy, **SECOND)
    made = split_unit(
        unit_id=county.bureau.pk, names=["Roads"], ends=False, first_on=TODAY, basis="No. 8",
        goes={
            county.head.pk: Goes.read("both:0"), county.committee.pk: Goes.read("stays"),
            deputy.pk: Goes.read("new:0"),
        },
        people=[deputy.pk], parts={county.section.pk: 0}, by=county.by, now=NOW,
    )  # fmt: skip
    roads = new_unit("Roads")
    for task in (moved, stays, old):
        task.refresh_from_db()
    assert moved.post == post_of("team_member", roads)
    assert (stays.post, old.unit) == (county.head, county.bureau)
    assert Task.objects.count() == 3
    assert in_post(moved.post, TODAY) == "Gu"
    assert in_post(county.head, TODAY) == "Zhou"
    assert post_of("principal_officer", roads).opened_on == TODAY
    assert Unit.objects.get(pk=county.section.pk).parent == roads
    assert county.leader.charges.filter(unit=roads, period__contains=TODAY).exists()
    assert county.leader.charges.filter(unit=county.bureau, period__contains=TODAY).exists()
    assert made.units_that(ReorganisedUnit.Part.GOES_ON) == [county.bureau]


def test_a_split_is_taken_back(county):
    deputy = make.make_post(county.bureau, "team_member", "Deputy")
    make.make_task(deputy)
    before = everything()
    made = split_unit(
        unit_id=county.bureau.pk, names=["Roads", "Rails"], ends=True, first_on=TODAY,
        basis="No. 8", people=[county.head.pk], parts={county.section.pk: 1},
        goes={county.head.pk: Goes.read("new:0"), county.committee.pk: Goes.read("new:1"),
              deputy.pk: Goes.read("new:1")},
        by=county.by, now=NOW,
    )  # fmt: skip
    assert Unit.objects.get(pk=county.bureau.pk).closed_on == TODAY
    take_back_reorganisation(
        reorganisation_id=made.pk, reason="No.", by=county.by, now=NOW + days(1)
    )
    assert everything() == before
    assert UnitVersion.objects.filter(unit=county.section).kept().count() == 1


def test_the_plan_offers_what_makes_sense(county):
    make.make_task(county.head)
    make.make_task(county.head, **SECOND)
    plan = Plan(
        sources=[county.bureau, county.water], names=["Works"], ends=True, first_on=TODAY, now=NOW
    )
    chosen = {row.post.pk: (row.chosen, row.people_go) for row in plan.rows}
    assert chosen == {
        county.head.pk: ("new:0", True),
        county.committee.pk: ("new:0", True),
        county.water_head.pk: (f"with:{county.head.pk}", False),
        county.water_committee.pk: (f"with:{county.committee.pk}", True),
    }
    head = next(row for row in plan.rows if row.post == county.head)
    assert (head.open, head.red, head.people) == (1, 1, "Zhou, Meng")


@pytest.fixture
def office(client, county):
    client.force_login(county.by.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with time_machine.travel(NOW, tick=False):
        yield client


def test_the_office_merges_row_by_row_and_takes_it_back(office, county):
    task = make.make_task(county.water_head)
    address = reverse("unit-merge", args=[county.bureau.pk])
    asked = {"second": county.water.pk, "name": "Works", "first_on": TODAY, "basis": "No. 7"}
    before = everything()
    page = office.post(address, asked)
    assert page.status_code == 200, page.content.decode()
    assert everything() == before, "nothing is entered before it was shown"
    shown = page.context["rows"]
    sent = {name: field.initial for name, field in shown.fields.items() if field.initial}
    entered = office.post(address, asked | sent | {"seen": shown.plan.mark})
    assert entered.status_code == 302, entered.context and entered.context["form"].errors
    task.refresh_from_db()
    assert task.unit == new_unit()
    made = Reorganisation.objects.get()
    assert "Works" in office.get(made.get_absolute_url()).content.decode()
    assert "Works" in office.get(reverse("reorganisations")).content.decode()
    back = reverse("reorganisation-take-back", args=[made.pk])
    assert office.post(back, {"reason": "Not decided."}).status_code == 302
    assert everything() == before


def test_the_office_splits_row_by_row(office, county):
    address = reverse("unit-split", args=[county.bureau.pk])
    asked = {"names": "Roads\nRails", "first_on": TODAY, "basis": "No. 8"}
    page = office.post(address, asked)
    shown = page.context["rows"]
    sent = {name: field.initial for name, field in shown.fields.items() if field.initial}
    sent |= {f"part_{county.section.pk}": "1"}
    entered = office.post(address, asked | sent | {"seen": shown.plan.mark})
    assert entered.status_code == 302, entered.context and entered.context["form"].errors
    assert Unit.objects.get(pk=county.section.pk).parent == new_unit("Rails")
    assert post_of("principal_officer", new_unit("Roads")).opened_on == TODAY


@pytest.mark.parametrize(
    ("address", "sent", "field"),
    [
        ("unit-merge", {"second": "", "name": "Works"}, "second"),
        ("unit-merge", {"second": "water", "name": ""}, "name"),
        ("unit-split", {"names": "A\nA"}, "names"),
        ("unit-split", {"names": "A" * 81}, "names"),
        ("unit-split", {"names": "A", "ends": "on"}, "names"),
    ],
)
def test_what_is_wrong_stands_at_its_field(office, county, address, sent, field):
    sent = {name: county.water.pk if v == "water" else v for name, v in sent.items()}
    sent |= {"first_on": TODAY, "basis": "No. 7"}
    page = office.post(reverse(address, args=[county.bureau.pk]), sent)
    assert page.status_code == 422
    assert field in page.context["form"].errors
