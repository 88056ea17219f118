"""Telling of a letter: each act is told once."""

from collections.abc import Iterable

from alerts.reminders.owe import owe_reminders
from supervision.letters.models import Letter, LetterStep
from supervision.letters.owed import LetterDuty
from supervision.letters.states import Purpose


def tell(
    letter: Letter,
    purpose: Purpose,
    stage: str,
    step: LetterStep,
    *,
    to: Iterable[int] | None = None,
) -> None:
    """Owe a reminder of `stage`, about the newest that is owed of `purpose`, because of `step`."""
    newest = letter.duties.filter(purpose=purpose).order_by("-pk").values_list("pk", flat=True)[:1]
    owe_reminders(
        model=LetterDuty, ids=list(newest), stage=stage, now=step.made_at, slot=str(step.pk),
        asked_by_id=step.made_by_id, to=None if to is None else sorted(to),
    )  # fmt: skip


def tell_recipient(letter: Letter, stage: str, step: LetterStep) -> None:
    tell(letter, Purpose.REPLY, stage, step)


def tell_drafter(letter: Letter, stage: str, step: LetterStep) -> None:
    """Where another person acted."""
    if letter.made_by_id != step.made_by_id:
        tell(letter, Purpose.APPROVE, stage, step, to=[letter.made_by_id])
