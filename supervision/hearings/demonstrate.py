"""Reports to the standing committee in a county to try: one heard, with decisions in every state;
one laid before the committee; one being drafted."""

from datetime import datetime, timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from supervision.demands.decide import accept
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from supervision.hearings.compose import compose
from supervision.hearings.decide import enter_decision, take_back_decision
from supervision.hearings.draft import open_hearing, save_draft
from supervision.hearings.lay import draft_digest, hear, lay, take_back
from supervision.hearings.models import Hearing
from supervision.hearings.note import enter_note

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def demonstrate(trial: Trial) -> None:
    """The report of the quarter that is closed was laid, taken back, laid again and heard; its
    decisions are answered, accepted, open, and one was recorded wrongly. That of the last quarter
    is laid, that of the running one a draft."""
    running = Quarter.at(trial.until)
    heard = _heard(trial, running.shifted(-2), now=trial.until - 5 * DAY)
    _decide(trial, heard, now=trial.until - 4 * DAY)
    _laid(trial, running.shifted(-1), now=trial.until - DAY)
    open_hearing(quarter=running, by=_office(trial), now=trial.until)


def _heard(trial: Trial, quarter: Quarter, *, now: datetime) -> Hearing:
    words, by = trial.words["hearings"], _office(trial)
    hearing = _laid(trial, quarter, now=now)
    act = {"hearing_id": hearing.pk, "by": by}
    take_back(reason=words["taken_back"], now=now + HOUR, **act)
    digest = draft_digest(compose(Hearing.objects.get(pk=hearing.pk), now=now + 2 * HOUR))
    lay(digest=digest, now=now + 2 * HOUR, **act)
    heard = hear(heard_on=day_of(now + DAY), now=now + DAY, **act)
    enter_note(text=words["note"], now=now + DAY + HOUR, **act)
    return heard


def _laid(trial: Trial, quarter: Quarter, *, now: datetime) -> Hearing:
    words, by = trial.words["hearings"], _office(trial)
    hearing = open_hearing(quarter=quarter, by=by, now=now)
    reds = compose(hearing, now=now).reds
    reasons = {
        str(red.task): reason for red, reason in zip(reds, words["reasons"], strict=False)
    }  # fmt: skip
    save_draft(
        hearing_id=hearing.pk, meeting_on=day_of(now + DAY), reasons=reasons, by=by, now=now,
        findings="\n".join([*hearing.findings.splitlines()[:3], *words["findings"]]),
        requests="\n".join(words["requests"]),
    )  # fmt: skip
    hearing.refresh_from_db()
    digest = draft_digest(compose(hearing, now=now))
    lay(hearing_id=hearing.pk, digest=digest, by=by, now=now)
    hearing.refresh_from_db()
    return hearing


def _decide(trial: Trial, hearing: Hearing, *, now: datetime) -> None:
    words, units = trial.words["hearings"], _units(trial)
    for number, text in enumerate(words["decisions"]):
        decision = enter_decision(
            hearing_id=hearing.pk, text=text, unit_ids=units[number : number + 1],
            reply_by=day_of(now + (3 + 3 * number) * DAY), nonce=UUID(int=(7 << 64) + number),
            by=_office(trial), now=now,
        )  # fmt: skip
        for demand in decision.demands.all():
            _answer(trial, demand, number, now=now + 2 * DAY)
    wrong = enter_decision(
        hearing_id=hearing.pk, text=words["wrong"], unit_ids=[], reply_by=None,
        nonce=UUID(int=7 << 65), by=_office(trial), now=now + HOUR,
    )  # fmt: skip
    take_back_decision(
        decision_id=wrong.pk, reason=words["wrong_because"], by=_office(trial), now=now + 2 * HOUR
    )


def _answer(trial: Trial, demand: Demand, number: int, *, now: datetime) -> None:
    """The first is answered and accepted, the second answered, the third waits."""
    answers = trial.words["hearings"]["answers"]
    if number >= len(answers):
        return
    by = Actor(user=trial.holders[demand.post_id])
    nonce = UUID(int=(7 << 66) + number)
    reply(by=by, now=now, nonce=nonce, demand_id=demand.pk, text=answers[number])
    if number == 0:
        accept(by=_office(trial), now=now + HOUR, demand_id=demand.pk)


def _units(trial: Trial) -> list[int]:
    """Units whose principal officer is there to answer."""
    posts = Post.objects.filter(role_kind__leads_unit=True, pk__in=trial.holders)
    posts = posts.exclude(unit__kind__in=[Unit.Kind.COUNTY, Unit.Kind.DISCIPLINE])
    posts = posts.filter(unit__county=trial.county_id).standing_on(day_of(trial.until))
    return list(posts.order_by("unit__order_key", "pk").values_list("unit", flat=True))


def _office(trial: Trial) -> Actor:
    return Actor(user=trial.people["office"])
