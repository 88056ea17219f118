"""What a text has in common with others of its county, and files that another record has too.

Facts for the writer before lodging and for who checks: how much, and in which record, that one by
name only where its face is open to whoever looks. Nothing follows from them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from responsibility.files.models import StoredFile
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.files.models import Evidence
from responsibility.records.models import DutyRecord
from responsibility.records.record.chain import chain_of

MANY = 50  # records with one passage: it is common, and they are not listed
MOST_NAMED = 5  # records that are named

# A passage that a correction still has is counted there alone.
SHARED = """
WITH mine AS ({mine}), met AS (
    SELECT mine.fingerprint, mine.length, other.record_id,
        count(*) OVER (PARTITION BY mine.fingerprint) AS often
    FROM mine CROSS JOIN LATERAL (
        SELECT p.record_id
        FROM responsibility_passage p JOIN responsibility_dutyrecord r ON r.id = p.record_id
        WHERE p.fingerprint = mine.fingerprint AND r.county_id = ANY (%(counties)s)
            AND r.id <> ALL (%(versions)s) AND r.ended_as IS DISTINCT FROM 'withdrawn'
            AND NOT EXISTS (
                SELECT FROM responsibility_dutyrecord later
                JOIN responsibility_passage still ON still.record_id = later.id
                WHERE later.supersedes_id = r.id AND still.fingerprint = p.fingerprint)
        ORDER BY p.record_id DESC LIMIT %(many)s + 1
    ) AS other
)
SELECT record_id, count(*), sum(length) FROM met WHERE often <= %(many)s GROUP BY record_id
UNION ALL
SELECT NULL, count(*), sum(length) FROM (
    SELECT DISTINCT fingerprint, length FROM met WHERE often > %(many)s
) AS common HAVING count(*) > 0
"""
OF_TEXT = "SELECT * FROM passages_of(%(text)s)"
OF_RECORD = "SELECT fingerprint, length FROM responsibility_passage WHERE record_id = %(record)s"


@dataclass(frozen=True)
class Shared:
    """So many passages with so many characters, without blanks and signs."""

    passages: int
    characters: int


@dataclass(frozen=True)
class Alike(Shared):
    """Shared with `record`, whose face is open to whoever looks; `own`: of the same post or by the
    same person."""

    record: DutyRecord
    own: bool

    @property
    def whose(self) -> str:
        return f"{self.record.unit.name} {self.record.post.title}"


@dataclass(frozen=True)
class UsedAgain:
    """A file that so many other records have, by its content; `common` where those are many."""

    name: str
    records: int

    @property
    def common(self) -> bool:
        return self.records > MANY


@dataclass(frozen=True)
class Likeness:
    """What is shared: with records that may be named, the most first, at most MOST_NAMED; the most
    with one of the `others`, which are not named; and what stands in more than MANY records."""

    alike: Sequence[Alike] = ()
    others: int = 0
    with_another: Shared | None = None
    common: Shared | None = None
    files: Sequence[UsedAgain] = ()
    many: int = MANY

    def __bool__(self) -> bool:
        return bool(self.alike or self.others or self.common or self.files)


@dataclass(frozen=True)
class _Of:
    """Whose text it is: the versions of the record itself are left out, and what is of these posts
    or this person is the own."""

    versions: Sequence[int]
    posts: Iterable[int]
    lodged_by: int | None
    counties: Sequence[int]

    def owns(self, record: DutyRecord) -> bool:
        return record.post_id in self.posts or record.lodged_by_id == self.lodged_by


def likeness_of(record: DutyRecord, *, viewer, now: datetime) -> Likeness:
    """What the text and files of `record` share with others, for who may read them.

    Its own versions and what was withdrawn are left out; earlier and later records count alike.
    """
    versions = [version.pk for version in chain_of(record)]
    of = _Of(versions, [record.post_id], record.lodged_by_id, [record.county_id])
    files = StoredFile.objects.filter(evidence__record=record)
    return _likeness(OF_RECORD, {"record": record.pk}, files, of, viewer, now)


def likeness_of_draft(
    *,
    text: str,
    file_ids: Sequence[UUID],
    viewer,
    now: datetime,
    instead_of: DutyRecord | None = None,
) -> Likeness:
    """The same of what the viewer is writing; `instead_of` is the record that it corrects."""
    posts = standing_of(viewer, at=now).log_posts
    units = Unit.objects.filter(posts__in=posts).only("county_id").distinct()
    versions = [version.pk for version in chain_of(instead_of)] if instead_of else []
    of = _Of(versions, posts, viewer.pk, list({unit.the_county_id for unit in units}))
    files = StoredFile.objects.filter(pk__in=file_ids)
    return _likeness(OF_TEXT, {"text": text.replace("\0", "")}, files, of, viewer, now)


def _likeness(
    mine: str, values: dict, files: QuerySet[StoredFile], of: _Of, viewer, now: datetime
) -> Likeness:
    shared = _shared(mine, values, of)
    common = shared.pop(None, None)
    faces = DutyRecord.objects.visible_to(viewer, at=now).filter(pk__in=shared)
    seen = faces.select_related("post", "unit").in_bulk() if shared else {}
    alike = sorted(
        (
            Alike(what.passages, what.characters, seen[pk], of.owns(seen[pk]))
            for pk, what in shared.items()
            if pk in seen
        ),
        key=_most,
    )
    hidden = [what for pk, what in shared.items() if pk not in seen]
    others = [*alike[MOST_NAMED:], *hidden]
    return Likeness(
        alike=alike[:MOST_NAMED],
        others=len(others),
        with_another=min(others, key=_most, default=None),
        common=common,
        files=_used_again(files, of),
    )


def _most(shared: Shared) -> tuple[int, int]:
    return -shared.characters, -shared.passages


def _shared(mine: str, values: dict, of: _Of) -> dict[int | None, Shared]:
    """By the record; what is common by None."""
    with connection.cursor() as cursor:
        about = {"counties": of.counties, "versions": list(of.versions), "many": MANY}
        cursor.execute(SHARED.format(mine=mine), values | about)
        return {pk: Shared(passages, int(length)) for pk, passages, length in cursor.fetchall()}


def _used_again(files: QuerySet[StoredFile], of: _Of) -> list[UsedAgain]:
    names = {file.received_sha256: file.name for file in files}
    if not names:
        return []
    bound = Evidence.objects.filter(
        stored_file__received_sha256__in=names,
        record__county_id__in=of.counties,
        record__ended_at=None,
    ).exclude(record__in=of.versions)
    counted = bound.values_list("stored_file__received_sha256").annotate(Count("record"))
    return [
        UsedAgain(names[content], records)
        for content, records in counted.order_by("stored_file__received_sha256")
    ]
