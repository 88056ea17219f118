"""All that the page of one talk shows, to whom it may."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from alerts.proof.page import DeadlinePage
from responsibility.owed.page import decisions_open_to, owed_page
from responsibility.owed.whose import name_holders
from supervision.papers.steps import log_of
from supervision.talks.act_pages import PAGE_OF, ActPage
from supervision.talks.claims.enter import may_enter
from supervision.talks.grants.give import may_grant
from supervision.talks.grants.models import TalkGrant, TalkReading, grants_of
from supervision.talks.models import Talk, TalkClaim, Talker, TalkPerson, TalkRecord, TalkStep
from supervision.talks.owed import RequirementReply, TalkDuty
from supervision.talks.readers import readers_in_words, reads_own, reads_whole
from supervision.talks.rights import Case, acts_open_to, may_do, why_open
from supervision.talks.states import Act, Purpose, State
from supervision.talks.words import TalkWords


class Stage(NamedTuple):
    """One of the steps above: whether it is done, or the current one; and when."""

    name: str | Promise
    done: bool
    current: bool
    at: datetime | None = None


class Required(NamedTuple):
    """A requirement with its reports, the newest first, and what may be done about it: each way's
    page with the number it takes."""

    duty: TalkDuty
    replies: Sequence[RequirementReply]
    ways: Sequence[tuple[ActPage, int]]


class Part(NamedTuple):
    """One who is talked to: what is `shown` to the reader of it."""

    person: TalkPerson
    shown: bool
    required: Sequence[Required]
    claims: Sequence[TalkClaim]
    ways: Sequence[tuple[ActPage, int]]


@dataclass
class TalkPage:
    """`written` is the record, `parts` what concerns each person, as far as the reader reads them;
    `shut` says why it is not closed yet."""

    case: Case
    whole: bool
    own: bool
    written: TalkRecord | None
    stages: list[Stage]
    talkers: list[Talker]
    parts: list[Part]
    duties: list[TalkDuty]
    log: list[TalkStep]
    acts: list[ActPage]
    open_acts: list[Act]
    shut: str
    readers: str
    may_grant: bool
    may_open: bool
    may_enter: bool
    grants: Sequence[TalkGrant]
    readings: Sequence[TalkReading]
    page: DeadlinePage | None = None
    decisions: dict = field(default_factory=dict)

    @classmethod
    def of(cls, talk: Talk, *, user, now: datetime) -> Self:
        case = Case.of(talk, at=now)
        acts = acts_open_to(user, case, at=now)
        whole, own = reads_whole(case, user, at=now), reads_own(case, user)
        duties = list(talk.duties.for_rows(now=now).select_related("person").order_by("pk"))
        name_holders(duties, now=now)
        written = TalkRecord.objects.filter(talk=talk).select_related("made_by").first()
        self = cls(
            case=case, whole=whole, own=own,
            written=written if whole or own else None,
            stages=_stages(case, written),
            talkers=list(talk.talkers.select_related("user").order_by("pk")),
            parts=_parts(case, user, acts, duties, whole),
            duties=[row for row in duties if row.purpose != Purpose.MEET],
            log=_log(talk, user, whole),
            acts=[PAGE_OF[act] for act in acts if act in PAGE_OF and not PAGE_OF[act].row],
            open_acts=acts,
            shut=_shut(case, user, now),
            readers=readers_in_words(case),
            may_grant=may_grant(user, case, at=now),
            may_enter=Act.ENTER in acts and may_enter(user, case, at=now),
            may_open=not whole and grants_of(user, at=now).filter(talk=talk).exists(),
            grants=list(talk.grants.select_related("user", "given_by").order_by("-pk")),
            readings=_readings(talk),
        )  # fmt: skip
        if current := _current(duties, case, user, whole):
            owed = owed_page(current, TalkWords(), now=now)
            self.page = DeadlinePage.about(current, now=now, **owed)
            self.decisions = decisions_open_to(user, page=self.page, now=now)
        return self

    @property
    def names(self) -> str:
        """Who is talked to."""
        people = [part.person.user.name for part in self.parts]
        return pgettext("between items", ", ").join(people)

    @property
    def may_hold(self) -> bool:
        return Act.HOLD in self.open_acts

    @property
    def may_sign(self) -> bool:
        return Act.SIGN in self.open_acts

    @property
    def may_brief(self) -> bool:
        return Act.BRIEF in self.open_acts


def _shut(case: Case, user, now: datetime) -> str:
    closing = case.talk.state in (State.HELD, State.FOLLOWING)
    return why_open(case) if closing and may_do(Act.CLOSE, user, case, at=now) else ""


def _stages(case: Case, written: TalkRecord | None) -> list[Stage]:
    talk = case.talk
    if talk.state == State.CANCELLED:
        return []
    settled = written is not None and not case.unsettled
    closed = talk.state == State.CLOSED
    followed = closed or (settled and not case.open_requirements)
    signed_at = (
        max((row.signed_at or row.refused_at for row in case.persons), default=None)
        if settled
        else None
    )
    rows = [
        (pgettext_lazy("talk", "Planned"), True, talk.made_at),
        (pgettext_lazy("talk", "Talk"), written is not None, written and written.made_at),
        (pgettext_lazy("talk", "Signature"), settled, signed_at),
        (pgettext_lazy("talk", "Follow-up"), followed, None),
        (pgettext_lazy("talk", "Closed"), closed, None),
    ]
    first = next((place for place, row in enumerate(rows) if not row[1]), None)
    return [Stage(name, done, place == first, at) for place, (name, done, at) in enumerate(rows)]


def _parts(case: Case, user, acts: Sequence[Act], duties, whole: bool) -> list[Part]:
    """Each sees the own part alone."""
    own = case.person_of(user) if reads_own(case, user) else None
    replies: dict[int, list[RequirementReply]] = {}
    reports = RequirementReply.objects.filter(duty__talk=case.talk)
    for reply in reports.select_related("made_by", "judged_by").order_by("-pk"):
        replies.setdefault(reply.duty_id, []).append(reply)
    claims = TalkClaim.objects.filter(person__talk=case.talk).select_related("problem")
    parts = []
    for person in case.persons:
        shown = whole or (own is not None and own.pk == person.pk)
        mine = [row for row in duties if row.purpose == Purpose.MEET and row.person_id == person.pk]
        required = [
            Required(row, replies.get(row.pk, []), _ways(row, replies.get(row.pk, []), acts, person,
                                                         user))
            for row in mine
        ]  # fmt: skip
        of_person = [row for row in claims if row.person_id == person.pk]
        ways = [(PAGE_OF[act], person.pk) for act in (Act.REQUIRE, Act.REFUSAL)
                if act in acts and not (act == Act.REFUSAL and person.is_settled)]  # fmt: skip
        parts.append(Part(person, shown, required if shown else [], of_person if shown else [],
                          ways))  # fmt: skip
    return parts


def _ways(row: TalkDuty, replies, acts: Sequence[Act], person: TalkPerson, user):
    if row.exempt:
        return []
    if row.fulfilled_at is None:
        mine = person.user_id == user.pk
        ways = [Act.REPLY] if mine else [Act.DROP]
        return [(PAGE_OF[act], row.pk) for act in ways if act in acts]
    waiting = next((reply for reply in replies if reply.accepted is None), None)
    ways = [Act.ACCEPT, Act.SEND_BACK] if waiting else []
    return [(PAGE_OF[act], waiting.pk) for act in ways if act in acts]


def _log(talk: Talk, user, whole: bool) -> list[TalkStep]:
    """Each step says whether what was written in it is `shown`: to who reads all, and the own."""
    log = log_of(talk.steps)
    for step in log:
        step.shown = whole or step.made_by_id == user.pk
    return log


def _readings(talk: Talk) -> list[TalkReading]:
    rows = TalkReading.objects.filter(grant__talk=talk).select_related("read_by")
    return list(rows.order_by("-pk"))


def _current(duties: Sequence[TalkDuty], case: Case, user, whole: bool) -> TalkDuty | None:
    """What is open and due first, of what concerns the reader."""
    own = case.person_of(user)
    mine = [
        row for row in duties if own and row.person_id == own.pk and row.purpose == Purpose.MEET
    ]
    rows = mine or [row for row in duties if whole or row.purpose != Purpose.MEET]
    open_ones = [row for row in rows if not row.fulfilled_at and not row.exempt]
    return min(open_ones, key=lambda row: row.late_at, default=rows[-1] if rows else None)
