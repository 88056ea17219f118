"""Composing a person's message from the reminders it is to carry."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from alerts.outbox.models import Message
from alerts.outbox.suppress import Subjects
from alerts.reminders.models import Reminder
from alerts.wording.in_use import InUse, words_in_use
from alerts.wording.words import (
    NOTICE,
    Part,
    Words,
    key_of,
    make_reference,
    notice_params,
    render,
    segments,
)


@dataclass(frozen=True)
class Pen:
    """What all messages of one gathering are written with."""

    in_use: InUse
    subjects: Subjects
    now: datetime

    @classmethod
    def taken(cls, *, subjects: Subjects, now: datetime) -> "Pen":
        return cls(words_in_use(), subjects, now)

    def write(
        self,
        user,
        reminders: Sequence[Reminder],
        *,
        reference: str = "",
        with_link: bool = False,
        **fields,
    ) -> Message:
        """The message to `user` that carries `reminders`, not stored; `fields` as they are."""
        params = notice_params(
            words=self.in_use.words,
            name=user.name,
            reference=reference or make_reference(),
            parts=parts_of(reminders, self.subjects, self.in_use.words),
            today=timezone.localtime(self.now).date(),
            with_link=with_link,
        )
        text = render(self.in_use.words, params)
        values = {
            "county_id": reminders[0].county_id,
            "recipient": user,
            "template": NOTICE,
            "template_version": self.in_use.version,
            "params": params,
            "text": text,
            "segments": segments(text),
            "reference": params["reference"],
            "made_at": self.now,
            "not_before": self.now,
        }
        return Message(**(values | fields))


def parts_of(reminders: Sequence[Reminder], subjects: Subjects, words: Words) -> list[Part]:
    """What is to be said, a part for each stage, and for kinds with words of their own: matters are
    counted, not reminders."""
    by_stage = defaultdict(dict)
    for reminder in reminders:
        about = (reminder.kind, reminder.deadline_id)
        key = key_of(words, stage=reminder.stage, kind=reminder.kind)
        by_stage[reminder.stage, key][about] = subjects[about]
    return [
        Part(
            stage=stage,
            key=key,
            n=len(told),
            by=min((one.due_on for one in told.values() if one.due_on), default=None),
            lacking=next(iter(told.values())).lacking if len(told) == 1 else 0,
            counts=sum((Counter(one.counts) for one in told.values()), Counter()),
        )
        for (stage, key), told in by_stage.items()
    ]
