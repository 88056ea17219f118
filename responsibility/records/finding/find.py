"""Finding records: faces by day, unit, person and kind; bodies one may read by their words
(M002-22)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from pages.days import day_of
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.bodies.readers import readable
from responsibility.records.finding.slices import Known, slices
from responsibility.records.finding.terms import like, pieces_of
from responsibility.records.finding.wanted import Key, Wanted
from responsibility.records.models import DutyRecord
from responsibility.records.record.own import own_or_opened, own_records

PAGE = 20
NEWEST = ("-happened_on", "-pk")

# No other index helps with the units: "+ 0" keeps the planner from reading theirs beside this one.
# The steps are gone through in their order and no further than the page needs. The order within a
# step is asked for, that of the steps follows from the plan: a step is read for each row outside.
IN_TEXTS = """
SELECT found.happened_on, found.id
FROM unnest(%(steps)s::tsquery[]) AS step (asked) CROSS JOIN LATERAL (
    SELECT id, happened_on FROM responsibility_dutyrecord
    WHERE record_words(text, place, participants, unit_id, happened_on) @@ step.asked
        AND ended_at IS NULL AND NOT restricted
        AND lower(text || E'\\n' || place || E'\\n' || participants) LIKE ALL (%(likes)s)
        AND unit_id + 0 = ANY (%(units)s) AND kind = ANY (%(kinds)s)
        AND happened_on BETWEEN %(first_on)s AND %(last_on)s
        AND (happened_on, id) < (%(after_day)s, %(after_id)s)
    ORDER BY happened_on DESC, id DESC LIMIT %(most)s
) AS found LIMIT %(most)s
"""
# By the index of words alone: what else the planner takes hangs on how common it thinks what it
# has not seen yet to be.
ALONE, NOT_ALONE = (
    f"SET LOCAL enable_seqscan = {on}; SET LOCAL enable_indexscan = {on}" for on in ("off", "on")
)
FOREVER = 2**63 - 1


@dataclass(frozen=True)
class Page:
    """`records`, the newest first; `next` is where the page after this one begins, None where
    this is the last."""

    records: Sequence[DutyRecord] = ()
    next: Key | None = None


def find_records(wanted: Wanted, *, user, at: datetime, after: Key | None = None) -> Page:
    """The records in force that are `wanted`, PAGE of them from `after` on.

    Without words those whose face `user` may see; with words those whose text the person may read
    at `at` (bodies/readers.py), restricted ones only where they are their own or opened by a
    grant: it is never said whether another text has a word.
    """
    rows = _texts(wanted, user, at, after) if wanted.words else _faces(wanted, user, at, after)
    keys = sorted(set(rows), reverse=True)
    shown = keys[:PAGE]
    records = DutyRecord.objects.filter(pk__in=[key.pk for key in shown]).order_by(*NEWEST)
    return Page(records, shown[-1] if len(keys) > PAGE else None)


def _faces(wanted: Wanted, user, at: datetime, after: Key | None) -> list[Key]:
    standing, face = standing_of(user, at=at), wanted.face()
    open_to = [Q(county_id__in=standing.face_counties)] if standing.face_counties else []
    open_to += [Q(unit__in=standing.face_units)] if standing.face_units else []
    keys = _newest(_few(own_records(user, at=at)).filter(face), after)
    for those in open_to:  # each is read by an index of its own
        keys += _newest(DutyRecord.objects.filter(those, face), after)
    return keys


def _texts(wanted: Wanted, user, at: datetime, after: Key | None) -> list[Key]:
    """Those of one's own, which are few; those of the units one supervises, by the index."""
    contain = wanted.face()
    for word in wanted.words:
        contain &= _contains(word)
    own = readable(_few(own_or_opened(user, at=at)), user=user, at=at)
    keys = _newest(own.filter(contain), after)
    units = _supervised(standing_of(user, at=at), wanted)
    if units and wanted.person:
        theirs = DutyRecord.objects.filter(contain, unit__in=units, restricted=False)
        keys += _newest(theirs, after)
    elif units and pieces_of(wanted.words):
        keys += _by_index(wanted, units, at, after)
    return keys


def _few(records: QuerySet[DutyRecord]) -> QuerySet[DutyRecord]:
    """By their ids: else the planner may read the whole table for a word that it thinks is rare."""
    return DutyRecord.objects.filter(pk__in=list(records.order_by().values_list("pk", flat=True)))


def _contains(word: str) -> Q:
    """Chinese has no small letters, and finding them alike is dear."""
    how = "contains" if word.isupper() == word.islower() else "icontains"
    fields = ("text", "place", "participants")
    return reduce(or_, (Q(**{f"{name}__{how}": word}) for name in fields))


def _by_index(wanted: Wanted, units: Collection[int], at: datetime, after: Key | None) -> list[Key]:
    pieces, today = pieces_of(wanted.words), day_of(at)
    last_on = min(filter(None, (today, wanted.last_on, after and after.happened_on)))
    known = Known.of(pieces, units=units)
    steps = slices(known, units=units, first_on=wanted.first_on, last_on=last_on)
    contain = _every(pieces)
    values = {
        "steps": [f"{contain} & ({_any(marks)})" if marks else contain for marks in steps],
        "likes": [like(word) for word in wanted.words],
        "units": list(units),
        "kinds": [wanted.kind] if wanted.kind else DutyRecord.Kind.values,
        "first_on": wanted.first_on or date.min,
        "last_on": last_on,
        "after_day": after.happened_on if after else date.max,
        "after_id": after.pk if after else FOREVER,
        "most": PAGE + 1,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONE)
        cursor.execute(IN_TEXTS, values)
        keys = [Key(*row) for row in cursor.fetchall()]
        cursor.execute(NOT_ALONE)
    return keys


def _every(marks: Iterable[str]) -> str:
    return " & ".join(f"'{mark}'" for mark in marks)


def _any(marks: Iterable[str]) -> str:
    return " | ".join(f"'{mark}'" for mark in marks)


def _newest(records: QuerySet[DutyRecord], after: Key | None) -> list[Key]:
    if after:
        earlier = Q(happened_on=after.happened_on, pk__lt=after.pk)
        records = records.filter(Q(happened_on__lt=after.happened_on) | earlier)
    keys = records.order_by(*NEWEST).values_list("happened_on", "pk")
    return [Key(*key) for key in keys[: PAGE + 1]]


def _supervised(standing: Standing, wanted: Wanted) -> Collection[int]:
    if not wanted.unit:
        return standing.supervised_units
    below = Unit.objects.filter(path__startswith=wanted.unit.path)
    return standing.supervised_units & set(below.values_list("pk", flat=True))
