"""Objecting (提出异议), and asking for a review of what was not upheld in full (复核)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.exempt import exempt_locked
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.posts.models import Post
from responsibility.owed.instants import born_with
from responsibility.tasks.closing.kind import POST_CLOSED
from supervision.objections.about.base import Contested
from supervision.objections.about.kinds import contested_by, find_contested
from supervision.objections.bars import ObjectionBar
from supervision.objections.kind import CONTESTED, OBJECTED
from supervision.objections.limits import DECIDE, MAKE, REVIEW
from supervision.objections.models import Objection
from supervision.objections.outcome import ObjectionStatement
from supervision.objections.rights import bars, concerns, deciding_post
from supervision.objections.states import Ruling, Side, What
from supervision.problems.terms import TimeLimit, last_day

SERIES = "objection"


@transaction.atomic
def make_objection(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    what: What,
    contested_id: int,
    wish: str,
    text: str,
    file_ids: Collection[UUID] = (),
) -> Objection:
    """Contest a lamp, a demand, a problem or the sending back of its closing: `wish` says what is
    asked for, `text` the facts. Somebody else than who decided decides within the county's time.
    The same nonce objects once.

    Raises:
        Objection.DoesNotExist: there is no such thing, or it is not the person's to contest.
        Refused: it cannot be contested (any more), something is missing, or nobody could decide.
    """
    if first := Objection.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    contested = find_contested(what, contested_id, now=now)
    if contested is None or not concerns(by.user, contested, at=now):
        raise Objection.DoesNotExist
    if against := why_not_object(contested, now=now):
        raise Refused(against)
    _end_left_open(contested, by=by, now=now)
    words = {"wish": wish, "text": text, "file_ids": file_ids, "nonce": nonce}
    return _make(contested, by=by, now=now, earlier=None, **words)


@transaction.atomic
def ask_review(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    objection_id: int,
    wish: str,
    text: str,
    file_ids: Collection[UUID] = (),
) -> Objection:
    """Contest once more what was not upheld in full: another body decides, where there is one.

    Raises:
        Objection.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: it is not the person's.
        Refused: as `make_objection`; or it was upheld, reviewed already, or the time is over.
    """
    if first := Objection.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    earlier = Objection.objects.lock_visible(objection_id, to=by.user, at=now)
    contested = contested_by(earlier, now=now)
    if not concerns(by.user, contested, at=now) and earlier.made_by_id != by.user.pk:
        raise PermissionDenied(_("Only who is concerned objects."))
    if against := why_not_review(earlier, contested, now=now):
        raise Refused(against)
    words = {"wish": wish, "text": text, "file_ids": file_ids, "nonce": nonce}
    return _make(contested, by=by, now=now, earlier=earlier, **words)


def why_not_object(contested: Contested, *, now: datetime) -> str:
    """Why it cannot be contested; "" if it can."""
    if against := contested.why_not(now=now):
        return against
    objections = Objection.objects.filter(**{contested.what.value: contested.row.pk})
    lapsed = {earlier: _lapsed_on(earlier, now) for earlier in objections.select_related("post")}
    if any(earlier.is_undecided and on is None for earlier, on in lapsed.items()):
        return _("There is an objection to it that is not decided yet.")
    if contested.decided(objections).exists():
        return _("It was decided on an objection already: ask for a review there.")
    try:
        until = _until(
            MAKE, contested, since=max([contested.since, *filter(None, lapsed.values())])
        )
    except TimeLimit.DoesNotExist:
        return _("The county has not set by when one may object. Turn to the commission office.")
    if day_of(now) > until:
        return _("The time for objecting ended on %(day)s.") % {"day": day(until, now)}
    return ""


def _end_left_open(contested: Contested, *, by: Actor, now: datetime) -> None:
    """End what a closed post left undecided after its day: its red stays in the ledger."""
    left = Objection.objects.filter(**{contested.what.value: contested.row.pk}).undecided()
    for objection in Objection.objects.lock(left.values_list("pk", flat=True)):
        words = _("The deciding post was closed: object anew.")
        exempt_locked(deadline=objection, by=by, now=now, reason=words, cause=POST_CLOSED)


def _lapsed_on(earlier: Objection, now: datetime) -> date | None:
    """The day on which its deciding post was closed before it decided: the time for objecting runs
    anew from it."""
    if earlier.has_lapsed:
        return day_of(earlier.lamp_since)
    if earlier.is_undecided and not earlier.post.stands_on(day_of(now)):
        return earlier.post.closed_on
    return None


def why_not_review(earlier: Objection, contested: Contested, *, now: datetime) -> str:
    """Why there is no review of a decision; "" if there may be."""
    decision = getattr(earlier, "decision", None)
    if decision is None:
        return _("It is not decided yet.")
    if decision.ruling not in (Ruling.STANDS, Ruling.MORE_TIME):
        return _("It was upheld: there is nothing to review.")
    if earlier.earlier_id or hasattr(earlier, "review"):
        return _("It was reviewed already. There is one review.")
    until = _until(REVIEW, contested, since=day_of(decision.decided_at))
    if day_of(now) > until:
        return _("The time for asking for a review ended on %(day)s.") % {"day": day(until, now)}
    return contested.why_not(now=now)


def review_until(earlier: Objection, contested: Contested) -> date:
    """The last day on which a review of its decision may be asked for."""
    return _until(REVIEW, contested, since=day_of(earlier.decision.decided_at))


def _until(code: str, contested: Contested, *, since: date) -> date:
    about = {"county_id": contested.deadline.county_id, "unit_id": contested.unit.pk}
    return last_day(code, on=since, **about)


def _make(
    contested: Contested,
    *,
    by: Actor,
    now: datetime,
    earlier: Objection | None,
    wish: str,
    text: str,
    file_ids: Collection[UUID],
    nonce: UUID,
) -> Objection:
    wish = fitting(wish, of=Objection, field="wish", missing=_("Say what you ask for."))
    text = fitting(text, of=ObjectionStatement, field="text", missing=_("State the facts."))
    barred = bars(contested, objector=by.user.pk, now=now)
    post = deciding_post(contested, barred=barred, earlier=earlier, at=now)
    if post is None:
        words = _("Nobody is left here who could decide on it. Turn to the body above.")
        raise Refused(words)
    objection = Objection(
        post=post, unit=post.unit, subject=contested.subject[:200], wish=wish, earlier=earlier,
        concerned_post=contested.post, concerned_unit=contested.unit, made_by=by.user,
        made_at=now, nonce=nonce, **{f"{contested.what.value}_id": contested.row.pk},
        **_born(contested, post, now=now),
    )  # fmt: skip
    series = {"county_id": objection.county_id, "year": day_of(now).year, "kind": SERIES}
    objection.year, objection.number = series["year"], take_numbers(**series)[0]
    objection.save()
    ObjectionBar.objects.bulk_create(
        ObjectionBar(objection=objection, person_id=person, why=why)
        for person, why in sorted(barred.items())
    )
    files = files_to_attach(file_ids, by=by)
    statement = ObjectionStatement.objects.create(
        objection=objection, side=Side.OBJECTOR, text=text, made_by=by.user, made_at=now,
        nonce=nonce,
    )  # fmt: skip
    statement.files.set(files)
    _tell(objection, contested, by=by, now=now)
    return objection


def _born(contested: Contested, post: Post, *, now: datetime) -> dict:
    county_id = contested.deadline.county_id
    due_on = last_day(DECIDE, county_id=county_id, unit_id=post.unit_id, on=day_of(now))
    return born_with(county_id=county_id, due_on=due_on, now=now)


def _tell(objection: Objection, contested: Contested, *, by: Actor, now: datetime) -> None:
    for stage in (OBJECTED, CONTESTED):
        owe_reminders(model=Objection, ids=[objection.pk], stage=stage, now=now)
    after = {"contested": objection.what.value, "post": objection.post_id}
    record_audit(
        by=by, now=now, action="objection.make", about=objection, post_id=contested.post.pk,
        after=after | {"due_on": objection.due_on},
    )  # fmt: skip
