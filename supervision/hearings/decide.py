"""Recording what the committee decided: each decision becomes demands of the units that carry it
out; taking one back takes these back too."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from pages.words import fitting
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.demands.decide import why_not_withdraw, withdraw
from supervision.demands.on_order import demand_on_order
from supervision.hearings.draft import lock_hearing, write
from supervision.hearings.models import IN_FORCE, Hearing, HearingDecision
from supervision.hearings.states import Act, State


@transaction.atomic
def enter_decision(
    *,
    hearing_id: int,
    text: str,
    unit_ids: Collection[int],
    reply_by: date | None,
    nonce: UUID,
    by: Actor,
    now: datetime,
) -> HearingDecision:
    """Record a decision of the committee. Of the principal officer of each unit in `unit_ids` an
    answer is demanded by the end of `reply_by`, in the office's name; without units nobody owes
    anything. The same nonce records one.

    Raises:
        Hearing.DoesNotExist: there is none, or it is not the person's county's.
        Refused: it is not heard; the text is missing; a unit is none of the county, is the
            office's own or has no principal officer; or the day will not do.
    """
    hearing = lock_hearing(hearing_id, by=by, now=now)
    if first := HearingDecision.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    if hearing.state != State.HEARD:
        raise Refused(_("Record first that it was heard."))
    missing = _("Say what was decided.")
    text = fitting(text, of=HearingDecision, field="text", missing=missing)
    last = hearing.decisions.order_by("number").last()
    decision = hearing.decisions.create(
        number=last.number + 1 if last else 1, text=text, nonce=nonce, made_by=by.user, made_at=now
    )
    if unit_ids:
        _hand_out(decision, unit_ids, reply_by, by=by, now=now)
    after = {"decision": decision.number, "units": len(set(unit_ids))}
    write(hearing, Act.DECIDE, by=by, now=now, text=text, after=after)
    return decision


@transaction.atomic
def take_back_decision(*, decision_id: int, reason: str, by: Actor, now: datetime) -> Hearing:
    """Take a decision that was recorded wrongly back, with a reason, and with it what of its
    demands is not closed.

    Raises:
        HearingDecision.DoesNotExist: there is none in force.
        Hearing.DoesNotExist: it is not the person's county's.
        Refused: the reason is missing.
    """
    decision = HearingDecision.objects.get(IN_FORCE, pk=decision_id)
    hearing = lock_hearing(decision.hearing_id, by=by, now=now)
    because = fitting(
        reason, of=HearingDecision, field="ended_because", missing=_("Give a reason."), at="reason"
    )
    decision.ended_by, decision.ended_at, decision.ended_because = by.user, now, because
    decision.save(update_fields=["ended_by", "ended_at", "ended_because"])
    for demand in decision.demands.order_by("pk"):
        if not why_not_withdraw(demand):
            withdraw(demand_id=demand.pk, reason=because, by=by, now=now)
    after = {"decision": decision.number}
    write(hearing, Act.DROP_DECISION, by=by, now=now, text=because, after=after)
    return hearing


def _hand_out(
    decision: HearingDecision,
    unit_ids: Collection[int],
    reply_by: date | None,
    *,
    by: Actor,
    now: datetime,
) -> None:
    if reply_by is None:
        raise Refused(_("Choose the day by which they answer."), field="reply_by")
    hearing = decision.hearing
    made_in = min(standing_of(by.user, at=now).office_posts)
    posts = _principals(hearing, unit_ids, made_in, now=now)
    with translation.override(settings.LANGUAGE_CODE):  # it is read by others
        words = {"day": day(hearing.heard_on), "number": decision.number, "text": decision.text}
        text = _("Decision No. %(number)d of the standing committee, %(day)s: %(text)s") % words
    demands = demand_on_order(
        posts=posts, made_in=made_in, author=by.user, text=text, reply_by=reply_by,
        nonce=decision.nonce, by=by, now=now,
    )  # fmt: skip
    decision.demands.set(demands)


def _principals(
    hearing: Hearing, unit_ids: Collection[int], made_in: int, *, now: datetime
) -> list[Post]:
    units = Unit.objects.filter(county=hearing.county_id, pk__in=unit_ids)
    units = list(units.standing_on(day_of(now)).in_order())
    if len(units) != len(set(unit_ids)):
        raise Refused(_("Choose units of the county."), field="units")
    posts = {unit: principal_post(unit, at=now) for unit in units}
    if without := [unit.name for unit, post in posts.items() if post is None or post.pk == made_in]:
        text = _("Nobody there could answer: %(units)s.") % {"units": ", ".join(without)}
        raise Refused(text, field="units")
    return [post for post in posts.values() if post]
