"""Kinds of record: what each needs, which one is chosen beforehand, what a correction does."""

from importlib import import_module

import pytest
from django.db import connection

from pages.refused import Refused
from responsibility.lists.models import EvidenceKind
from responsibility.lists.record_kind import RecordKind
from responsibility.lists.starter_data import load_kinds
from responsibility.records.form.suggested import last_record, suggested_kind
from responsibility.records.models import DutyRecord
from supervision.checks.open import why_not_open
from tests.make import NOW, at, make_item, make_task
from tests.responsibility.records.cast import (
    correct_as,
    credit_of,
    lodge_as,
    make_cast,
    people_task,
    state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(english):
    return make_cast()


NEEDS = [
    ("meeting", {}, ["participants"]),
    ("meeting", {"participants": "The team"}, []),
    ("talk", {}, ["participants"]),
    ("talk", {"participants": "Li Si"}, []),
    ("study", {}, ["present"]),
    ("study", {"present": 23}, []),
    ("visit", {}, ["place"]),
    ("visit", {"place": "Reservoir"}, []),
    ("document", {"text": ""}, ["text"]),
    ("document", {}, []),
    ("record", {}, []),
    ("nonsense", {}, ["kind"]),
]


@pytest.mark.parametrize(("kind", "said", "missing"), NEEDS)
def test_each_kind_needs_what_it_is_counted_by(cast, kind, said, missing):
    task, errors = make_task(cast.post), {}
    try:
        lodge_as(cast.holder, task, kind=kind, **said)
    except Refused as refusal:
        errors = refusal.errors
    assert list(errors) == missing


def test_whom_a_talk_counts_needs_no_other_name(cast):
    task, (post,) = people_task(cast, required=1, asked=1)
    record = lodge_as(cast.holder, task, kind="talk", counterpart_post_ids=[post.pk])
    assert (record.kind, state(task)[0]) == ("talk", "green")


def asks_for(item, *codes) -> None:
    load_kinds()
    item.evidence.set(EvidenceKind.objects.filter(code__in=codes))


STATED = [
    (["talk_record"], "talk"),
    (["study_notes", "signin", "photo"], "study"),
    (["system_doc", "notice"], "document"),
    (["minutes", "inspection_record"], ""),
    (["declaration"], ""),
    ([], ""),
]


@pytest.mark.parametrize(("codes", "kind"), STATED)
def test_the_item_states_its_kind_by_its_evidence(cast, codes, kind):
    item = make_item(cast.county)
    asks_for(item, *codes)
    assert item.record_kind == suggested_kind(make_task(cast.post, item), None) == kind


def test_else_the_last_record_for_it_does(cast):
    task = make_task(cast.post)
    for kind, suggested in [("visit", "visit"), ("record", "")]:
        lodge_as(cast.holder, task, kind=kind, place="Reservoir", text=kind, now=NOW)
        last = last_record(task, user=cast.holder, now=NOW, besides=None)
        assert suggested_kind(task, last) == suggested


def test_to_name_the_kind_rightly_takes_nothing_from_a_lamp(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.holder, task)
    later = at("2026-12-01 10:00")
    new = correct_as(cast.holder, old, task, kind="visit", place="Reservoir", now=later)
    assert (new.kind, credit_of(new, task).counts_at, state(task)[0]) == ("visit", NOW, "green")


@pytest.mark.parametrize("kind", RecordKind.values)
def test_what_was_done_may_be_checked_whatever_its_kind(kind):
    assert bool(why_not_open(DutyRecord(kind=kind))) == (kind == RecordKind.ZERO_REPORT)


OLD = [
    ([("talk_record", "开展监督谈话")], "talk"),
    ([("talk_record", "对受处分干部开展回访教育")], "record"),
    ([("minutes", "听取汇报"), ("minutes", "研究有关问题")], "meeting"),
    ([("minutes", "听取汇报"), ("inspection_record", "检查经费使用")], "record"),
    ([("minutes", "听取汇报"), ("report", "报告情况")], "record"),
    ([("report", "报告情况")], "record"),
]


@pytest.mark.parametrize(("items", "kind"), OLD)
def test_an_old_record_has_the_kind_that_all_its_items_leave_no_doubt_of(cast, items, kind):
    tasks = []
    for code, text in items:
        item = make_item(cast.county, text=text)
        asks_for(item, code)
        tasks.append(make_task(cast.post, item))
    record = lodge_as(cast.holder, *tasks)
    before = (record.text, record.lodged_at)
    migration = import_module("responsibility.migrations.0040_kinds_of_records")
    with connection.schema_editor() as editor:
        migration.kinds_of_old_records(None, editor)
    record.refresh_from_db()
    assert (record.kind, record.text, record.lodged_at) == (kind, *before)
