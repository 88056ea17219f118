"""Playing the event script: plain lodgings in bulk, everything else through its verb.

Thousands of records one by one would take minutes; a day's plain lodgings are written together,
their lamps worked out by the same rule (`take_facts`). The sweep runs at each
midnight, so that yellow, red and their reminders come as they would have come, and stand in the
inboxes in the morning.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction
from psycopg2.extras import execute_values

from alerts.audit.actor import Actor
from alerts.engine.sweep import sweep
from alerts.lamps.relight import take_facts
from demonstration.county import County
from demonstration.daily import do_duties
from demonstration.deeds import kinds_of_items, values_of
from demonstration.messages import tell_in_inboxes
from demonstration.names import NAMES
from demonstration.script import SHANGHAI, Lodging
from responsibility.records.counting.count import count, facts_of_count
from responsibility.records.credits.confirm import decline
from responsibility.records.kind import LODGED
from responsibility.records.models import Credit, DutyRecord, RecordCounterpart
from responsibility.records.record.correct import correct
from responsibility.records.record.withdraw import withdraw
from responsibility.tasks.models import Task

WRITE_TASKS = """
UPDATE responsibility_task t SET
    done = v.done, fulfilled_at = v.fulfilled_at,
    lamp = v.lamp, lamp_since = v.lamp_since, lamp_cause = v.lamp_cause
FROM (VALUES %s) AS v (id, done, fulfilled_at, lamp, lamp_since, lamp_cause) WHERE t.id = v.id
"""
TEMPLATE = "(%s, %s, %s::timestamptz, %s, %s::timestamptz, %s)"


@dataclass
class Stage:
    """What the play needs while it runs."""

    county: County
    credits: dict[int, list[tuple[datetime, list[int]]]]
    kinds: dict[int, str]
    played: int = 0

    def lodger(self, lodging: Lodging):
        """Who lodges: the unit's clerk, or the holder of the first task's post."""
        task = lodging.tasks[0]
        clerk = self.county.clerks.get(task.unit_id)
        if lodging.by_clerk and clerk:
            return clerk
        return self.county.holder_on(task.post_id, lodging.at.date())


def play(*, county: County, lodgings: list[Lodging], start: date, until: datetime) -> int:
    """Play `lodgings` (in order of time) from `start` up to `until`; return how many records."""
    stage = Stage(county=county, credits=defaultdict(list), kinds=kinds_of_items())
    by_day = {
        day: list(some) for day, some in groupby(lodgings, key=lambda lodged: lodged.at.date())
    }
    afterwards: dict[date, list] = defaultdict(list)
    day = start
    while day <= until.date():
        if day.day == 1:
            _know_the_sizes()
        if day < until.date():
            do_duties(day, last=until.date())
            tell_in_inboxes(day)
        for record, lodging in _lodge_all(stage, by_day.get(day, [])):
            if lodging.afterwards:
                afterwards[day + timedelta(days=1)].append((record, lodging))
        _confirm_all(day, until)
        for record, lodging in afterwards.pop(day, []):
            _then(stage, record, lodging, until)
        day += timedelta(days=1)
        sweep(now=min(until, datetime.combine(day, time(0, 0, 20), SHANGHAI)))
    return stage.played


def _know_the_sizes() -> None:
    """Nothing is committed yet, so the server does not look by itself how much there is."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def _lodge_all(stage: Stage, lodgings: list[Lodging]) -> list[tuple[DutyRecord, Lodging]]:
    records = [_record(stage, lodging) for lodging in lodgings]
    DutyRecord.objects.bulk_create(records)
    counterparts, credits, tasks = [], [], {}
    for record, lodging in zip(records, lodgings, strict=True):
        counterparts += [RecordCounterpart(record=record, post_id=pk) for pk in lodging.posts]
        counterparts += [RecordCounterpart(record=record, unit_id=pk) for pk in lodging.units]
        credits += [_credit(record, task, lodging) for task in lodging.tasks]
        for task in lodging.tasks:
            _count(stage, task, lodging)
            tasks[task.pk] = task
    RecordCounterpart.objects.bulk_create(counterparts)
    Credit.objects.bulk_create(credits)
    _write(tasks.values())
    stage.played += len(records)
    return list(zip(records, lodgings, strict=True))


def _record(stage: Stage, lodging: Lodging) -> DutyRecord:
    task = lodging.tasks[0]
    lodger = stage.lodger(lodging)
    number = int(lodging.at.timestamp()) << 32 | task.pk
    return DutyRecord(
        county_id=task.county_id,
        post_id=task.post_id,
        unit_id=task.unit_id,
        happened_on=lodging.happened_on,
        **values_of(lodging, stage.kinds),
        restricted=any(task.restricted for task in lodging.tasks),
        lodged_by=lodger,
        lodged_at=lodging.at,
        nonce=UUID(int=number),
    )


def _credit(record: DutyRecord, task: Task, lodging: Lodging) -> Credit:
    return Credit(
        record=record,
        task=task,
        post_id=task.post_id,
        item_code=task.item_code,
        offered_at=lodging.at,
        counts_at=lodging.at,
        awaits=lodging.by_clerk,
    )


def _count(stage: Stage, task: Task, lodging: Lodging) -> None:
    """Count the lodging for `task` in memory and turn its lamp there."""
    reached = lodging.units or lodging.posts
    stage.credits[task.pk].append((lodging.at, reached))
    since: dict = {}
    for at, some in stage.credits[task.pk]:
        for key in some if task.counts_people else [at]:
            since.setdefault(key, at)
    facts = facts_of_count(task, count(since.values(), required=task.required))
    take_facts(deadline=task, now=lodging.at, cause=LODGED, **facts)


def _write(tasks) -> None:
    rows = [
        (t.pk, t.done, t.fulfilled_at, str(t.lamp), t.lamp_since, str(t.lamp_cause)) for t in tasks
    ]
    if rows:
        with connection.cursor() as cursor:
            execute_values(cursor.cursor, WRITE_TASKS, rows, template=TEMPLATE, page_size=2000)


CONFIRM = """
UPDATE responsibility_credit c SET confirmed_at = least(r.lodged_at + interval '27 hours', %(end)s),
       confirmed_by_id = coalesce(
           (SELECT a.user_id FROM responsibility_appointment a
            WHERE a.post_id = c.post_id AND a.period @> %(day)s::date),
           (SELECT m.user_id FROM responsibility_membership m
            WHERE m.post_id = c.post_id AND m.role = 'head' AND m.period @> %(day)s::date))
FROM responsibility_dutyrecord r
WHERE r.id = c.record_id AND c.awaits AND c.confirmed_at IS NULL AND c.ended_at IS NULL
  AND r.lodged_at < %(day)s::date - interval '1 day' AND c.id %% 97 <> 0
"""


def _confirm_all(day: date, until: datetime) -> None:
    """The holders confirm what their clerks lodged two days before; a few are slow to."""
    end = min(until, datetime.combine(day, time(17, 40), SHANGHAI))
    with connection.cursor() as cursor:
        cursor.execute(CONFIRM, {"day": day, "end": end})


def _then(stage: Stage, record: DutyRecord, lodging: Lodging, until: datetime) -> None:
    """What comes of a lodging the day after: it is withdrawn, corrected or declined."""
    now = min(until, lodging.at + timedelta(days=1))
    by = Actor(user=stage.lodger(lodging))
    task = lodging.tasks[0]
    if lodging.afterwards == "withdraw":
        withdraw(by=by, now=now, record_id=record.pk, reason=NAMES["withdrawn"])
    elif lodging.afterwards == "decline":
        holder = Actor(user=stage.county.holder_on(task.post_id, now.date()))
        credit = record.credits.get(task=task)
        decline(by=holder, now=now, credit_id=credit.pk, reason=NAMES["returned"])
    else:
        correct(
            by=by,
            now=now,
            record_id=record.pk,
            nonce=UUID(int=record.nonce.int + 1),
            task_ids=[task.pk for task in lodging.tasks],
            happened_on=record.happened_on,
            kind=record.kind,
            place=record.place or NAMES["places"][0],
            participants=record.participants,
            present=record.present,
            document_number=record.document_number,
            text=record.text,
            counterpart_post_ids=lodging.posts,
            counterpart_unit_ids=lodging.units,
        )
    _forget(stage, lodging)


def _forget(stage: Stage, lodging: Lodging) -> None:
    """Read back what a verb changed."""
    for task in lodging.tasks:
        fresh = Task.objects.get(pk=task.pk)
        for name in ("done", "fulfilled_at", "lamp", "lamp_since", "lamp_cause"):
            setattr(task, name, getattr(fresh, name))
        if lodging.afterwards != "correct":
            counted = [(at, some) for at, some in stage.credits[task.pk] if at != lodging.at]
            stage.credits[task.pk] = counted
