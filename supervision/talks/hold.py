"""A talk is held: its record, what is required of whom, and the duty it fulfils, in one act."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.lists.models import DutyItem
from responsibility.lists.record_kind import RecordKind
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.talks.duties import make_duty, meet, tell
from supervision.talks.kind import HELD, REQUIRED
from supervision.talks.log import note
from supervision.talks.models import Talk, TalkPerson, TalkRecord
from supervision.talks.owed import TalkDuty
from supervision.talks.people import post_now
from supervision.talks.rights import Case, lock_for
from supervision.talks.states import Act, Purpose, State


class Requirement(NamedTuple):
    """What is asked of a person (the id of the `TalkPerson`), by a day; `text_at` and `due_at` are
    the fields of the form where a refusal is said."""

    person_id: int
    text: str
    due_on: date | None
    text_at: str = "text"
    due_at: str = "due_on"


def own_talk_tasks(user, *, at: datetime) -> TaskQuerySet:
    """The open tasks of the person's posts that count records, by deadline; those of talks."""
    tasks = Task.objects.visible_to(user, at=at).loggable_by(user, at=at).open_still()
    tasks = tasks.filter(
        count_basis=DutyItem.CountBasis.RECORD,
        item__evidence__record_kind__in=[RecordKind.TALK, RecordKind.VISIT],
    )
    rows = tasks.select_related("item", "dispatch", "category").order_by("late_at", "pk")
    return rows.distinct()


@transaction.atomic
def hold_talk(
    *,
    by: Actor,
    now: datetime,
    talk_id: int,
    happened_on: date,
    text: str,
    place: str = "",
    present_ids: Collection[int] = (),
    requirements: Sequence[Requirement] = (),
    task_ids: Sequence[int] = (),
) -> Talk:
    """Write down that the talk was held: when, where, who of the talkers was present, what was
    talked about and what is required of each. Each requirement is owed from now on; the own duty
    record is lodged for the ticked tasks, with the face alone.

    Raises: as `lock_for`; Refused also where a day is wrong, nothing is written, no talker was
        present, or of somebody without a post something is required.
    """
    case, post = lock_for(Act.HOLD, talk_id, by=by, now=now)
    talk = case.talk
    _refuse_day(happened_on, now)
    text = fitting(text, of=TalkRecord, field="text", missing=_("Write what was talked about."))
    place = fitting(place, of=TalkRecord, field="place")
    _note_present(case, present_ids)
    record = lodge_side(
        talk, by=by, now=now, task_ids=task_ids, happened_on=happened_on, place=place,
        with_whom=[row.user.name for row in case.persons],
    )  # fmt: skip
    TalkRecord.objects.create(
        talk=talk, happened_on=happened_on, place=place, text=text, record=record,
        made_by=by.user, made_at=now,
    )  # fmt: skip
    hold = case.duty(Purpose.HOLD)
    meet(hold, now=now, cause=HELD)
    step = note(talk, Act.HOLD, by=by, now=now, post_id=post, to=State.HELD, tasks=list(task_ids))
    tell(hold, HELD, by=by, now=now, slot=str(step.pk), to=[row.user_id for row in case.persons])
    for each in requirements:
        require(case, each, by=by, now=now, post_id=post)
    return talk


def _refuse_day(happened_on: date, now: datetime) -> None:
    if happened_on > day_of(now):
        raise Refused(_("Choose a day that has come."), field="happened_on")


def _note_present(case: Case, present_ids: Collection[int]) -> None:
    """Of two who talk one may be absent; one at least was there."""
    present = set(present_ids) & case.talkers
    if not present:
        raise Refused(_("Say who of you was present."), field="present")
    for talker in case.talk.talkers.all():
        talker.present = talker.user_id in present
        talker.save(update_fields=["present"])


def require(case: Case, wanted: Requirement, *, by: Actor, now: datetime, post_id: int) -> TalkDuty:
    """Write down what is required of a person of a locked talk: the post owes it in which the
    person is today.

    Raises:
        Refused: it says nothing or no day, or the person is in no post any more.
    """
    at = wanted.text_at
    person: TalkPerson | None = next(
        (row for row in case.persons if row.pk == wanted.person_id), None
    )
    if person is None:
        raise Refused(_("Choose one of the list."), field=at)
    missing = _("Say what is required.")
    text = fitting(wanted.text, of=TalkDuty, field="text", missing=missing, at=at)
    if wanted.due_on is None or wanted.due_on < day_of(now):
        raise Refused(_("Choose today or a later day."), field=wanted.due_at)
    post = post_now(person.user_id, county_id=case.talk.county_id, at=now)
    if post is None:
        words = _("%(person)s is in no post any more: nothing can be required there.")
        raise Refused(words % {"person": person.user.name}, field=at)
    owed = make_duty(
        Purpose.MEET, post, talk=case.talk, person=person, text=text, due_on=wanted.due_on,
        by=by, now=now, made_in=post_id,
    )  # fmt: skip
    tell(owed, REQUIRED, by=by, now=now, slot="", to=[person.user_id])
    return owed


def lodge_side(
    talk: Talk,
    *,
    by: Actor,
    now: datetime,
    task_ids: Sequence[int],
    happened_on: date,
    place: str,
    with_whom: Sequence[str],
) -> DutyRecord | None:
    """Lodge the duty record of one side of a talk for the ticked own tasks: its face, without what
    was said. None where none is ticked. Rights are those of lodging.

    Raises: as `lodge`.
    """
    if not task_ids:
        return None
    return lodge(
        by=by, now=now, nonce=talk.nonce, task_ids=task_ids, kind=RecordKind.TALK,
        happened_on=happened_on, place=place,
        participants=pgettext("between items", ", ").join(with_whom)[:200],
        text=f"{talk.kind} {talk.called}",
    )  # fmt: skip
