"""A record and those that corrected it, or that it corrected."""

from responsibility.records.models import DutyRecord

MOST_LINKS = 20  # shown to each side


def chain_of(record: DutyRecord) -> list[DutyRecord]:
    """All versions of `record`, the oldest first, itself among them; one query for each."""
    before, after = [], []
    one = record
    while one.supersedes_id and len(before) < MOST_LINKS:
        one = DutyRecord.objects.select_related("lodged_by").get(pk=one.supersedes_id)
        before.insert(0, one)
    one = record
    while len(after) < MOST_LINKS and (one := _successor(one)):
        after.append(one)
    return [*before, record, *after]


def newest(record: DutyRecord) -> DutyRecord:
    """The version of `record` that stands now: the last, in force or withdrawn."""
    while later := _successor(record):
        record = later
    return record


def _successor(record: DutyRecord) -> DutyRecord | None:
    if record.ended_as != DutyRecord.Ending.SUPERSEDED:
        return None
    return DutyRecord.objects.select_related("lodged_by").filter(supersedes=record.pk).first()
