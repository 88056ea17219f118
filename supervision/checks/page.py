"""All that the page of one spot check shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.proof.page import DeadlinePage
from alerts.whatif.foresee import foresee
from pages.lamp import Lamp
from pages.refused import Refused
from pages.templatetags.look import instant, word
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to, owed_page
from responsibility.owed.whose import name_holders
from responsibility.records.bodies.read import note_reading
from responsibility.records.bodies.readers import readable
from responsibility.records.models import DutyRecord
from responsibility.records.record.page import RecordPage
from responsibility.tasks.models import Task
from supervision.checks.act_pages import PAGE_OF, ActPage
from supervision.checks.conclude import conclude
from supervision.checks.findings import CheckReply, Conclusion, Finding
from supervision.checks.models import CheckDuty, CheckStep, SpotCheck
from supervision.checks.rights import Case, acts_open_to, may_do, why_shut
from supervision.checks.states import Act, Outcome
from supervision.checks.words import CheckWords
from supervision.papers.steps import log_of


class Choice(NamedTuple):
    """One outcome that may be chosen: its words, and what it does to each lamp."""

    value: str
    label: str
    effects: list[str]
    shut: str = ""


@dataclass
class CheckPage:
    """`record` is the version that stands now, as its own page shows it; `body_open` whether the
    person reads it and what was written here. `choices` are for who concludes; `shut` says why it
    is not concluded yet."""

    case: Case
    record: RecordPage
    body_open: bool
    duties: list[CheckDuty]
    log: Sequence[CheckStep]
    findings: Sequence[Finding]
    replies: Sequence[CheckReply]
    conclusions: Sequence[Conclusion]
    acts: list[ActPage]
    may_reply: bool
    shut: str
    choices: list[Choice]
    beside: dict[str, SpotCheck | None]
    page: DeadlinePage | None = None
    decisions: dict = field(default_factory=dict)

    @classmethod
    def of(cls, check: SpotCheck, *, by: Actor, now: datetime) -> Self:
        """The page as `by` sees it at `now`; that a body was read is noted."""
        user, case = by.user, Case.of(check)
        acts = acts_open_to(user, case, at=now)
        duties = _duties(check, now)
        self = cls(
            case=case,
            body_open=reads(case, user, at=now),
            record=_record(case, by=by, now=now),
            duties=duties,
            log=log_of(check.steps),
            findings=list(check.findings.order_by("pk")),
            replies=_replies(check),
            conclusions=_conclusions(check),
            acts=[page for act, page in PAGE_OF.items() if act in acts and act != Act.CONCLUDE],
            may_reply=Act.REPLY in acts,
            shut=_shut(case, user, acts, now),
            choices=choices_of(check, by=by, now=now) if Act.CONCLUDE in acts else [],
            beside=_beside(check, user, now),
        )
        if current := _current(duties):
            owed = owed_page(current, CheckWords(), now=now)
            self.page = DeadlinePage.about(current, now=now, **owed)
            self.decisions = decisions_open_to(user, page=self.page, now=now)
        return self


def reads(case: Case, user, *, at: datetime) -> bool:
    """Whether the person reads what was asked, replied and concluded: the owner's side, the body
    that supervises the unit, and who may read the record."""
    standing = standing_of(user, at=at)
    if case.check.post_id in standing.desk_posts or case.check.unit_id in standing.supervised_units:
        return True
    versions = DutyRecord.objects.filter(pk=case.newest.pk)
    return readable(versions, user=user, at=at).exists()


def _record(case: Case, *, by: Actor, now: datetime) -> RecordPage:
    """The newest version, with text and files for who may read them."""
    versions: QuerySet[DutyRecord] = DutyRecord.objects.filter(pk=case.newest.pk)
    record = RecordPage.rows(versions).get()
    body_open = readable(versions, user=by.user, at=now).exists()
    if body_open:
        note_reading(by=by, now=now, record=record)
    return RecordPage.of(record, user=by.user, now=now, body_open=body_open)


def _duties(check: SpotCheck, now: datetime) -> list[CheckDuty]:
    """All that was and is owed, with lamps and whose they are, in order."""
    rows = list(check.duties.for_rows(now=now).order_by("pk"))
    name_holders(rows, now=now)
    return rows


def _current(duties: Sequence[CheckDuty]) -> CheckDuty | None:
    """What is open and due first; where nothing is, the last."""
    open_ones = [duty for duty in duties if not duty.fulfilled_at and not duty.exempt]
    return min(open_ones, key=lambda duty: duty.late_at, default=duties[-1] if duties else None)


def _replies(check: SpotCheck) -> list[CheckReply]:
    replies = check.replies.select_related("made_by").prefetch_related("files")
    return list(replies.order_by("-pk"))


def _conclusions(check: SpotCheck) -> list[Conclusion]:
    people = ("made_by", "made_in__unit", "lifted_by")
    return list(check.conclusions.select_related(*people).order_by("-pk"))


def _shut(case: Case, user, acts: dict, now: datetime) -> str:
    """Why who concludes cannot yet."""
    if Act.CONCLUDE in acts or case.check.whose_state.is_over:
        return ""
    if not may_do(Act.CONCLUDE, user, case, at=now):
        return ""
    return why_shut(Act.CONCLUDE, case, now=now)


def _beside(check: SpotCheck, user, now: datetime) -> dict[str, SpotCheck | None]:
    """The one before and the one after of the same draw."""
    if check.draw_id is None:
        return {}
    rows = SpotCheck.objects.visible_to(user, at=now).filter(draw=check.draw_id)
    return {
        "before": rows.filter(turn__lt=check.turn).order_by("-turn").first(),
        "after": rows.filter(turn__gt=check.turn).order_by("turn").first(),
    }


def choices_of(check: SpotCheck, *, by: Actor, now: datetime) -> list[Choice]:
    """Each outcome with what it would do to the lamps: its very verb, undone again."""
    return [_choice(outcome, check, by=by, now=now) for outcome in Outcome]


def _choice(outcome: Outcome, check: SpotCheck, *, by: Actor, now: datetime) -> Choice:
    label = str(outcome.label)
    if outcome == Outcome.CONFIRMED:
        return Choice(outcome.value, label, [_("The lamp stays as it is.")])
    tasks = Task.objects.filter(credits__record__in=[row.pk for row in Case.of(check).versions])
    act = {"by": by, "now": now, "check_id": check.pk, "outcome": outcome.value, "reason": "—"}
    rows = [tasks.distinct()]
    try:
        _made, foresight = foresee(
            lambda: conclude(**act), county_id=check.county_id, rows=rows, at=now
        )
    except Refused as refusal:
        return Choice(outcome.value, label, [], shut=str(refusal))
    titles = {task.pk: task.title for task in tasks.select_related("item", "dispatch")}
    effects = [
        _effect(titles[change.deadline_id], turn, now)
        for change in foresight.turning
        for turn in change.turns
    ]
    if outcome == Outcome.INSUFFICIENT:
        effects.append(_("It does not count until it is made good; then from the old instant."))
    return Choice(outcome.value, label, effects or [_("It counts no longer; no lamp turns.")])


def _effect(title: str, turn, now: datetime) -> str:
    """“Talk”: green → yellow; red on 3 October 00:00, unless something is lodged."""
    words = {"task": title, "was": word(Lamp(turn.was)), "becomes": word(Lamp(turn.becomes))}
    if turn.at is None:
        return _("“%(task)s”: %(was)s → %(becomes)s") % words
    words["when"] = instant(turn.at, now)
    return _("“%(task)s”: %(was)s → %(becomes)s on %(when)s if nothing is done") % words
