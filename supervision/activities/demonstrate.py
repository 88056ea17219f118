"""Activities in a county to try: each kind, with notes, corrected, withdrawn, planned."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.end import correct_activity, withdraw_activity
from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.note import note_of_unit, withdraw_note
from supervision.activities.own_record import own_tasks
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.activities.quarter.plan import drop_line, plan_activity
from supervision.activities.record import record_activity
from supervision.activities.reply import reply_to_note
from supervision.activities.rights import reached_units
from supervision.activities.starter import load_activity_kinds

WORKED = 0xAC << 32  # so that numbers of the forms are those of no other part


def demonstrate(trial: Trial) -> None:
    """Let the group do what it plans, note what it sees, correct and withdraw, and plan more."""
    load_activity_kinds(county_id=trial.county_id, now=trial.until)
    units = reached_units(trial.people["group"], at=trial.until).filter(kind=Unit.Kind.BODY)
    played = _Played(trial, trial.words["activities"], list(units))
    played.plan()
    for place, part in enumerate(played.words["played"]):
        played.play(place, part)


@dataclass
class _Played:
    trial: Trial
    words: dict[str, Any]
    units: list[Unit]

    def __post_init__(self) -> None:
        kinds = ActivityKind.objects.filter(county_id=self.trial.county_id)
        self.kinds = {kind.code: kind.pk for kind in kinds}
        self.by = Actor(user=self.trial.people["group"])

    def plan(self) -> None:
        """Of this quarter a line of each kind planned, the third dropped."""
        now = self.trial.until
        quarter = str(Quarter.of(day_of(now)))
        for place, (kind, text) in enumerate(self.words["planned"]):
            line = plan_activity(
                by=self.by, now=now, nonce=UUID(int=WORKED + 900 + place), quarter=quarter,
                kind_id=self.kinds[kind], unit_id=self._unit(place).pk, text=text,
                planned_on=self._soon(place, quarter),
            )  # fmt: skip
            if place == 2:
                reason = self.words["drop_reason"]
                drop_line(by=self.by, now=now, line_id=line.pk, reason=reason)

    def play(self, place: int, part: dict[str, Any]) -> None:
        then = part.get("then", "")
        now = self.trial.until + timedelta(days=0 if then == "lodge" else part["days"])
        on = day_of(self.trial.until + timedelta(days=part["days"]))
        units = [self._unit(place + step) for step in range(part["units"])]
        names = ("place", "stage", "text")
        content = {"kind_id": self.kinds[part["kind"]], "happened_on": on}
        content |= {name: part[name] for name in names}
        content["unit_ids"] = [unit.pk for unit in units]
        activity = record_activity(
            by=self.by, now=now, nonce=UUID(int=WORKED + place), **content,
            **(self._fulfilling(on) if then == "lodge" else {}),
        )  # fmt: skip
        self._note(activity, place, part["notes"], units, now)
        self._then(then, activity, place, content, now)

    def _note(self, activity: Activity, place: int, notes, units: list[Unit], now: datetime):
        for step, (unit, about, text, face) in enumerate(notes):
            nonce = UUID(int=WORKED + ((place + 1) << 12) + step)
            note = note_of_unit(
                by=self.by, now=now, activity_id=activity.pk, nonce=nonce,
                unit_id=units[unit].pk, about=about, text=text, face_to_face=face,
            )  # fmt: skip
            self._answer(note, now)
            if step:
                reason = self.words["note_reason"]
                withdraw_note(by=self.by, now=now + timedelta(hours=1), note_id=note.pk,
                              activity_id=activity.pk, reason=reason)  # fmt: skip

    def _answer(self, note: ActivityNote, now: datetime) -> None:
        """Who leads the unit answers what was said face to face."""
        head = principal_post(note.unit, at=self.trial.until)
        holder = self.trial.holders.get(head.pk) if head and note.face_to_face else None
        if holder and note.unit_id in standing_of(holder, at=now).led_units:
            reply_to_note(by=Actor(user=holder), now=now + timedelta(minutes=30),
                          note_id=note.pk, nonce=note.nonce, text=self.words["reply"])  # fmt: skip

    def _then(self, then: str, activity: Activity, place: int, content, now: datetime) -> None:
        about = {"by": self.by, "now": now + timedelta(hours=2), "activity_id": activity.pk}
        if then == "correct":
            content = content | {"text": self.words["corrected"]}
            correct_activity(nonce=UUID(int=WORKED + 800 + place), **content,
                             reason=self.words["correct_reason"], **about)  # fmt: skip
        elif then == "withdraw":
            withdraw_activity(reason=self.words["withdraw_reason"], **about)

    def _fulfilling(self, on) -> dict[str, list[int]]:
        """The first open task of the group that had opened by then, and the line of the plan."""
        tasks = [
            task for task in own_tasks(self.by.user, at=self.trial.until)
            if day_of(task.opens_at) <= on and not task.counts_people and not task.exempt
        ]  # fmt: skip
        lines = ActivityPlanLine.objects.standing().filter(kind=self.kinds["visit"])
        return {
            "task_ids": [task.pk for task in tasks[:1]],
            "line_ids": list(lines.values_list("pk", flat=True)[:1]),
        }

    def _soon(self, place: int, quarter: str) -> date | None:
        """A day of the next week, where it lies in the quarter."""
        on = day_of(self.trial.until) + timedelta(days=place + 1)
        return on if place and str(Quarter.of(on)) == quarter else None

    def _unit(self, place: int) -> Unit:
        return self.units[place % len(self.units)]
