"""Publishing a list: which tasks there are then, with which facts."""

from datetime import date

import pytest
from django.utils import translation

from alerts.audit.models import AuditEntry
from alerts.deadlines.kind import CREATED, DUE_SOON
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from alerts.workdays.announce import days_of_year
from alerts.workdays.models import WorkDay
from demonstration.roles import Role
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.publications import Publication
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import RoleKind
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from tests.make import (
    actor,
    at,
    days,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_unit,
    shut,
)
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    return Ground()


def test_a_task_carries_what_it_needs(ground):
    ground.publish("PO-C01-05")

    first, second = Task.objects.order_by("period_start")
    item = DutyItem.objects.get(code="PO-C01-05")
    assert (first.post, first.unit, first.role_kind) == (
        ground.head,
        ground.unit,
        ground.head.role_kind,
    )
    assert (first.county_id, first.item, first.item_code) == (ground.county.pk, item, "PO-C01-05")
    assert (first.category, first.task_kind, first.count_basis) == (
        item.category,
        DutyItem.TaskKind.COMMON,
        DutyItem.CountBasis.RECORD,
    )
    assert (first.period_start, first.period_end) == (date(2026, 1, 1), date(2026, 7, 1))
    assert (first.required, first.done, first.colours, first.provisional) == (1, 0, 4, False)
    assert first.due_on == date(2026, 6, 30)
    assert first.opens_at == at("2026-01-01 00:00")
    assert first.warns_at == at("2026-06-23 00:00")
    assert first.late_at == at("2026-07-01 00:00")
    assert first.closes_at is None
    assert (first.lamp, first.lamp_cause, first.lamp_since) == (
        Lamp.UNLIT,
        CREATED,
        NEW_YEAR,
    )
    assert second.period_start == date(2026, 7, 1)
    assert LampTurn.objects.filter(kind="task", cause=CREATED).count() == 2


def test_the_core_items_are_published_unless_others_are_chosen(ground):
    publication = ground.publish()
    core = DutyItem.objects.filter(duty_list=ground.list_of(), core=True)
    assert set(publication.codes) == set(core.values_list("code", flat=True))
    assert set(Task.objects.values_list("item__core", flat=True)) == {True}


def test_every_item_of_every_list_can_be_published(ground):
    for role in ("party_committee", "team_member", "stationed_group", "township_commission"):
        make_holder(make_unit(ground.county), role)
    for role in RoleKind.objects.filter(duty_lists__isnull=False):
        items = ground.list_of(role.code).items
        codes = items.values_list("code", flat=True)
        ground.publish(*codes, role=role.code)
        made = set(Task.objects.filter(role_kind=role).values_list("item_code", flat=True))
        by_record = items.filter(count_basis="record").exclude(cadence="one_off")
        assert made >= set(by_record.values_list("code", flat=True))


@pytest.mark.parametrize(
    "code, expected",
    [
        ("PO-C01-03", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("PO-C03-01", ["2026-03-31"]),
        ("PO-C03-05", ["2026-02-02"]),
        ("PO-C09-01", ["2026-06-30"]),
        ("PO-C11-04", ["2026-11-30"]),
        ("PO-C07-02", ["2026-02-14", "2026-04-30", "2026-09-30", "2026-12-31"]),
    ],
)
def test_due_days_of_real_items(ground, code, expected):
    ground.publish(code)
    assert [str(day) for day in ground.dues(code)] == expected


def test_a_zero_report_item_says_so(ground):
    ground.publish("PO-C01-04", "PO-C01-05")
    allowed = {task.item_code: task.allows_zero_report for task in Task.objects.all()}
    assert allowed == {"PO-C01-04": True, "PO-C01-05": False}


def test_a_feast_not_announced_gives_its_task_after_the_announcement(ground):
    """Publishing again adds it and touches nothing else."""
    december = at("2026-12-20 09:00")
    ground.publish("PO-C07-02", year=2027, now=december)
    assert [str(day) for day in ground.dues("PO-C07-02")] == [
        "2027-04-30",
        "2027-09-30",
        "2027-12-31",
    ]
    before = list(Task.objects.order_by("pk").values())

    for day, off in (("2027-02-05", True), ("2027-02-06", True)):
        WorkDay.objects.filter(day=day).update(off=off, holiday="春节", provisional=False)
    WorkDay.objects.filter(day="2027-02-04").update(provisional=False)
    ground.publish("PO-C07-02", year=2027, now=december + days(1))

    assert str(ground.dues("PO-C07-02")[0]) == "2027-02-04"
    old = Task.objects.filter(pk__in=[row["id"] for row in before])
    assert list(old.order_by("pk").values()) == before


def test_provisional_days_are_marked(ground):
    ground.publish("PO-C01-03", year=2027, now=at("2026-12-20 09:00"))
    assert set(Task.objects.values_list("provisional", flat=True)) == {True}


def test_periods_that_are_over_get_no_task(ground):
    ground.publish("PO-C01-03", now=at("2026-07-01 00:00"))
    assert [str(day) for day in ground.dues("PO-C01-03")] == ["2026-09-30", "2026-12-31"]


def test_until_its_last_instant_a_period_is_not_over(ground):
    ground.publish("PO-C01-03", now=at("2026-06-30 23:59"))
    assert str(ground.dues("PO-C01-03")[0]) == "2026-06-30"


def test_a_task_born_in_its_warning_window_is_yellow_and_owes_one_reminder(ground):
    now = at("2026-06-25 09:00")
    ground.publish("PO-C01-03", now=now)

    yellow, *others = Task.objects.order_by("due_on")
    assert (yellow.lamp, yellow.lamp_since, yellow.lamp_cause) == (Lamp.YELLOW, now, CREATED)
    assert {task.lamp for task in others} == {Lamp.UNLIT}
    turn = LampTurn.objects.get(deadline_id=yellow.pk)
    assert (turn.from_lamp, turn.to_lamp, turn.took_effect_at) == (None, Lamp.YELLOW, now)
    reminder = Reminder.objects.get()
    assert (reminder.deadline_id, reminder.stage, reminder.recipient) == (
        yellow.pk,
        DUE_SOON,
        ground.head_user,
    )


def test_publishing_again_doubles_neither_tasks_nor_reminders(ground):
    now = at("2026-06-25 09:00")
    ground.publish(now=now)
    tasks = list(Task.objects.order_by("pk").values())
    reminders = Reminder.objects.count()
    turns = LampTurn.objects.count()

    ground.publish(now=now + days(1))

    assert list(Task.objects.order_by("pk").values()) == tasks
    assert (Reminder.objects.count(), LampTurn.objects.count()) == (reminders, turns)


def test_items_added_later_come_beside_the_first(ground):
    ground.publish("PO-C01-05")
    kept = set(Task.objects.values_list("pk", flat=True))
    ground.publish("PO-C01-05", "PO-C01-03")
    assert kept < set(Task.objects.values_list("pk", flat=True))
    assert Task.objects.count() == 2 + 4
    assert Publication.objects.count() == 2


def test_a_second_version_doubles_nothing(ground):
    ground.publish("PO-C01-05")
    first = ground.list_of()
    second = DutyList.objects.create(county=ground.county, role_kind=first.role_kind, version=2)
    for item in first.items.all():
        item.pk, item.duty_list = None, second
        item.save()

    ground.publish("PO-C01-05", "PO-C01-03", version=2)

    assert Task.objects.filter(item_code="PO-C01-05", item__duty_list=first).count() == 2
    assert Task.objects.filter(item_code="PO-C01-03", item__duty_list=second).count() == 4
    assert Task.objects.count() == 6


class TestPosts:
    """For which posts a task is made."""

    def test_only_posts_of_the_role_in_the_county(self, ground):
        make_holder(ground.unit, Role.TEAM_MEMBER)
        make_holder(make_unit(make_county("Elsewhere")), Role.PRINCIPAL_OFFICER)
        ground.publish("PO-C02-02")
        assert list(Task.objects.values_list("post", flat=True)) == [ground.head.pk]

    def test_a_post_of_the_county_itself(self, ground):
        post = make_post(ground.county, Role.PRINCIPAL_OFFICER)
        ground.publish("PO-C02-02")
        assert Task.objects.filter(post=post).count() == 1

    def test_a_vacant_post_owes_too(self, ground):
        vacant = make_post(ground.unit, Role.PRINCIPAL_OFFICER)
        ground.publish("PO-C02-02", now=at("2026-12-28 09:00"))
        task = Task.objects.get(post=vacant)
        heard = Reminder.objects.filter(deadline_id=task.pk)
        (appointment,) = ground.head.appointments.all()
        assert [reminder.recipient for reminder in heard] == [appointment.user], "stands in for it"

    @pytest.mark.parametrize(
        "opened_on, closed_on, quarters",
        [
            pytest.param("2025-01-01", None, [1, 2, 3, 4], id="standing all year"),
            pytest.param("2026-05-20", None, [2, 3, 4], id="opened in the second quarter"),
            pytest.param("2026-07-01", None, [3, 4], id="opened on the first of the third"),
            pytest.param("2026-06-30", None, [2, 3, 4], id="opened on the last of the second"),
            pytest.param("2025-01-01", "2026-05-20", [1, 2], id="closed in the second"),
            pytest.param("2025-01-01", "2026-07-01", [1, 2], id="closed with the second"),
            pytest.param("2025-01-01", "2026-07-02", [1, 2, 3], id="closed on the second day"),
            pytest.param("2025-01-01", "2026-01-01", [], id="closed before"),
            pytest.param("2027-01-01", None, [], id="not before next year"),
        ],
    )
    def test_a_post_owes_the_periods_it_stands_in(self, ground, opened_on, closed_on, quarters):
        ground.head.opened_on, ground.head.closed_on = opened_on, closed_on
        ground.head.save()
        ground.publish("PO-C01-03")
        tasks = Task.objects.filter(post=ground.head).order_by("period_start")
        months = [task.period_start.month + 2 for task in tasks]
        assert months == [quarter * 3 for quarter in quarters]

    def test_a_post_closed_meanwhile_owes_nothing_more(self, ground):
        ground.head.closed_on = "2026-08-01"
        ground.head.save()
        ground.publish("PO-C01-03", now=at("2026-08-01 09:00"))
        assert not Task.objects.exists()

    def test_an_item_for_some_units_only(self, ground):
        other, _ = make_holder(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
        DutyItem.objects.filter(code="PO-C02-02").update(applies_to=[other.unit_id])
        ground.publish("PO-C02-02", "PO-C01-05")
        assert Task.objects.get(item_code="PO-C02-02").post == other
        assert Task.objects.filter(item_code="PO-C01-05", post=ground.head).count() == 2


class TestTimes:
    """Whence the instants come."""

    def test_the_scheme_of_the_county(self, ground):
        LampScheme.objects.update(colours=3, warn_days=10, closes_after_days=30)
        ground.publish("PO-C02-02")
        task = Task.objects.get()
        assert (task.colours, task.warns_at, task.closes_at) == (
            3,
            at("2026-12-21 00:00"),
            at("2027-01-31 00:00"),
        )

    def test_the_scheme_in_force_when_the_task_opens(self, ground):
        LampScheme.objects.update(period=from_day(date(2026, 1, 1), date(2026, 7, 1)))
        LampScheme.objects.create(
            county_id=ground.county.pk,
            name="from July",
            colours=3,
            warn_days=10,
            period=from_day(date(2026, 7, 1)),
        )
        ground.publish("PO-C01-05", "PO-C02-02")
        colours = Task.objects.order_by("item_code", "period_start")
        assert list(colours.values_list("colours", flat=True)) == [4, 3, 4]

    def test_for_a_task_that_has_opened_the_scheme_of_today(self, ground):
        until_july = from_day(date(2026, 1, 1), date(2026, 7, 1))
        LampScheme.objects.update(colours=3, period=until_july)
        ground.publish("PO-C02-02", now=at("2026-08-01 09:00"))  # the default of the model
        assert Task.objects.get().colours == 4

    def test_a_local_closure_moves_the_day(self, ground):
        shut(ground.county.pk, date(2026, 6, 30))
        ground.publish("PO-C09-01")
        assert ground.dues("PO-C09-01") == [date(2026, 7, 1)]

    def test_an_item_that_does_not_roll(self, ground):
        DutyItem.objects.filter(code="PO-C03-05").update(rolls_forward=False)
        ground.publish("PO-C03-05")
        assert ground.dues("PO-C03-05") == [date(2026, 1, 31)]

    def test_without_any_stored_day_the_week_decides_provisionally(self, ground):
        WorkDay.objects.all().delete()
        ground.publish("PO-C03-05", "PO-C07-02")
        task = Task.objects.get()  # no holiday is known
        assert (task.due_on, task.provisional) == (date(2026, 2, 2), True)
        WorkDay.objects.bulk_create(days_of_year(2026))


class TestPublication:
    """What is noted of a publication, and what is refused."""

    def test_it_is_noted(self, ground):
        publication = ground.publish("PO-C01-05", "PO-C01-03", by=actor(ground.officer))
        assert (publication.duty_list, publication.year) == (ground.list_of(), 2026)
        assert publication.codes == ["PO-C01-03", "PO-C01-05"]
        assert (publication.planned, publication.made) == (6, 6)
        assert (publication.published_by, publication.published_at) == (ground.officer, NEW_YEAR)
        assert publication.finished_at == NEW_YEAR
        assert ground.list_of().published_at == NEW_YEAR
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.user, entry.kind, entry.object_id) == (
            "list.publish",
            ground.officer,
            "publication",
            str(publication.pk),
        )
        assert entry.after["codes"] == ["PO-C01-03", "PO-C01-05"]

    def test_only_the_office_of_the_county_publishes(self, ground):
        elsewhere = make_unit(make_county("Qingshan"), kind="office")
        _, other_office = make_holder(elsewhere, Role.COMMISSION_OFFICE)
        for stranger in (make_person(), ground.head_user, other_office):
            with pytest.raises(DutyList.DoesNotExist):
                ground.publish("PO-C01-05", by=actor(stranger))
        assert not Task.objects.exists() and not AuditEntry.objects.exists()

    def test_the_first_publication_dates_the_list(self, ground):
        ground.publish("PO-C01-05")
        ground.publish("PO-C01-03", now=NEW_YEAR + days(3))
        assert ground.list_of().published_at == NEW_YEAR

    def test_the_same_again_is_the_same_publication(self, ground):
        first = ground.publish("PO-C01-05", "PO-C01-03")
        again = ground.publish("PO-C01-03", "PO-C01-05", now=NEW_YEAR + days(1))
        assert first.pk == again.pk
        assert again.finished_at == NEW_YEAR + days(1)
        assert AuditEntry.objects.count() == 2

    @pytest.mark.parametrize(
        "codes, year, sentence",
        [
            pytest.param(["PO-C01-05", "TM-C01-01"], 2026, "TM-C01-01", id="of another list"),
            pytest.param([], 2026, "Choose at least one item.", id="none"),
            pytest.param(["PO-C01-05"], 2025, "2025 is over.", id="a year that is over"),
        ],
    )
    def test_refusals(self, ground, codes, year, sentence):
        list_id = ground.list_of().pk
        with translation.override("en"), pytest.raises(Refused, match=sentence):
            publish(duty_list_id=list_id, year=year, codes=codes, by=None, now=NEW_YEAR)
        assert not Publication.objects.exists()
        assert not Task.objects.exists()

    def test_the_number_of_queries_is_that_of_the_runs(self, ground, django_assert_max_num_queries):
        for _ in range(5):
            make_holder(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
        codes = ground.list_of().items.values_list("code", flat=True)
        with django_assert_max_num_queries(79):
            publication = ground.publish(*codes)
        assert publication.planned == 135
