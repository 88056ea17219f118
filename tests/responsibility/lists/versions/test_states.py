"""The way of a version: which act may be done in which state, and by whom."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import move_item, put_back_item, remove_item
from responsibility.lists.versions.review import (
    close_version,
    publish_version,
    send_back,
    submit,
    take_submission_back,
    what_stops,
)
from responsibility.lists.versions.start import start_version
from responsibility.lists.versions.states import State, state_of
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from tests.make import NOW, actor, make_county, make_holder, make_person, make_unit

pytestmark = pytest.mark.django_db
NUMBER = {"document_number": "No. 3", "committee": "Committee of Lanchuan"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def county():
    load_kinds()
    county = make_county()
    load_county_lists(county=county, now=NOW)
    office = make_unit(county, kind="office")
    county.writer = make_holder(office, "commission_office")[1]
    county.reviewer = make_holder(office, "commission_office")[1]
    make_holder(make_unit(county), "team_member")
    return county


@pytest.fixture
def source(county) -> DutyList:
    """A published list."""
    found = DutyList.objects.get(county=county, role_kind__code="team_member")
    publish(duty_list_id=found.pk, year=2026, codes=["TM-C01-01"], by=None, now=NOW)
    found.refresh_from_db()
    return found


def by(user, **over):
    return {"by": actor(user), "now": NOW} | over


def draft_of(source, user) -> DutyList:
    return start_version(list_id=source.pk, year=2027, **by(user))


def in_state(state: State, source, county) -> DutyList:
    draft = draft_of(source, county.writer)
    if state in {State.SUBMITTED, State.RETURNED, State.PUBLISHED}:
        submit(list_id=draft.pk, **by(county.writer))
    if state == State.RETURNED:
        send_back(list_id=draft.pk, reason="Say it shorter.", **by(county.reviewer))
    if state == State.PUBLISHED:
        publish_version(list_id=draft.pk, **NUMBER, **by(county.reviewer))
    if state == State.CLOSED:
        close_version(list_id=draft.pk, reason="Not needed.", **by(county.writer))
    draft.refresh_from_db()
    assert state_of(draft) == state
    return draft


ACTS = {
    "change": lambda it, acting: change_item(
        item_id=it.items.order_by("position").first().pk, values={"text": "Anew"}, **acting
    ),
    "add": lambda it, acting: add_item(
        list_id=it.pk,
        values={
            "text": "Hear the sections",
            "category_id": it.items.first().category_id,
            "cadence": "monthly",
            "due_rule": "period_end",
        },
        **acting,
    ),
    "move": lambda it, acting: move_item(item_id=it.items.first().pk, place=1, **acting),
    "remove": lambda it, acting: remove_item(item_id=it.items.first().pk, **acting),
    "submit": lambda it, acting: submit(list_id=it.pk, **acting),
    "take back": lambda it, acting: take_submission_back(list_id=it.pk, **acting),
    "send back": lambda it, acting: send_back(list_id=it.pk, reason="No.", **acting),
    "publish": lambda it, acting: publish_version(list_id=it.pk, **NUMBER, **acting),
    "close": lambda it, acting: close_version(list_id=it.pk, reason="Over.", **acting),
    "start": lambda it, acting: start_version(list_id=it.pk, year=2027, **acting),
}
WRITES = {"change", "add", "move", "remove", "submit", "close"}
# What may be done in each state: by who wrote it, and by another person of the office.
MAY = {
    State.DRAFT: (WRITES, WRITES),
    State.RETURNED: (WRITES, WRITES),
    State.SUBMITTED: ({"take back"}, {"take back", "send back", "publish"}),
    State.PUBLISHED: ({"close", "start"}, {"close", "start"}),
    State.CLOSED: ({"start"}, {"start"}),
}


@pytest.mark.parametrize("state", MAY)
def test_states_and_who_may(state, source, county):
    draft = in_state(state, source, county)
    for user, allowed in zip((county.writer, county.reviewer), MAY[state], strict=True):
        for name, act in ACTS.items():
            with transaction.atomic():
                if name in allowed:
                    act(draft, by(user))
                else:
                    with pytest.raises(Refused):
                        act(draft, by(user))
                transaction.set_rollback(True)


@pytest.mark.parametrize("state", MAY)
def test_nobody_else_has_any_of_it(state, source, county):
    draft = in_state(state, source, county)
    far = make_holder(make_unit(make_county("Elsewhere"), kind="office"), "commission_office")[1]
    absent = (DutyList.DoesNotExist, DutyItem.DoesNotExist)
    for user in (far, make_person(), make_holder(make_unit(county), "team_member")[1]):
        for act in ACTS.values():
            with pytest.raises(absent):
                act(draft, by(user))


def test_who_changed_a_word_does_not_review_it(source, county):
    draft = draft_of(source, county.writer)
    change_item(item_id=draft.items.first().pk, values={"text": "Anew"}, **by(county.reviewer))
    submit(list_id=draft.pk, **by(county.writer))
    with pytest.raises(Refused, match="Somebody else"):
        publish_version(list_id=draft.pk, **NUMBER, **by(county.reviewer))
    draft.refresh_from_db()
    draft.published_by, draft.published_at = county.reviewer, NOW
    draft.document_number, draft.committee = "No. 3", "Committee"
    with pytest.raises(IntegrityError, match="reviewed_by_another"), transaction.atomic():
        draft.save()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.CLOSED])
def test_the_database_keeps_items_that_no_longer_change(state, source, county):
    draft = in_state(state, source, county)
    item = draft.items.first()
    fresh = {"code": "X-1", "category_id": item.category_id, "position": 99, "text": "Another"}
    acts = [
        lambda: DutyItem.objects.filter(pk=item.pk).update(text="Anew"),
        lambda: DutyItem.objects.filter(pk=item.pk).delete(),
        lambda: item.evidence.add(1),
        lambda: DutyItem.objects.create(duty_list=draft, cadence="monthly", **fresh),
    ]
    for act in acts:
        with pytest.raises(DatabaseError, match="never change|foreign key"), transaction.atomic():
            act()


def test_a_published_version_keeps_all_but_its_closing(source, county):
    draft = in_state(State.PUBLISHED, source, county)
    for name, value in {"document_number": "No. 4", "year": 2028, "authors": []}.items():
        with pytest.raises(DatabaseError, match="kept as written"), transaction.atomic():
            DutyList.objects.filter(pk=draft.pk).update(**{name: value})
    gone = DutyList.objects.filter(pk=draft.pk)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        gone._raw_delete(gone.db)


def test_what_was_taken_out_is_put_back_where_it_stood(source, county):
    draft = draft_of(source, county.writer)
    item = draft.items.order_by("position")[3]
    before = [(one.code, one.position, one.text) for one in draft.items.order_by("position")]
    remove_item(item_id=item.pk, **by(county.writer))
    assert draft.items.count() == len(before) - 1
    put_back_item(list_id=draft.pk, code=item.code, **by(county.writer))
    after = [(one.code, one.position, one.text) for one in draft.items.order_by("position")]
    assert after == before
    with pytest.raises(Refused, match="on the list already"):
        put_back_item(list_id=draft.pk, code=item.code, **by(county.writer))


def test_an_item_moves_within_its_category_alone(source, county):
    draft = draft_of(source, county.writer)
    category = draft.items.order_by("position").first().category_id
    order = lambda: list(  # noqa: E731
        draft.items.filter(category=category).order_by("position").values_list("code", flat=True)
    )
    codes = order()
    first = draft.items.get(code=codes[0])
    for place, expected in ((1, 1), (0, 0), (99, len(codes) - 1), (-3, 0)):
        move_item(item_id=first.pk, place=place, **by(county.writer))
        assert order().index(codes[0]) == expected
    assert order() == codes


def test_a_new_item_gets_a_code_that_no_version_has_borne(source, county):
    draft = draft_of(source, county.writer)
    category = draft.items.order_by("code").first().category
    same = draft.items.filter(category=category).order_by("code")
    gone = same.last()
    remove_item(item_id=gone.pk, **by(county.writer))
    item = ACTS["add"](draft, by(county.writer))
    assert item.code not in set(source.items.values_list("code", flat=True)) | {gone.code}
    assert item.code.startswith("TM-")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "  "}, "text"),
        ({"required": 0}, "required"),
        ({"required": 100}, "required"),
        ({"warn_days": 61}, "warn_days"),
        ({"cadence": "one_off"}, "due_rule"),
        ({"due_rule": "appointed:P1M"}, "due_rule"),
        ({"cadence": "one_off", "due_rule": "appointed:P0M"}, "due_rule"),
        ({"cadence": "yearly", "due_rule": "md:02-30"}, "due_rule"),
        ({"cadence": "yearly", "due_rule": "md:?"}, "due_rule"),
        ({"cadence": "quarterly", "due_rule": "md:03-31|06-30"}, "due_rule"),
        ({"due_rule": "holiday_eve:"}, "due_rule"),
        ({"due_rule": "whenever"}, "due_rule"),
        ({"applies_to": [10**9]}, "applies_to"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(values, field, source, county):
    draft = draft_of(source, county.writer)
    item = draft.items.order_by("position").first()
    with pytest.raises(Refused) as refusal:
        change_item(item_id=item.pk, values=values, **by(county.writer))
    assert set(refusal.value.errors) == {field}


def test_an_item_for_named_units_is_an_individual_task(source, county):
    draft = draft_of(source, county.writer)
    unit, item = make_unit(county), draft.items.first()
    for applies_to, kind in (([unit.pk], "individual"), ([], "common")):
        values = {"applies_to": applies_to}
        assert change_item(item_id=item.pk, values=values, **by(county.writer)).task_kind == kind


def test_submitting_names_the_item_that_stops_it(source, county):
    draft = draft_of(source, county.writer)
    first, second = draft.items.order_by("position")[:2]
    change_item(item_id=second.pk, values={"text": first.text}, **by(county.writer))
    [stop] = what_stops(draft, now=NOW)
    assert stop.item == second
    with pytest.raises(Refused, match=second.code):
        submit(list_id=draft.pk, **by(county.writer))


def test_no_task_is_made_from_what_is_not_reviewed_or_is_closed(source, county):
    draft = draft_of(source, county.writer)
    act = {"year": 2027, "codes": ["TM-C01-01"], "by": actor(county.writer), "now": NOW}
    with pytest.raises(Refused, match="is a draft"):
        publish(duty_list_id=draft.pk, **act)
    submit(list_id=draft.pk, **by(county.writer))
    publish_version(list_id=draft.pk, **NUMBER, **by(county.reviewer))
    publish(duty_list_id=draft.pk, **act)
    assert Task.objects.filter(item__duty_list=draft).count() == 4
    close_version(list_id=draft.pk, reason="Over.", **by(county.writer))
    with pytest.raises(Refused, match="closed"):
        publish(duty_list_id=draft.pk, **act)
    assert Task.objects.filter(item__duty_list=draft).count() == 4


def test_what_the_platform_brought_is_reviewed_once_somebody_changed_it(county):
    brought = DutyList.objects.get(county=county, role_kind__code="team_member")
    item = brought.items.first()
    change_item(item_id=item.pk, values={"text": "Ours"}, **by(county.writer))
    with pytest.raises(Refused, match="is a draft"):
        publish(duty_list_id=brought.pk, year=2026, codes=[item.code], by=None, now=NOW)


def test_an_items_own_days_of_warning_hold(source, county):
    draft = draft_of(source, county.writer)
    item = draft.items.get(code="TM-C01-01")
    change_item(item_id=item.pk, values={"warn_days": 3}, **by(county.writer))
    submit(list_id=draft.pk, **by(county.writer))
    publish_version(list_id=draft.pk, **NUMBER, **by(county.reviewer))
    publish(duty_list_id=draft.pk, year=2027, codes=[item.code], by=None, now=NOW)
    for task in Task.objects.filter(item=item):
        assert (task.late_at - task.warns_at).days == 4  # from 00:00 to 24:00 of the due day


def test_a_change_says_what_it_was_and_is(source, county):
    draft = draft_of(source, county.writer)
    item = draft.items.order_by("position").first()
    was = item.text
    change_item(item_id=item.pk, values={"text": "Anew"}, **by(county.writer))
    entry = AuditEntry.objects.get(action="list.change_item")
    assert (entry.before, entry.after) == ({"wording": was}, {"wording": "Anew"})
