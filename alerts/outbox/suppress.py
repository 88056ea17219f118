"""Which reminders are not told, and why: their matter has changed since they were owed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pkgutil import resolve_name

from alerts.deadlines.matter import Subject, matter_models
from alerts.kinds.declared import BEFORE_RED, OPEN
from alerts.kinds.stages import rule_of
from alerts.reminders.models import Reminder
from pages.lamp import Lamp

CLOSED = "closed_before_send"
SUPERSEDED = "superseded"
NO_LONGER_TRUE = "no_longer_true"
ACCOUNT_CLOSED = "account_closed"
NO_DEADLINE = "no_deadline"  # of a kind that this release does not know

Subjects = Mapping[tuple[str, int], Subject]


def subjects_of(reminders: Collection[Reminder], *, now: datetime) -> Subjects:
    """The matters of `reminders` as they are at `now`; some queries per kind and stage."""
    ids = defaultdict(set)
    for reminder in reminders:
        ids[reminder.kind].add(reminder.deadline_id)
    found = {
        (model.matter_kind, pk): subject
        for model in matter_models()
        if model.matter_kind in ids
        for pk, subject in model.subjects_of(ids[model.matter_kind], at=now).items()
    }
    for kind, stage in {(reminder.kind, reminder.stage) for reminder in reminders}:
        for pk in _no_longer(stage, kind, ids[kind], now):
            if subject := found.get((kind, pk)):
                found[kind, pk] = replace(subject, over=subject.over | {stage})
    return found


def _no_longer(stage: str, kind: str, ids: Collection[int], now: datetime) -> Collection[int]:
    """Of which of the matters `ids` the stage itself says that it is no longer true."""
    path = rule_of(stage).still_true
    return set(ids) - set(resolve_name(path)(ids, kind=kind, at=now)) if path else ()


def reasons(reminders: Sequence[Reminder], subjects: Subjects) -> dict[int, str]:
    """Why each of `reminders`, all of those still to be told, is not told, by its id; "" if it is.

    A later stage of a matter stands for the earlier ones of the same person, and a later slot of
    a stage for the earlier.
    """
    found = {
        reminder.pk: why_not(
            stage=reminder.stage,
            revision=reminder.revision,
            subject=subjects.get((reminder.kind, reminder.deadline_id)),
        )
        for reminder in reminders
    }
    standing = defaultdict(list)
    for reminder in reminders:
        if not found[reminder.pk]:
            standing[reminder.recipient_id, reminder.kind, reminder.deadline_id].append(reminder)
    for mine in standing.values():
        newest = {reminder.stage: reminder.pk for reminder in sorted(mine, key=lambda one: one.pk)}
        replaced = {stage for later in newest for stage in rule_of(later).instead_of}
        for reminder in mine:
            earlier = rule_of(reminder.stage).most > 1 and newest[reminder.stage] != reminder.pk
            if reminder.stage in replaced or earlier:
                found[reminder.pk] = SUPERSEDED
    return found


def reasons_for(reminders: Sequence[Reminder], subjects: Subjects, users) -> dict[int, str]:
    """`reasons`, and that nothing is told to an account that is closed. `users` are by id."""
    found = reasons(reminders, subjects)
    closed = {pk for pk, user in users.items() if not user.is_active}
    return {
        reminder.pk: ACCOUNT_CLOSED if reminder.recipient_id in closed else found[reminder.pk]
        for reminder in reminders
    }


def why_not(*, stage: str, revision: int, subject: Subject | None) -> str:
    """Why a reminder of `stage`, owed at `revision`, is not told; "" if it is."""
    if subject is None:
        return NO_DEADLINE
    if stage in subject.over:
        return CLOSED
    rule = rule_of(stage)
    if rule.news_at is None or subject.lamp is None or subject.lamp in rule.news_at:
        moved = rule.of_revision and revision != subject.revision
        return NO_LONGER_TRUE if moved else ""
    if subject.lamp not in OPEN:
        return CLOSED
    overdue = rule.news_at <= BEFORE_RED and subject.lamp == Lamp.RED
    return SUPERSEDED if overdue else NO_LONGER_TRUE
