"""Composing a person's message from the reminders it is to carry."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from alerts.outbox.counted import Counted, counted_of
from alerts.outbox.models import Message
from alerts.outbox.suppress import Subjects
from alerts.reminders.models import Reminder
from alerts.wording.in_use import InUse, words_in_use
from alerts.wording.words import (
    NOTICE,
    Part,
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
    counted: Counted
    now: datetime

    @classmethod
    def taken(cls, *, reminders: Collection[Reminder], subjects: Subjects, now: datetime) -> "Pen":
        return cls(words_in_use(), subjects, counted_of(reminders, now=now), now)

    def write(
        self,
        user,
        reminders: Sequence[Reminder],
        *,
        reference: str = "",
        with_link: bool = False,
        longest: int | None = None,
        **fields,
    ) -> Message:
        """The message to `user` that carries `reminders`, not stored; `fields` as they are."""
        params = notice_params(
            words=self.in_use.words,
            name=user.name,
            reference=reference or make_reference(),
            parts=self._parts(reminders),
            today=timezone.localtime(self.now).date(),
            with_link=with_link,
            longest=longest,
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

    def _parts(self, reminders: Sequence[Reminder]) -> list[Part]:
        """What is to be said, a part for each stage, and for kinds with words of their own."""
        together = defaultdict(list)
        for reminder in reminders:
            key = key_of(self.in_use.words, stage=reminder.stage, kind=reminder.kind)
            together[reminder.stage, key].append(reminder)
        return [self._part(*of, some) for of, some in together.items()]

    def _part(self, stage: str, key: str, reminders: Sequence[Reminder]) -> Part:
        abouts = {(reminder.kind, reminder.deadline_id) for reminder in reminders}
        matters = [self.subjects[about] for about in abouts]
        days = {matter.due_on for matter in matters}
        return Part(
            stage=stage,
            key=key,
            n=len(set().union(*(self.counted[reminder.pk] for reminder in reminders))),
            by=min((day for day in days if day), default=None),
            several=len(days) > 1,
            lacking=matters[0].lacking if len(matters) == 1 else 0,
            counts=sum((Counter(matter.counts) for matter in matters), Counter()),
        )
