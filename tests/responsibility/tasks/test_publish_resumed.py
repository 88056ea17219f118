"""A publication broken off goes on; two at once share the work; nothing is ever doubled."""

import threading

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demonstration.roles import Role
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.publications import Publication
from responsibility.tasks.models import Task, TaskCounterpart
from tests.make import days, make_holder, make_unit
from tests.responsibility.tasks.published import NEW_YEAR, Ground

CODES = ["PO-C01-03", "PO-C01-05", "PO-C06-01", "PO-C06-02", "PO-C07-02", "PO-C13-05"]
BREAK = """
CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows WHERE item_code = '{code}') THEN {act}; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER break_off AFTER INSERT ON responsibility_task
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION break_off();
"""
MEND = "DROP FUNCTION IF EXISTS break_off() CASCADE"
REFUSE = "RAISE EXCEPTION 'no room on the disk'"
END_CONNECTION = "PERFORM pg_terminate_backend(pg_backend_pid())"


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def rows():
    """Everything that publishing made, without what differs from one act to another."""
    tasks = Task.objects.values_list(
        "post", "item_code", "period_start", "due_on", "warns_at", "late_at", "required"
    )
    people = TaskCounterpart.objects.values_list(
        "task__post", "task__item_code", "task__period_start", "post"
    )
    return sorted(tasks), sorted(people)


def make_ground():
    """A head with two members in the team and a unit below."""
    ground = Ground()
    make_holder(ground.unit, Role.TEAM_MEMBER)
    make_holder(ground.unit, Role.TEAM_MEMBER)
    make_holder(make_unit(ground.unit), Role.PRINCIPAL_OFFICER)
    return ground


def all_codes(duty_list):
    return list(duty_list.items.values_list("code", flat=True))


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_it_goes_on_from_there():
    """The server ends the connection in the midst of a run: what was committed stays."""
    ground = make_ground()
    codes = all_codes(ground.list_of())
    run(BREAK.format(code="PO-C07-01", act=END_CONNECTION))
    try:
        with pytest.raises(OperationalError):
            ground.publish(*codes)
    finally:
        connection.close()  # as with the end of the process
        run(MEND)
    broken = Publication.objects.get()
    assert 0 < broken.made < broken.planned
    assert broken.finished_at is None
    made_before = set(Task.objects.values_list("pk", flat=True))
    assert made_before

    later = NEW_YEAR + days(1)
    whole = ground.publish(*codes, now=later)

    assert (whole.pk, whole.made, whole.finished_at) == (broken.pk, broken.planned, later)
    assert set(Task.objects.filter(made_at=NEW_YEAR).values_list("pk", flat=True)) == made_before
    resumed = rows()
    ground.publish(*codes, now=later)  # from the beginning, as nothing is open any more
    assert rows() == resumed


@pytest.mark.django_db(transaction=True)
def test_two_at_once_share_the_work():
    ground = make_ground()
    codes = all_codes(ground.list_of())
    failures = []

    def publish_in_a_connection_of_its_own():
        try:
            ground.publish(*codes)
        except DatabaseError as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish_in_a_connection_of_its_own) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    publication = Publication.objects.get()
    assert publication.made == publication.planned
    together = rows()
    ground.publish(*codes)
    assert rows() == together


@pytest.fixture
def ground(db):
    """The list in two versions with the same items."""
    ground = make_ground()
    first = ground.list_of()
    second = DutyList.objects.create(county=ground.county, role_kind=first.role_kind, version=2)
    for item in DutyItem.objects.filter(duty_list=first, code__in=CODES):
        item.pk, item.duty_list = None, second
        item.save()
    return ground


acts = st.lists(
    st.tuples(
        st.sampled_from([1, 2]),  # the version
        st.sets(st.sampled_from(CODES), min_size=1),
        st.none() | st.sampled_from(CODES),  # the item at which it is broken off
    ),
    min_size=1,
    max_size=4,
)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=acts)
def test_however_often_and_however_broken_the_rows_are_the_same(ground, acts):
    with transaction.atomic():
        for version, codes, breaks_at in acts:
            publish_broken_off_at(ground, version, codes, breaks_at)
        for version, codes, _ in acts:
            ground.publish(*codes, version=version)
        in_many_acts = rows()
        transaction.set_rollback(True)
    with transaction.atomic():
        ground.publish(*set().union(*(codes for _, codes, _ in acts)))
        at_once = rows()
        transaction.set_rollback(True)
    assert in_many_acts == at_once


def publish_broken_off_at(ground, version, codes, code):
    run(BREAK.format(code=code, act=REFUSE))
    try:
        ground.publish(*codes, version=version)
    except DatabaseError:
        assert code in codes
    finally:
        run(MEND)
