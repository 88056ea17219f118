"""A task's lamp worked out by hand: its facts in time order, and the clock in between.

Written without a look at the code it checks: it reads the rows of credits, extensions and
exemptions, and knows the rule from architecture 4 alone.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from alerts.decisions.models import Exemption, Extension
from responsibility.tasks.models import Task
from tests.make import SHANGHAI

TICK = timedelta(microseconds=1)
WEEK = timedelta(days=7)


@dataclass
class Replayed:
    """A lamp, what it hangs on, and how it came about."""

    warns_at: datetime
    late_at: datetime
    closes_at: datetime | None
    since: datetime
    lamp: str = "unlit"
    done: int = 0
    fulfilled_at: datetime | None = None
    hold: str | None = None
    until: datetime | None = None
    exempt: bool = False
    turns: list = field(default_factory=list)

    def reddens_at(self) -> datetime | None:
        if self.hold is None:
            return self.late_at
        return max(self.late_at, self.until) if self.until else None

    def by_rule(self, at: datetime) -> str:
        if self.exempt:
            return "exempt"
        if self.fulfilled_at and self.fulfilled_at < self.late_at:
            return "green"
        if self.fulfilled_at and (not self.closes_at or self.fulfilled_at < self.closes_at):
            return "orange"
        if self.reddens_at() and at >= self.reddens_at():
            return "red"
        return "yellow" if at >= self.warns_at else "unlit"

    def turn(self, lamp: str, cause: str, at: datetime) -> None:
        at = max(at, self.since + TICK)
        self.turns.append((self.lamp, lamp, cause, at))
        self.lamp, self.since = lamp, at

    def let_time_pass(self, until: datetime) -> None:
        if self.lamp == "unlit" and self.warns_at <= until:
            self.turn("yellow", "clock", self.warns_at)
        if self.lamp == "yellow" and self.reddens_at() and self.reddens_at() <= until:
            self.turn("red", "clock", self.reddens_at())

    def happen(self, fact, at: datetime) -> None:
        at = max(at, self.since + TICK)
        self.let_time_pass(at)
        cause = fact()
        if self.by_rule(at) != self.lamp:
            self.turn(self.by_rule(at), cause, at)


def replay(task: Task, *, windows: list, until: datetime) -> Replayed:
    """The lamp of `task` at `until`. `windows`: the (since, until) of its correction windows."""
    made = task.made_as
    lamp = Replayed(made.warns_at, made.late_at, made.closes_at, since=made.lamp_since)
    credits = list(task.credits.select_related("record"))
    extensions, exemptions = list(Extension.objects.of(task)), list(Exemption.objects.of(task))
    instants = {credit.offered_at for credit in credits} | {since for since, _ in windows}
    instants |= {credit.ended_at for credit in credits if credit.ended_at}
    for decided in extensions:
        ended_at = decided.decided_at or decided.taken_back_at
        instants |= {ended_at or decided.asked_at}
        instants |= set() if _on_objection(decided.reason) else {decided.asked_at}
    for decided in exemptions:
        instants |= {decided.decided_at, decided.lifted_at or decided.decided_at}

    for at in sorted(instants):

        def fact(at=at) -> str:
            causes = [
                _count(lamp, task, credits, at),
                _hold(lamp, windows, at),
                _extend(lamp, task, extensions, at),
                _exempt(lamp, exemptions, at),
            ]
            if lamp.fulfilled_at and lamp.hold == "in_correction":
                lamp.hold = lamp.until = None
            return next(cause for cause in reversed(causes) if cause)

        lamp.happen(fact, at)
    lamp.let_time_pass(until)
    return lamp


def _count(lamp: Replayed, task: Task, credits: list, at: datetime) -> str | None:
    standing = [c for c in credits if c.offered_at <= at and not (c.ended_at and c.ended_at <= at)]
    if task.counts_people:
        asked = set(task.counterparts.values_list("post", flat=True))
        first = {}
        for credit in standing:
            for row in credit.record.counterparts.all():
                since = max(credit.counts_at, row.added_at or credit.counts_at)
                if row.post_id in asked:
                    first[row.post_id] = min(since, first.get(row.post_id, since))
        reached = sorted(first.values())
    else:
        reached = sorted(credit.counts_at for credit in standing)
    lamp.done = len(reached)
    lamp.fulfilled_at = reached[task.required - 1] if len(reached) >= task.required else None
    ended = {credit.ended_as for credit in credits if credit.ended_at == at}
    for ending, cause in (("insufficient", "verdict"), ("superseded", "superseded")):
        if ending in ended:
            return cause
    begun = any(credit.offered_at == at for credit in credits)
    return next(iter(ended), "lodged" if begun else None)


def _hold(lamp: Replayed, windows: list, at: datetime) -> str | None:
    for since, until in windows:
        if since == at:
            lamp.hold, lamp.until = "in_correction", until
            return "verdict"
    return None


def _extend(lamp: Replayed, task: Task, extensions: list, at: datetime) -> str | None:
    for extension in extensions:
        objected = _on_objection(extension.reason)
        if extension.asked_at == at and not objected:
            if at < lamp.late_at:
                lamp.hold, lamp.until = "extension_asked", None
            return "extension_asked"
        if extension.taken_back_at == at:
            if lamp.hold == "extension_asked":
                lamp.hold = None
            return "taken_back"
        if extension.decided_at == at:
            if not objected:
                lamp.hold = lamp.until = None
            if not extension.granted:
                return "refused"
            due = datetime.combine(extension.wanted_on, time(), SHANGHAI)
            lamp.late_at, lamp.closes_at = due + timedelta(days=1), None
            a_third = (lamp.late_at - task.opens_at) / 3
            lamp.warns_at = max(due - WEEK, lamp.late_at - a_third)
            partly = extension.answer == "more_time"
            upheld = "objection_partly" if partly else "objection_upheld"
            return upheld if objected else "extended"
    return None


def _exempt(lamp: Replayed, exemptions: list, at: datetime) -> str | None:
    for exemption in exemptions:
        if exemption.decided_at == at:
            lamp.exempt = True
            return "objection_upheld" if _on_objection(exemption.document) else "exempted"
        if exemption.lifted_at == at:
            lamp.exempt = False
            return "exemption_lifted"
    return None


def _on_objection(basis: str) -> bool:
    """Whether it rests on an objection, by the number that it names."""
    return basis.startswith("YY-")
