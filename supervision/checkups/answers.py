"""Answering the questions: saved while one writes, and handed in by an act (M000-23)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from supervision.checkups.duties import meet
from supervision.checkups.findings import CheckupAnswer
from supervision.checkups.kind import SUBMITTED
from supervision.checkups.log import note
from supervision.checkups.models import Checkup, CheckupDuty
from supervision.checkups.rights import Case, lock_for
from supervision.checkups.states import Act, State, Value

REMARK = 300  # characters


class Reply(NamedTuple):
    """An answer as it is typed: its value ("" for none yet) and its remark."""

    value: str = ""
    remark: str = ""


Replies = Mapping[int, Reply]  # by a question's id


@transaction.atomic
def save_answers(*, by: Actor, now: datetime, checkup_id: int, replies: Replies) -> Checkup:
    """Save what is typed, complete or not: whoever may hand in goes on with it.

    Raises: as `lock_for`.
    """
    case, _post = lock_for(Act.SUBMIT, checkup_id, by=by, now=now)
    checkup = case.checkup
    known = set(checkup.version.questions.values_list("pk", flat=True))
    checkup.typed = {
        str(pk): [reply.value, reply.remark]
        for pk, reply in replies.items()
        if pk in known and (reply.value in Value.values or reply.remark)
    }
    checkup.typed_by, checkup.typed_at = by.user, now
    checkup.save(update_fields=["typed", "typed_by", "typed_at"])
    return checkup


@transaction.atomic
def submit_answers(*, by: Actor, now: datetime, checkup_id: int, replies: Replies) -> Checkup:
    """Hand in the answer to each question: the lamp of what was owed turns, and who opened it is
    told of a unit's. "Partly" and "no" say in the remark what is missing.

    Raises: as `lock_for`; Refused also with a sentence at each answer that is missing or will not
    do.
    """
    case, post = lock_for(Act.SUBMIT, checkup_id, by=by, now=now)
    checkup = case.checkup
    answers = _checked(checkup, replies)
    meet(case.owed, now=now)
    checkup.typed, checkup.typed_by, checkup.typed_at = {}, None, None
    step = note(
        checkup, Act.SUBMIT, by=by, now=now, post_id=post, to=State.ANSWERED, answers=len(answers)
    )
    for answer in answers:
        answer.step = step
    CheckupAnswer.objects.bulk_create(answers)
    if checkup.is_by_unit and case.owed:
        ids = [case.owed.pk]
        owe_reminders(model=CheckupDuty, ids=ids, stage=SUBMITTED, now=now, slot=str(step.pk))
    return checkup


def typed_replies(case: Case) -> dict[int, Reply]:
    """What stands in the form: what was saved; where nothing was, what was handed in last."""
    if case.checkup.typed_at:
        return {int(pk): Reply(*typed) for pk, typed in case.checkup.typed.items()}
    rows = case.handed_in.answers.all() if case.handed_in else []
    return {row.question_id: Reply(row.value, row.remark) for row in rows}


def _checked(checkup: Checkup, replies: Replies) -> list[CheckupAnswer]:
    """The answers in order. Raises Refused with a sentence at each that will not do."""
    errors: dict[str, list[str]] = {}
    answers = []
    for question in checkup.version.questions.order_by("position"):
        value, remark = replies.get(question.pk, Reply())
        remark = remark.strip()
        if value not in Value.values:
            errors[f"value_{question.pk}"] = [_("Answer this question.")]
        elif value in (Value.PARTLY, Value.NO) and not remark:
            errors[f"remark_{question.pk}"] = [_("Say in the remark what is missing.")]
        elif len(remark) > REMARK:
            words = {"most": REMARK}
            errors[f"remark_{question.pk}"] = [_("Use at most %(most)d characters.") % words]
        answers.append(CheckupAnswer(question=question, value=value, remark=remark))
    if errors:
        raise Refused.because(errors)
    return answers
