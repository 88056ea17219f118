"""Giving an instruction, or recording a leader's; taking one back (M001-16)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from pages.words import fitting
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.relations.offices import office_post
from supervision.demands.decide import why_not_withdraw, withdraw
from supervision.demands.on_order import demand_on_order
from supervision.instructions.about import about_of
from supervision.instructions.models import Instruction, InstructionAsk
from supervision.instructions.rights import (
    leader_in,
    leader_posts,
    posts_above,
    units_instructed,
)
from supervision.instructions.states import Act, Level, State
from supervision.papers.steps import write_step


@transaction.atomic
def instruct(
    *,
    leader_post_id: int,
    text: str,
    given_on: date,
    paper: str,
    unit_ids: Collection[int],
    reply_by: date,
    nonce: UUID,
    by: Actor,
    now: datetime,
    overall_id: int | None = None,
    pushing_id: int | None = None,
    what: str = "",
    about_id: int | None = None,
) -> Instruction:
    """Give an instruction in the leader's post, or record one for who was in it on `given_on`. Of
    the principal officers of the units, who carry it out, and of the leaders who see to it overall
    and push it on, an answer is demanded by the end of `reply_by`. The same nonce gives one.

    Raises:
        PermissionDenied: the person neither instructs in that post nor records for it.
        Refused: the day is over by too much or not here yet, the post was vacant on it; nobody is
            addressed, a unit is none the leader instructs, nobody there could answer, or text or
            day will not do.
    """
    if first := Instruction.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    leader_post = leader_posts(by.user, at=now).filter(pk=leader_post_id).first()
    if leader_post is None:
        raise PermissionDenied(_("You may not instruct in that post."))
    leader = _leader(leader_post, given_on, now)
    county_id = leader_post.unit.the_county_id
    text = fitting(text, of=Instruction, field="text", missing=_("Say what is wished."))
    paper = fitting(paper, of=Instruction, field="paper")
    about = about_of(what, about_id, user=by.user, at=now)
    instruction = Instruction.objects.create(
        county_id=county_id, leader=leader, leader_post=leader_post, text=text, given_on=given_on,
        paper=paper, made_by=by.user, made_at=now, nonce=nonce, **about.columns,
    )  # fmt: skip
    above = {Level.OVERALL: overall_id, Level.PUSHING: pushing_id}
    addressed = _addressed(instruction, unit_ids, above, now=now)
    for place, (post, level) in enumerate(addressed):
        _ask(instruction, post, level, place, reply_by, by=by, now=now)
    own = leader.pk == by.user.pk
    step = {"by": by, "now": now, "post_id": leader_post.pk, "state": State.OPEN, "text": text}
    after = {"given_on": given_on, "posts": len(addressed)}
    write_step(instruction, Act.GIVE if own else Act.RECORD, **step, after=after)
    return instruction


@transaction.atomic
def take_back(*, instruction_id: int, reason: str, by: Actor, now: datetime) -> Instruction:
    """Take an instruction back, with a reason, and with it what of its demands is not closed.

    Raises:
        Instruction.DoesNotExist: there is none in force, or it is not visible to the person.
        PermissionDenied: the person neither instructs in its post nor records for it.
        Refused: the reason is missing.
    """
    visible = Instruction.objects.visible_to(by.user, at=now).filter(ended_at=None)
    instruction = visible.select_for_update(of=("self",), no_key=True).get(pk=instruction_id)
    if not leader_posts(by.user, at=now).filter(pk=instruction.leader_post_id).exists():
        raise PermissionDenied(_("You may not instruct in that post."))
    missing = _("Give a reason.")
    because = fitting(reason, of=Instruction, field="ended_because", missing=missing, at="reason")
    instruction.ended_by, instruction.ended_at = by.user, now
    instruction.ended_because = because
    instruction.save(update_fields=["ended_by", "ended_at", "ended_because"])
    for ask in instruction.asks.select_related("demand").order_by("pk"):
        if not why_not_withdraw(ask.demand):
            withdraw(demand_id=ask.demand_id, reason=because, by=by, now=now)
    step = {"by": by, "now": now, "post_id": instruction.leader_post_id, "text": because}
    write_step(instruction, Act.TAKE_BACK, state=State.WITHDRAWN, **step)
    return instruction


def _leader(post: Post, given_on: date, now: datetime) -> User:
    if given_on > day_of(now):
        raise Refused(_("The day cannot lie in the future."), field="given_on")
    if leader := leader_in(post, on=given_on):
        return leader
    raise Refused(_("Nobody was in the post on that day."), field="given_on")


def _addressed(
    instruction: Instruction,
    unit_ids: Collection[int],
    above: dict[Level, int | None],
    *,
    now: datetime,
) -> list[tuple[Post, Level]]:
    """The posts it is addressed to, with their levels; nobody twice, and never the leader's."""
    county_id, leader_post = instruction.county_id, instruction.leader_post
    units = units_instructed(instruction.leader, county_id=county_id, on=instruction.given_on)
    chosen = list(units.filter(pk__in=unit_ids))
    if len(chosen) != len(set(unit_ids)):
        text = _("Choose units that the leader is in charge of, none of the leader's own.")
        raise Refused(text, field="units")
    posts = [(principal_post(unit, at=now), unit) for unit in chosen]
    if without := [unit.name for post, unit in posts if post is None]:
        text = _("Nobody there could answer: %(units)s.") % {"units": ", ".join(without)}
        raise Refused(text, field="units")
    leaders = posts_above(leader_post, county_id=county_id, at=now)
    addressed = [(leaders.get(pk=pk), level) for level, pk in above.items() if pk]
    addressed += [(post, Level.CARRYING) for post, _unit in posts if post]
    if not addressed:
        raise Refused(_("Choose who carries it out."), field="units")
    return list({post.pk: (post, level) for post, level in reversed(addressed)}.values())[::-1]


def _ask(
    instruction: Instruction,
    post: Post,
    level: Level,
    place: int,
    reply_by: date,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """One demand, of the office's post: it follows up for the leader."""
    office = office_post(instruction.county_id, at=now)
    if office is None:
        raise Refused(_("The county has no commission office that could follow it up."))
    with translation.override(settings.LANGUAGE_CODE):  # it is read by others
        words = {
            "leader": f"{instruction.leader_post.title} {instruction.leader.name}",
            "day": day(instruction.given_on),
            "level": str(level.label),
            "text": instruction.text,
        }
        text = _("Instruction of %(leader)s, %(day)s (%(level)s): %(text)s") % words
    (demand,) = demand_on_order(
        posts=[post], made_in=office.pk, author=by.user, text=text, reply_by=reply_by,
        nonce=instruction.nonce, by=by, now=now,
    )  # fmt: skip
    InstructionAsk.objects.create(instruction=instruction, demand=demand, level=level)
