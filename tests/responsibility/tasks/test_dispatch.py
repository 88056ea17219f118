"""Dispatching: to whom, once, with its reminder; refusals in words."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.reach import reach_of
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.models import Task
from tests import make
from tests.responsibility.tasks.posts_of_roles import posts_for

pytestmark = pytest.mark.django_db

NOW = make.NOW
DUE = date(2026, 10, 30)


@pytest.fixture
def county():
    return make.make_county()


@pytest.fixture
def office(county):
    unit = make.make_unit(county, kind="office")
    return make.make_holder(unit, Role.COMMISSION_OFFICE)[1]


@pytest.fixture
def bodies(county):
    branch = make.make_unit(county, "Branch", kind="branch")
    units = [make.make_unit(branch) for _ in range(3)]
    for unit in units:
        make.make_holder(unit)
        make.make_holder(unit, Role.TEAM_MEMBER)
    return units


def give(office, county, posts, **over):
    values = {
        "by": make.actor(office),
        "now": NOW,
        "nonce": uuid4(),
        "county_id": county.pk,
        "title": "Report on the holiday inspections",
        "text": "",
        "category": make.make_category(),
        "due_on": DUE,
        "required": 1,
        "basis": "",
        "posts": list(posts),
    }
    act = dispatch(**values | over)
    send_due(now=act.goes_at)
    act.refresh_from_db()
    return act


def test_nobody_else_dispatches_to_a_county(county, office, bodies):
    posts = principals(county)
    elsewhere = make.make_unit(make.make_county("Qingshan"), kind="office")
    for stranger in (
        make.make_person(),
        Post.objects.filter(role_kind__code=Role.TEAM_MEMBER)[0].appointments.get().user,
        posts[0].appointments.get().user,
        make.make_holder(elsewhere, Role.COMMISSION_OFFICE)[1],
    ):
        with pytest.raises(PermissionDenied):
            give(stranger, county, posts)
    assert not Dispatch.objects.exists()


def test_a_principal_dispatches_within_the_unit_and_never_to_oneself(county, bodies):
    """交办 within the unit (M000-07)."""
    own = Post.objects.filter(unit=bodies[0])
    head = own.get(role_kind__code=Role.PRINCIPAL_OFFICER)
    member = own.get(role_kind__code=Role.TEAM_MEMBER)
    by = head.appointments.get().user
    act = give(by, county, [member])
    assert act.given_in == head and Task.objects.get(dispatch=act).post == member
    assert list(Dispatch.objects.visible_to(by, at=NOW)) == [act]
    for posts in ([head], [head, member], Post.objects.filter(unit=bodies[1])):
        with pytest.raises(PermissionDenied, match="不能"):
            give(by, county, posts)


def test_a_supervising_body_dispatches_to_the_units_it_supervises(county, office, bodies):
    """M000-05; its dispatches are its own, and the office sees them."""
    group = make.make_unit(county, kind="discipline")
    make.supervise(group, bodies[0])
    post = make.make_post(group, Role.STATIONED_GROUP)
    head = make.join(post, role="head", grants=["log", "view", "urge"])
    act = give(head, county, principals(county, units=[bodies[0].pk]))
    assert act.given_in == post
    other = make.make_unit(county, kind="discipline")
    stranger = make.make_holder(other, Role.STATIONED_GROUP)[1]
    sees = lambda user: Dispatch.objects.visible_to(user, at=NOW).count()  # noqa: E731
    assert [sees(head), sees(office), sees(stranger)] == [1, 1, 0]
    with pytest.raises(PermissionDenied, match="不能"):
        give(head, county, principals(county, units=[bodies[1].pk]))


def test_the_office_dispatches_to_its_own_county_alone(county, office, bodies):
    other, _holder = make.make_holder(make.make_county("Qingshan"))
    with pytest.raises(PermissionDenied, match="不能"):
        give(office, county, [*principals(county), other])


def principals(county, units=None, **over):
    return posts_for(
        county_id=county.pk,
        role_codes=[Role.PRINCIPAL_OFFICER],
        unit_ids=units,
        now=NOW,
        **over,
    )


def test_each_post_gets_one_task_with_its_instants(county, office, bodies):
    act = give(office, county, principals(county))
    tasks = Task.objects.filter(dispatch=act)
    assert tasks.count() == 3
    for task in tasks:
        assert task.late_at == make.at("2026-10-31 00:00")
        assert task.warns_at == make.at("2026-10-23 00:00")
        assert (task.lamp, task.task_kind, task.title) == ("unlit", "temporary", act.title)


def test_each_person_is_owed_one_dispatch_reminder_and_the_act_is_audited(county, office, bodies):
    act = give(office, county, principals(county))
    assert set(Reminder.objects.values_list("stage", flat=True)) == {DISPATCHED}
    assert Reminder.objects.count() == 3
    entry = AuditEntry.objects.get(action="task.dispatch")
    assert entry.object_id == str(act.pk)


def test_a_task_born_in_its_warning_window_is_yellow_and_owes_one_reminder(county, office, bodies):
    evening = make.at("2026-09-24 17:00")  # the last third of a task given for the day
    act = give(office, county, principals(county), due_on=NOW.date(), now=evening)
    assert set(Task.objects.filter(dispatch=act).values_list("lamp", flat=True)) == {"yellow"}
    assert LampTurn.objects.filter(to_lamp="yellow", from_lamp=None).count() == 3
    assert Reminder.objects.count() == 3


def test_the_same_nonce_dispatches_once(county, office, bodies):
    nonce = uuid4()
    first = give(office, county, principals(county), nonce=nonce)
    again = give(office, county, principals(county), nonce=nonce)
    assert first == again
    assert (Dispatch.objects.count(), Task.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    "reached, due_on, field", [(False, DUE, ""), (True, date(2026, 9, 23), "due_on")]
)
def test_what_cannot_be_dispatched_is_refused_and_nothing_written(
    county, office, bodies, reached, due_on, field
):
    with pytest.raises(Refused) as refusal:
        give(office, county, principals(county) if reached else [], due_on=due_on)
    assert refusal.value.field == field
    assert not Dispatch.objects.exists()


def test_units_roles_and_named_posts_narrow_the_reach(county, office, bodies):
    assert principals(county, [bodies[0].pk, bodies[1].pk]).count() == 2
    left_out = principals(county).first()
    assert left_out not in principals(county, without=[left_out.pk])
    both = posts_for(
        county_id=county.pk,
        role_codes=[Role.PRINCIPAL_OFFICER, Role.TEAM_MEMBER],
        unit_ids=None,
        now=NOW,
    )
    assert both.count() == 6


def test_a_closed_post_and_another_county_are_out_of_reach(county, office, bodies):
    Post.objects.filter(unit=bodies[0]).update(closed_on=date(2026, 9, 24))
    make.make_holder(make.make_unit(make.make_county("Elsewhere")))
    assert {post.unit for post in principals(county)} == set(bodies[1:])


def test_reach_counts_people_once_and_names_what_was_asked_recently(county, office, bodies):
    first = give(office, county, principals(county, [bodies[0].pk]))
    reach = reach_of(posts=principals(county), category_id=first.category_id, now=NOW)
    assert (len(reach.posts), reach.people) == (3, 3)
    assert [(clash.title, clash.posts) for clash in reach.clashes] == [(first.title, 1)]
    later = reach_of(
        posts=principals(county), category_id=first.category_id, now=NOW + make.days(15)
    )
    assert later.clashes == []


def test_who_is_counted_is_who_is_told(county, office, bodies):
    """Members, clerks with and without a view, closed accounts, a vacant post and who stands in
    for it: the number before the act is that of its reminders."""
    post = bodies[0].posts.first()
    make.join(post, role="clerk", grants=["log", "view"])
    make.join(post, role="clerk", grants=["log"])
    make.join(post, role="clerk", grants=["view"])
    make.appoint(make.make_post(bodies[1]), make.make_person(is_active=False))
    make.make_post(bodies[1], Role.TEAM_MEMBER)
    section = make.make_unit(bodies[2], kind="section")
    make.make_post(section, Role.SECTION_HEAD)
    committee = make.make_post(bodies[2], Role.PARTY_COMMITTEE)
    make.join(committee, role="head", grants=["view"])
    make.join(committee, role="member", grants=["log"])
    make.join(committee, role="member", grants=["view"])
    make.make_post(make.make_unit(county), Role.TEAM_MEMBER)
    posts = Post.objects.filter(unit__county=county).exclude(role_kind__code=Role.COMMISSION_OFFICE)
    counted = reach_of(posts=posts, category_id=None, now=NOW)
    give(office, county, posts)
    told = Reminder.objects.filter(stage=DISPATCHED).values("recipient").distinct()
    assert (len(counted.posts), counted.people) == (Task.objects.count(), told.count())
    assert counted.people == 9
