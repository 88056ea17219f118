"""Writing a checked entry as a record with its counterparts, files and credits."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from responsibility.organisation.standing import Standing, standing_of
from responsibility.records.counting.window import counting_instant
from responsibility.records.credits.awaited import slot_of
from responsibility.records.files.models import Evidence
from responsibility.records.kind import CONFIRMATION
from responsibility.records.lodging.entry import Entry
from responsibility.records.lodging.ticked import Ticked
from responsibility.records.models import Credit, DutyRecord, RecordCounterpart
from responsibility.tasks.models import Task


def write_record(
    *,
    entry: Entry,
    ticked: Ticked,
    by: Actor,
    now: datetime,
    nonce: UUID,
    instead_of: DutyRecord | None = None,
) -> tuple[DutyRecord, bool]:
    """Write the record, its counterparts and files, for the post of the first ticked task.

    Returns the record and True, or what the same nonce wrote before and False.
    """
    first = ticked.own[0]
    record, made = DutyRecord.objects.get_or_create(
        lodged_by=by.user,
        nonce=nonce,
        defaults={
            "county_id": first.county_id,
            "post": first.post,
            "unit": first.unit,
            "kind": entry.kind,
            "happened_on": entry.happened_on,
            "place": entry.place,
            "participants": entry.participants,
            "present": entry.present,
            "document_number": entry.document_number,
            "text": entry.text,
            "restricted": any(task.restricted for task in ticked.tasks),
            "lodged_at": now,
            "supersedes": instead_of,
            "checked_at": instead_of.checked_at if instead_of else None,
        },
    )
    if made:
        _name_counterparts(record, entry, instead_of)
        Evidence.objects.bulk_create(
            Evidence(record=record, stored_file_id=file_id, position=position)
            for position, file_id in enumerate(entry.file_ids)
        )
    return record, made


def _name_counterparts(record: DutyRecord, entry: Entry, instead_of: DutyRecord | None) -> None:
    """A counterpart whom a correction adds is marked as added then; others keep their mark."""
    before = {}
    if instead_of:
        rows = instead_of.counterparts.values_list("post", "unit", "added_at")
        before = {(post, unit): added_at for post, unit, added_at in rows}
    named = [(post, None) for post in entry.counterpart_post_ids]
    named += [(None, unit) for unit in entry.counterpart_unit_ids]
    new_mark = record.lodged_at if instead_of else None
    RecordCounterpart.objects.bulk_create(
        RecordCounterpart(
            record=record, post_id=post, unit_id=unit, added_at=before.get((post, unit), new_mark)
        )
        for post, unit in named
    )


def write_credits(
    *,
    record: DutyRecord,
    ticked: Ticked,
    by: Actor,
    now: datetime,
    inherited: Mapping[int, datetime] | None = None,
) -> list[Credit]:
    """Credit the record to every ticked task, and ask the holders where they must confirm.

    An own task's credit counts from its instant in `inherited` (by task id), else from
    `counting_instant`; an offered one from nothing but an inherited instant. It awaits the
    holder where the person is only a clerk of the post, or not even that.
    """
    standing, inherited = standing_of(by.user, at=now), inherited or {}
    credits = [
        _credit(
            record,
            task,
            counts_at=inherited.get(task.pk) or counting_instant(task=task, now=now),
            awaits=_only_clerk(standing, task),
        )
        for task in ticked.own
    ]
    credits += [
        _credit(record, task, counts_at=inherited.get(task.pk), awaits=True)
        for task in ticked.offered
    ]
    Credit.objects.bulk_create(credits)
    owe_reminders(
        model=Task,
        ids=[credit.task_id for credit in credits if credit.awaits],
        stage=CONFIRMATION,
        now=now,
        slot=slot_of(record.pk),
    )
    return credits


def _credit(record: DutyRecord, task: Task, *, counts_at, awaits: bool) -> Credit:
    return Credit(
        record=record,
        task=task,
        post=task.post,
        item_code=task.item_code,
        offered_at=record.lodged_at,
        counts_at=counts_at,
        awaits=awaits,
    )


def _only_clerk(standing: Standing, task: Task) -> bool:
    return task.post_id not in standing.own_posts | standing.confirm_posts
