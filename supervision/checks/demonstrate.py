"""Spot checks in a county to try, one in every state there is, and three draws."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.decisions.extend import ask_extension
from alerts.kinds.trial import Trial
from responsibility.records.models import DutyRecord
from responsibility.records.record.chain import newest
from responsibility.records.record.correct import correct
from responsibility.records.record.page import fields_of
from supervision.checks.conclude import conclude
from supervision.checks.draws.draw import draw_records, publish_draw
from supervision.checks.draws.withdraw import withdraw_draw
from supervision.checks.find import state_finding
from supervision.checks.lift import take_back_conclusion
from supervision.checks.models import SpotCheck
from supervision.checks.open import open_check
from supervision.checks.records import checkable
from supervision.checks.reply import reply, report_corrected
from supervision.checks.states import Outcome, Purpose
from supervision.problems.starter import load_problem_terms

OUTCOMES = set(Outcome.values)


class Part(NamedTuple):
    """When one is opened, and what is done in it: acts with their days from the demonstration's
    day."""

    made: int
    acts: list[tuple[int, str]]


PLAYED = [
    Part(-2, []),  # reply awaited
    Part(-4, [(-1, "extend")]),
    Part(-13, []),  # no reply by its day
    Part(-8, [(-3, "reply")]),  # to be concluded
    Part(-15, [(-12, "reply"), (-9, "confirmed")]),
    Part(-9, [(-6, "reply"), (-1, "insufficient")]),  # time to make it good
    Part(-24, [(-21, "reply"), (-18, "insufficient")]),  # that time was missed
    Part(-16, [(-13, "reply"), (-9, "insufficient"), (-5, "correct")]),
    Part(-20, [(-17, "reply"), (-14, "insufficient"), (-12, "correct"), (-10, "confirmed")]),
    Part(-18, [(-15, "reply"), (-11, "untrue")]),
    Part(-26, [(-23, "reply"), (-19, "untrue"), (-8, "lift")]),
]


def demonstrate(trial: Trial) -> None:
    """Let a group check records of the units it supervises, chosen ones and drawn ones."""
    load_problem_terms(county_id=trial.county_id, now=trial.until)
    records = _records(trial)
    for number, part in enumerate(sorted(PLAYED)):
        _Played(trial, number, next(records)).play(part)
    _draws(trial)


def _records(trial: Trial) -> Iterator[DutyRecord]:
    """Records that may be checked and were lodged before all of this, each of another post as long
    as there are such."""
    before = _on(trial, min(part.made for part in PLAYED))
    rows = checkable(trial.people["group"], at=trial.until).filter(
        lodged_at__lt=before, post__in=trial.holders, credits__counts_at__isnull=False,
        restricted=False,
    )  # fmt: skip
    by_post: dict[int, list[DutyRecord]] = {}
    for record in rows.distinct().order_by("-lodged_at", "pk"):
        by_post.setdefault(record.post_id, []).append(record)
    for turn in range(max(map(len, by_post.values()), default=0)):
        yield from (of_post[turn] for of_post in by_post.values() if turn < len(of_post))


@dataclass
class _Played:
    """One spot check on its way."""

    trial: Trial
    number: int
    record: DutyRecord
    check: SpotCheck = field(init=False)

    def play(self, part: Part) -> None:
        words = self.words["findings"]
        self.check = open_check(
            by=self.group, now=_on(self.trial, part.made), record_id=self.record.pk,
            findings=words[self.number % len(words)],
        )  # fmt: skip
        for days, name in part.acts:
            self.act(name, _on(self.trial, days))

    @property
    def words(self) -> dict[str, Any]:
        return self.trial.words["checks"]

    @property
    def group(self) -> Actor:
        return Actor(user=self.trial.people["group"])

    @property
    def owner(self) -> Actor:
        return Actor(user=self.trial.holders[self.record.post_id])

    def act(self, name: str, now: datetime) -> None:
        """The act `name`, by who does it."""
        if name in OUTCOMES:
            self.do(conclude, self.group, now, outcome=name, reason=self.words[name])
        elif name == "reply":
            nonce = UUID(int=(self.number + 1) << 20)
            self.do(reply, self.owner, now, nonce=nonce, text=self.words[name])
        elif name == "correct":
            self.make_good(now)
            self.do(report_corrected, self.owner, now, text=self.words["corrected"])
        elif name == "lift":
            self.do(take_back_conclusion, self.group, now, reason=self.words[name])
        else:
            owed = self.check.duties.get(purpose=Purpose.REPLY)
            wanted = owed.due_on + timedelta(days=7)
            reason = self.words[name]
            ask_extension(by=self.owner, now=now, deadline=owed, wanted_on=wanted, reason=reason)

    def make_good(self, now: datetime) -> None:
        """Lodge the record anew, with what was missing."""
        old = newest(self.record)
        says = fields_of(old)
        whom = [name.split("-") for name in says["counterparts"]]
        correct(
            by=self.owner, now=now, record_id=old.pk, nonce=UUID(int=(self.number + 1) << 21),
            task_ids=[int(pk) for pk in says["tasks"]], happened_on=old.happened_on,
            place=old.place, participants=old.participants,
            text=f"{old.text}\n{self.words['addition']}",
            counterpart_post_ids=[int(pk) for kind, pk in whom if kind == "post"],
            counterpart_unit_ids=[int(pk) for kind, pk in whom if kind == "unit"],
        )  # fmt: skip

    def do(self, verb: Callable, by: Actor, now: datetime, **values) -> None:
        verb(by=by, now=now, check_id=self.check.pk, **values)


def _draws(trial: Trial) -> None:
    """One that was drawn, with a record concluded and one asked about; one that is published;
    and one published by mistake and withdrawn."""
    by, words = Actor(user=trial.people["group"]), trial.words["checks"]
    first, second, mistaken = words["draws"]
    draw = _publish(trial, first, made=-12, ends=-15, draws=-6)
    if draw is not None:
        draw_records(by=by, now=_on(trial, -6), draw_id=draw)
        drawn = SpotCheck.objects.filter(draw=draw).order_by("turn")
        for check, days in zip(drawn[:2], (-4, -3), strict=False):
            act = {"by": by, "now": _on(trial, days), "check_id": check.pk}
            if days == -4:
                reason = words["confirmed_drawn"]
                conclude(outcome=Outcome.CONFIRMED, reason=reason, **act)
            else:
                state_finding(findings=words["findings"][1], **act)
    wrong = _publish(trial, mistaken, made=-2, ends=-2, draws=6)
    if wrong is not None:
        reason = words["draw_withdrawn"]
        withdraw_draw(by=by, now=_on(trial, -1), draw_id=wrong, reason=reason)
    _publish(trial, second, made=-1, ends=-1, draws=5)


def _publish(trial: Trial, title: str, *, made: int, ends: int, draws: int) -> int | None:
    """A draw of some twenty records of the days before; none where there are too few."""
    by, now, last_on = Actor(user=trial.people["group"]), _on(trial, made), _day(trial, ends)
    first_on = last_on - timedelta(days=21)
    rows = checkable(by.user, at=now).filter(
        lodged_at__date__gte=first_on, lodged_at__date__lte=last_on
    )
    units = set(rows.values_list("unit", flat=True))
    size = min(rows.count(), 2 * len(units))
    if not units:
        return None
    return publish_draw(
        by=by, now=now, nonce=UUID(int=abs(made) << 24), title=title, first_on=first_on,
        last_on=last_on, size=size, floor=1, cap=3, draws_on=_day(trial, draws),
    ).pk  # fmt: skip


def _day(trial: Trial, days: int) -> date:
    return _on(trial, days).date()


def _on(trial: Trial, days: int) -> datetime:
    return trial.until + timedelta(days=days)
