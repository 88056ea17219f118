"""The tasks of one year under a revision: made, changed, withdrawn, or left as they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Q

from alerts.audit.actor import Actor
from alerts.decisions.exempt import lift_locked
from alerts.decisions.turn import turn_lamps
from responsibility.lists.models import DutyItem
from responsibility.organisation.people.models import User
from responsibility.tasks.appointing.appointed import entries_of_new_holders
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.publishing.bearers import Bearers
from responsibility.tasks.publishing.make import make_tasks
from responsibility.tasks.publishing.plan import Entry, Timetable, plan_of
from responsibility.tasks.revising.changes import Changes
from responsibility.tasks.revising.fate import Fate, How
from responsibility.tasks.revising.kind import REVISED
from responsibility.tasks.revising.owed import Key, count_others, owed_by_posts
from responsibility.tasks.withdrawing.let_go import let_go
from responsibility.tasks.withdrawing.withdrawn import nothing_done

RECORD = DutyItem.CountBasis.RECORD


@dataclass
class YearToRevise:
    """What of a revision concerns one year; `fates` gathers what becomes of its tasks. `by` decided
    it, for the `reason` given to who owes something no longer."""

    changes: Changes
    first_on: date
    end_running: bool
    by: User
    reason: str
    bearers: Bearers
    timetable: Timetable
    now: datetime
    fates: list[Fate] = field(default_factory=list)
    _touched: set[int] = field(default_factory=set)

    def revise(self) -> list[Fate]:
        """Do it, in the caller's transaction."""
        last = Task.objects.aggregate(last=Max("pk"))["last"] or 0
        later = self._locked(self._later())
        running = self._locked(self._running())
        self._owe_again()
        self._follow(later)
        self._end(running)
        self._make(self.entries, self.bearers)
        added = replace(self.bearers, given_on=self.first_on)
        self._make(self._plan(self.changes.added), added)
        made = self._tasks().filter(pk__gt=last).order_by("pk")
        self.fates += [self._fate("made", task) for task in made]
        return self.fates

    @cached_property
    def entries(self) -> list[Entry]:
        """What changed items ask in periods that begin on the first day or later."""
        return [entry for entry in self._plan(self.changes.changed) if self._begins(entry)]

    @cached_property
    def _first(self) -> dict[str, date]:
        """By the code of a changed item: when its new rule begins to count. Until then, and where
        it does not in this year, the former version goes on."""
        starts: dict[str, date] = {}
        for entry in self.entries:
            start = starts.get(entry.item.code, date.max)
            starts[entry.item.code] = min(start, entry.period.start)
        one_off = [
            item.code for item in self.changes.changed if item.cadence == DutyItem.Cadence.ONE_OFF
        ]
        return dict.fromkeys(one_off, self.first_on) | starts

    def _plan(self, items: Sequence[DutyItem]) -> list[Entry]:
        plan = plan_of(items=items, year=self.changes.year, timetable=self.timetable)
        one_off = entries_of_new_holders(
            items=[entry.item for entry in plan if entry.period is None],
            role_kind_id=self.bearers.role_kind_id,
            county_id=self.bearers.county_id,
            timetable=self.timetable,
        )
        coming = [
            entry
            for entry in one_off
            if self._begins(entry) and entry.period.start.year == self.changes.year
        ]
        return [entry for entry in plan if entry.period] + coming

    def _begins(self, entry: Entry) -> bool:
        return entry.period is not None and entry.period.start >= self.first_on

    # Which tasks there are

    def _tasks(self) -> TaskQuerySet:
        return Task.objects.filter(
            county_id=self.bearers.county_id,
            role_kind=self.bearers.role_kind_id,
            item__isnull=False,
            period_start__year=self.changes.year,
        )

    def _later(self) -> TaskQuerySet:
        """Those of items taken out or changed whose period begins under the new version."""
        which = Q(item_code__in=list(self.changes.gone), period_start__gte=self.first_on)
        for code, start in self._first.items():
            which |= Q(item_code=code, period_start__gte=start)
        return self._tasks().filter(which).filter(fulfilled_at=None)

    def _running(self) -> TaskQuerySet:
        """Those of the same items that are still to be done and begin before."""
        which = Q(item_code__in=list(self.changes.gone), period_start__lt=self.first_on)
        for item in self.changes.changed:
            start = self._first.get(item.code, date.max)
            which |= Q(item_code=item.code, period_start__lt=start)
        return self._tasks().filter(which, late_at__gt=self.now).open_still()

    def _locked(self, tasks: TaskQuerySet) -> list[Task]:
        """They, locked; of which something was done about is noted."""
        locked = Task.objects.lock(list(tasks.values_list("pk", flat=True)))
        free = Task.objects.filter(nothing_done(), pk__in=[task.pk for task in locked])
        untouched = set(free.values_list("pk", flat=True))
        self._touched |= {task.pk for task in locked} - untouched
        return locked

    # What becomes of them

    def _follow(self, later: list[Task]) -> None:
        """Later periods follow the new version: changed where it still asks for them."""
        owed = owed_by_posts(
            self.entries, bearers=self.bearers, timetable=self.timetable, now=self.now
        )
        planned = {(e.item.code, e.period.start, e.period.occasion): e for e in self.entries}
        changing, going = [], []
        for task in later:
            asks = owed.get(Key.of_task(task))
            entry = planned.get((task.item_code, task.period_start, task.occasion))
            if asks is None and entry and self._still_counts(task, entry.item):
                asks = entry, task.required  # it is owed, though nobody new would be
            if task.pk in self._touched:
                self.fates += [] if task.exempt else [self._fate("touched", task)]
            elif asks:
                changing.append((task, *asks))
            elif not task.exempt:
                going.append(task)
        self._change(changing)
        self._withdraw(going)

    def _still_counts(self, task: Task, item: DutyItem) -> bool:
        """Whether a task that counts counterparts goes on with those it was made with."""
        if item.count_basis == RECORD or task.count_basis != item.count_basis:
            return False
        return not item.applies_to or task.unit_id in item.applies_to

    def _change(self, changing: list[tuple[Task, Entry, int]]) -> None:
        """Tasks that nobody has seen yet take the words and the rule of the new version."""
        facts, alike, otherwise = [], defaultdict(list), []
        for task, entry, count in changing:
            was = task.due_on, task.required
            becomes = self._facts(task, entry, count)
            if task.count_basis != entry.item.count_basis:
                otherwise.append(task.pk)
            if becomes:
                facts.append((task, becomes))
            alike[entry].append(task.pk)
            due_on, required = becomes.get("due_on", was[0]), becomes.get("required", was[1])
            if not task.exempt:
                self.fates.append(self._fate("changed", task, due_on, required))
        turn_lamps(changes=facts, now=self.now, cause=REVISED)
        for entry, ids in alike.items():
            Task.objects.filter(pk__in=ids).update(
                item=entry.item,
                category=entry.item.category_id,
                task_kind=entry.item.task_kind,
                count_basis=entry.item.count_basis,
                period_end=entry.period.end,
            )
        if otherwise:
            count_others(otherwise, bearers=self.bearers, now=self.now)

    def _facts(self, task: Task, entry: Entry, count: int) -> dict:
        """What differs of its facts."""
        becomes: dict = {}
        if task.count_basis != entry.item.count_basis or entry.item.count_basis == RECORD:
            becomes["required"] = count
        if self.changes.days_differ(entry.item):
            becomes |= {
                "due_on": entry.period.due_on,
                "warns_at": entry.instants.warns_at,
                "late_at": entry.instants.late_at,
                "closes_at": entry.instants.closes_at,
                "provisional": entry.period.provisional,
            }
        return {name: value for name, value in becomes.items() if getattr(task, name) != value}

    def _end(self, running: list[Task]) -> None:
        """What is running goes on, but for items taken out where it is said to end."""
        ends = [
            task
            for task in running
            if self.end_running
            and task.item_code in self.changes.gone
            and task.period_end > self.first_on
            and task.pk not in self._touched
        ]
        self._withdraw(ends)
        gone = {task.pk for task in ends}
        self.fates += [self._fate("running", task) for task in running if task.pk not in gone]

    def _withdraw(self, tasks: Sequence[Task]) -> None:
        ids = [task.pk for task in tasks]
        let_go(ids, by=self.by, now=self.now, reason=self.reason, cause=REVISED)
        self.fates += [self._fate("withdrawn", task) for task in tasks]

    def _owe_again(self) -> None:
        """What an earlier revision took out and this one brings back."""
        items = {item.code: item for item in self.changes.added}
        back = self._tasks().filter(item_code__in=list(items), exempt=True, lamp_cause=REVISED)
        back = back.filter(period_start__gte=self.first_on)
        for task in Task.objects.lock(list(back.values_list("pk", flat=True))):
            lift_locked(deadline=task, by=Actor(self.by), now=self.now, cause=REVISED)
            task.item = items[task.item_code]
            task.save(update_fields=["item"])
            self.fates.append(self._fate("made", task))

    def _make(self, entries: Iterable[Entry], bearers: Bearers) -> None:
        make_tasks(entries=entries, bearers=bearers, timetable=self.timetable, now=self.now)

    def _fate(
        self, how: How, task: Task, due_on: date | None = None, required: int | None = None
    ) -> Fate:
        """Of a new task there was nothing before."""
        was = (None, None) if how == "made" else (task.due_on, task.required)
        due_on, required = due_on or task.due_on, required or task.required
        return Fate(task.post_id, task.item_code, task.period_start, how, due_on, required, *was)
