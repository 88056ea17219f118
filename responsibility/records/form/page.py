"""All that the page of the form shows for what is entered so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Self

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from pages.days import day_of
from responsibility.files.models import StoredFile
from responsibility.lists.record_kind import RecordKind
from responsibility.records.counting.lit import LIT
from responsibility.records.files.evidence import readable_files
from responsibility.records.form.choices import TaskChoices, Whom, counterpart_choices, task_choices
from responsibility.records.form.clerking import clerked_for
from responsibility.records.form.draw import grouped_picks, picks
from responsibility.records.form.forms import RecordForm
from responsibility.records.form.kind_fields import KindField, kind_fields
from responsibility.records.form.participants import (
    AT_ONCE,
    Participant,
    participant_choices,
)
from responsibility.records.form.places import last_places
from responsibility.records.form.preview import TaskPreview, preview
from responsibility.records.form.suggested import last_record, suggested_kind
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.together.earlier import logged_by_others
from responsibility.records.together.party import Party


@dataclass
class FormPage:
    """`record` is the record to be corrected; None where a new one is lodged. `last` is the last
    one for the same item, to be looked at while writing. `kind` is chosen, or suggested; "" where
    nothing suggests one. `clerked_for` names the posts for which a clerk logs. `participants` are
    to be picked; of `lodged_by_others` is the same event, as it seems; `places` are the last."""

    form: RecordForm
    choices: TaskChoices
    whom: list[Whom]
    previews: list[TaskPreview]
    files: list[StoredFile]
    now: datetime
    kind: str = ""
    last: DutyRecord | None = None
    record: DutyRecord | None = None
    clerked_for: str = ""
    participants: list[Participant] = field(default_factory=list)
    lodged_by_others: list[Credit] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        form: RecordForm,
        *,
        user,
        now: datetime,
        record: DutyRecord | None = None,
        post: int | None = None,
    ) -> Self:
        """`post` is the one of the person's posts that the form is narrowed to."""
        tasks, people = form.values("tasks"), form.values("counterparts")
        instead_of = record.pk if record else None
        party = _party(form, people, now=now, instead_of=instead_of)
        shown = form.values("shown")
        choices = task_choices(
            user=user, now=now, ticked=tasks, shown=shown, post=post, present=party.posts
        )
        first = next(iter(choices.chosen), None)
        last = last_record(first, user=user, now=now, besides=instead_of) if first else None
        chosen = {f"{kind}-{number}" for kind, number in people}
        whom = counterpart_choices(tasks=choices.chosen, chosen=chosen, now=now, besides=instead_of)
        counted = {each.value for each in whom}
        return cls(
            form=form,
            choices=choices,
            whom=whom,
            participants=participant_choices(
                user=user, tasks=choices.chosen, party=party, now=now, counted=counted
            ),
            lodged_by_others=logged_by_others(choices.chosen, party=party),
            places=last_places(user, now=now),
            previews=_previews(choices, party, user=user, now=now),
            files=_files(form.values("files"), user, now),
            now=now,
            kind=form["kind"].value() or (suggested_kind(first, last) if first else ""),
            last=last,
            record=record,
            clerked_for=clerked_for(user, [*choices.first, *choices.others], now=now),
        )

    @property
    def most_files(self) -> int:
        return settings.UPLOADS_PER_RECORD

    @property
    def first_to_tick(self) -> SafeString:
        return self._picks(self.choices.first, wrong=bool(self.form["tasks"].errors))

    @property
    def others_to_tick(self) -> SafeString:
        """What is open to tick on demand, by category."""
        return self._picks(
            self.choices.open, wrong=bool(self.form["tasks"].errors), draw=grouped_picks
        )

    @property
    def done_to_tick(self) -> SafeString:
        """What is done already, by category."""
        return self._picks(self.choices.done, draw=grouped_picks)

    @property
    def offered_to_tick(self) -> SafeString:
        """Tasks of other posts."""
        return self._picks(self.choices.offered, with_posts=True)

    def _picks(
        self, tasks, *, with_posts: bool = False, wrong: bool = False, draw: Callable = picks
    ) -> SafeString:
        return draw(
            tasks,
            ticked=self.choices.ticked,
            now=self.now,
            with_posts=with_posts or self.several_posts,
            wrong=wrong,
        )

    @property
    def lights(self) -> int:
        """How many lamps lodging now would light."""
        turned = (one for one in self.previews if one.lamp_after != one.lamp)
        return sum(one.lamp_after in LIT for one in turned)

    @cached_property
    def several_posts(self) -> bool:
        """Whether the tasks to tick are of more than one post."""
        return len({task.post_id for task in [*self.choices.first, *self.choices.others]}) > 1

    @property
    def participants_first(self) -> list[Participant]:
        """Shown at once: with whom the event is a duty, and some more."""
        with_duty = sum(bool(each.duty) for each in self.participants)
        return self.participants[: max(AT_ONCE, with_duty)]

    @property
    def participants_more(self) -> list[Participant]:
        return self.participants[len(self.participants_first) :]

    @property
    def more_chosen(self) -> bool:
        return any(each.chosen for each in self.participants_more)

    @property
    def participants_offered(self) -> list[Participant]:
        """Those picked to whom it is offered for a duty of theirs."""
        return [each for each in self.participants if each.chosen and each.duty]

    @property
    def names_someone(self) -> bool:
        return any(one.chosen for one in self.whom)

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return (
            reverse("record-correct", args=[self.record.pk])
            if self.record
            else reverse("record-new")
        )

    @property
    def kinds(self) -> list[RecordKind]:
        """What may be chosen of."""
        return RecordKind.to_choose()

    @cached_property
    def fields(self) -> dict[str, KindField]:
        """What some kinds ask, by name."""
        return kind_fields(self.form, kind=self.kind)

    @property
    def is_zero_report(self) -> bool:
        return self.record is not None and self.record.kind == DutyRecord.Kind.ZERO_REPORT


def _previews(choices: TaskChoices, party: Party, *, user, now: datetime) -> list[TaskPreview]:
    return preview(
        user=user,
        now=now,
        task_ids=[task.pk for task in [*choices.chosen, *choices.offered_chosen]],
        counterpart_post_ids=party.posts,
        counterpart_unit_ids=party.units,
        instead_of=party.instead_of,
        on=party.on,
    )


def _party(form: RecordForm, people, *, now: datetime, instead_of: int | None) -> Party:
    return Party(
        on=form.day or day_of(now),
        posts=frozenset(number for kind, number in people if kind == "post"),
        units=frozenset(number for kind, number in people if kind == "unit"),
        instead_of=instead_of,
    )


def _files(ids: Sequence, user, now: datetime) -> list[StoredFile]:
    if not ids:
        return []
    found = {file.pk: file for file in readable_files(user, at=now).filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]
