"""The same content again within minutes: it counts once (edge case of a repeated submission).

A double tap is caught by the number of the form; this catches the form opened and filled anew,
after an answer that was lost, or to fill up a count.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from responsibility.files.models import StoredFile
from responsibility.records.counting.count import counterpart_keys
from responsibility.records.lodging.entry import Entry
from responsibility.records.models import Credit, DutyRecord

WITHIN = timedelta(minutes=10)


def repeated_record(entry: Entry, *, user, now: datetime) -> DutyRecord | None:
    """The record in force that `user` lodged within the last ten minutes with all that `entry`
    says, files by their content, for one of its duties at least; one that was returned is none."""
    lodged = DutyRecord.objects.in_force().filter(
        lodged_by=user,
        lodged_at__range=(now - WITHIN, now),
        kind=entry.kind,
        happened_on=entry.happened_on,
        credits__in=Credit.objects.filter(task__in=entry.task_ids, ended_at=None),
    )
    ours = _content_of_entry(entry)
    return next((one for one in lodged.distinct() if _content_of_record(one) == ours), None)


def _content_of_entry(entry: Entry) -> tuple:
    words = (entry.place, entry.participants, entry.document_number, entry.text)
    return (*map(_words, words), entry.present, entry.counterparts, _hashes(entry.file_ids))


def _content_of_record(record: DutyRecord) -> tuple:
    words = (record.place, record.participants, record.document_number, record.text)
    named = list(record.counterparts.values_list("post", "unit"))
    counterparts = counterpart_keys(
        posts=[post for post, _unit in named if post], units=[unit for _post, unit in named if unit]
    )
    files = record.evidence.values_list("stored_file", flat=True)
    return (*map(_words, words), record.present, counterparts, _hashes(files))


def _words(text: str) -> str:
    """Without the blanks and line breaks, which make no other content."""
    return "".join(text.split())


def _hashes(file_ids: Iterable[UUID]) -> frozenset[str]:
    files = StoredFile.objects.filter(pk__in=list(file_ids))
    return frozenset(files.values_list("received_sha256", flat=True))
