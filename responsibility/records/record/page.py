"""All that the page of one record shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from responsibility.files.models import StoredFile
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.standing import Standing, standing_of
from responsibility.records.bodies.models import BodyReading
from responsibility.records.bodies.readers import readers_in_words
from responsibility.records.form.kind_fields import label_for
from responsibility.records.likeness.likeness import Likeness, likeness_of
from responsibility.records.models import Credit, DutyRecord, RecordCounterpart
from responsibility.records.record.chain import chain_of, newest
from responsibility.records.record.own import awaits_answer, came_after_closing, returned_credit
from responsibility.records.record.withdraw import may_withdraw
from responsibility.records.together.ticks import own_names, ticked_of
from responsibility.tasks.page.counterpart_names import names_on

ANSWERS = {
    Credit.Ending.DECLINED: _("declined"),
    Credit.Ending.TAKEN_BACK: _("took the confirmation back"),
    Credit.Ending.INSUFFICIENT: _("spot-checked: insufficient"),
    Credit.Ending.UNTRUE: _("spot-checked: not true"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened to a record; `address` leads to another version of it."""

    at: datetime
    who: User | None
    what: Promise | str
    text: str = ""
    address: str = ""


@dataclass
class RecordPage:
    """`own` says that the person or a post on the desk has to do with it; `whom` are the
    counterparts by name; `awaiting` the credits this person may answer; `readers` says who may
    read text and files, `may_grant` whether this person may name another; `returned` is the credit
    declined last, for those whom the reason concerns; `likeness` what the text shares with others,
    for who checks it and whom it belongs to."""

    record: DutyRecord
    own: bool
    body_open: bool
    in_time_of: str
    whom: list[tuple[str, str]]
    credits: list[Credit]
    files: list[StoredFile]
    awaiting: list[Credit]
    may_correct: bool
    may_withdraw: bool
    may_grant: bool
    may_take_back: list[Credit] = field(default_factory=list)
    returned: Credit | None = None
    likeness: Likeness | None = None
    events: list[Event] = field(default_factory=list)

    @classmethod
    def rows(cls, records: QuerySet[DutyRecord]) -> QuerySet[DutyRecord]:
        """`records` with what the page needs."""
        credits = Credit.objects.select_related(
            "task__item", "task__dispatch", "post", "confirmed_by", "ended_by"
        ).order_by("pk")
        whom = RecordCounterpart.objects.select_related("unit", "post__unit").order_by("pk")
        return records.select_related(
            "post", "unit", "lodged_by", "withdrawal__withdrawn_by"
        ).prefetch_related(
            Prefetch("credits", queryset=credits),
            Prefetch("counterparts", queryset=whom),
            "evidence__stored_file",
        )

    @classmethod
    def of(cls, record: DutyRecord, *, user, now: datetime, body_open: bool) -> Self:
        standing = standing_of(user, at=now)
        in_force = record.ended_at is None
        credits = list(record.credits.all())
        in_office = InOffice.of([record.post_id])
        own = record.lodged_by_id == user.pk or record.post_id in standing.desk_posts
        told = own or any(credit.post_id in standing.desk_posts for credit in credits)
        # Who checks it compares, and whom it belongs to sees what is seen.
        compares = body_open and (own or record.unit_id in standing.supervised_units)
        # Who read it by a grant, and why, is told to those it belongs to.
        readings = record.readings.select_related("read_by") if own else []
        return cls(
            record=record,
            own=own,
            body_open=body_open,
            in_time_of=in_office.in_time_of(record.post_id, record.happened_on, today=day_of(now)),
            whom=names_on(record.counterparts.all(), record.happened_on),
            credits=credits,
            files=[row.stored_file for row in record.evidence.all()] if body_open else [],
            awaiting=[credit for credit in credits if _waits_for(credit, standing)],
            may_take_back=[credit for credit in credits if _confirmed_by(credit, user, record)],
            may_correct=in_force and body_open and record.post_id in standing.log_posts,
            may_withdraw=in_force
            and record.checked_at is None
            and may_withdraw(user=user, record=record, at=now),
            may_grant=record.county_id in standing.office_counties,
            returned=returned_credit(credits) if told and in_force else None,
            likeness=likeness_of(record, viewer=user, now=now) if compares else None,
            events=_events(record, credits, readings, told=told),
        )

    @property
    def details(self) -> list[tuple[Promise, str | int]]:
        """What else its text goes with, in the words of its kind."""
        names = ("place", "participants", "present", "document_number")
        values = ((name, getattr(self.record, name)) for name in names)
        return [(label_for(name, self.record.kind), value) for name, value in values if value]

    @property
    def readers(self) -> str:
        return readers_in_words(self.record)

    @property
    def newest_address(self) -> str:
        return newest(self.record).get_absolute_url()

    @property
    def after_closing(self) -> list[Credit]:
        """Credits for tasks whose late entry had closed when it came (已关闭后补录)."""
        return [credit for credit in self.credits if came_after_closing(credit)]


def _waits_for(credit: Credit, standing: Standing) -> bool:
    return awaits_answer(credit) and credit.post_id in standing.confirm_posts


def _confirmed_by(credit: Credit, user, record: DutyRecord) -> bool:
    """Whether the person confirmed it, and may take that back still."""
    stands = credit.ended_at is None and record.checked_at is None
    return stands and credit.confirmed_by_id == user.pk


def _events(
    record: DutyRecord, credits: list[Credit], readings: Iterable[BodyReading], *, told: bool
) -> list[Event]:
    """What happened to it, the newest first; `told` with the reasons for which it was returned."""
    events = []
    for version in chain_of(record):
        what = _("corrected it") if version.supersedes_id else _("lodged it")
        address = "" if version.pk == record.pk else version.get_absolute_url()
        events.append(Event(version.lodged_at, version.lodged_by, what, address=address))
    for credit in credits:
        if credit.confirmed_at:
            events.append(
                Event(
                    credit.confirmed_at, credit.confirmed_by, _("confirmed it"), credit.task.title
                )
            )
        if credit.ended_as in ANSWERS:
            what = ANSWERS[credit.ended_as]
            text = credit.task.title
            if told and credit.ended_because:
                text = f"{text}: {credit.ended_because}"
            events.append(Event(credit.ended_at, credit.ended_by, what, text))
    events += [
        Event(reading.read_at, reading.read_by, _("read text and files"), reading.purpose)
        for reading in readings
    ]
    if taken_back := getattr(record, "withdrawal", None):
        events.append(
            Event(
                taken_back.withdrawn_at,
                taken_back.withdrawn_by,
                _("withdrew it"),
                taken_back.reason,
            )
        )
    return sorted(events, key=lambda event: event.at, reverse=True)


def fields_of(record: DutyRecord) -> dict[str, list[str]]:
    """What the form holds to say what `record` says; what was found insufficient is to count
    again."""
    named = record.counterparts.order_by("pk").values_list("post", "unit")
    both = [("post", post) if post else ("unit", unit) for post, unit in named]
    whom = [key for key in both if key not in own_names(record)]
    files = record.evidence.values_list("stored_file", flat=True)
    return {
        "tasks": [str(pk) for pk in ticked_of(record)],
        "happened_on": [record.happened_on.isoformat()],
        "kind": [record.kind],
        "place": [record.place],
        "participants": [record.participants],
        "present": [str(record.present or "")],
        "document_number": [record.document_number],
        "text": [record.text],
        "counterparts": [f"{what}-{pk}" for what, pk in whom],
        "files": [str(pk) for pk in files],
    }
