"""Proposing an individual item, and taking the proposal back."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.rooms import decision_asked, decision_ended
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.lists.models import Category
from responsibility.lists.versions.fit import MOST
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.deciders import people_of_offices
from responsibility.tasks.dispatches.days import check_day
from responsibility.tasks.proposals.kind import PROPOSED
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.proposals.proposing import posts_proposed_for


@transaction.atomic
def propose(
    *,
    posts: Collection[int],
    text: str,
    measure: str,
    category_id: int,
    due_on: date,
    required: int,
    ground_kind: str,
    ground: str,
    by: Actor,
    now: datetime,
) -> ItemProposal:
    """Propose an item for posts of a unit which `by` leads or logs for, due at the end of `due_on`;
    whoever of the commission office may decide hears of it.

    Raises:
        PermissionDenied: a post is none for which `by` may propose.
        Refused: no post, or posts of two units; a day that will not do; the same waits already;
            words that are missing or too long.
    """
    chosen = _chosen(posts, by, now)
    unit = chosen[0].unit
    check_day(due_on, county_id=unit.the_county_id, now=now)
    if not 1 <= required <= MOST:
        raise Refused(_("Ask for 1 to %(most)d.") % {"most": MOST}, field="required")
    text = _fitting("text", text, missing=_("Say what is to be done."))
    if ItemProposal.objects.waiting().filter(unit=unit, text=text, due_on=due_on).exists():
        raise Refused(_("The same is proposed already, and waits for the office."))
    ground = _fitting("ground", ground, missing=_("Say what it follows from."))
    proposal = ItemProposal.objects.create(
        county_id=unit.the_county_id, unit=unit, text=text, due_on=due_on, required=required,
        measure=_fitting("measure", measure), category=Category.objects.get(pk=category_id),
        ground_kind=ground_kind, ground=ground, proposed_by=by.user, proposed_at=now,
    )  # fmt: skip
    proposal.posts.set(chosen)
    after = {"posts": [post.pk for post in chosen], "due_on": due_on, "ground": ground}
    _note("proposal.make", proposal, chosen[0].pk, by, now, after)
    decision_asked(about=proposal, now=now)
    office = people_of_offices(now)[proposal.county_id] - {by.user.pk}
    owe_reminders(
        model=ItemProposal, ids=[proposal.pk], stage=PROPOSED, now=now, to=sorted(office),
        asked_by_id=by.user.pk,
    )  # fmt: skip
    return proposal


@transaction.atomic
def take_back_proposal(*, proposal_id: int, by: Actor, now: datetime) -> ItemProposal:
    """Take back one's own proposal before it is decided on.

    Raises:
        ItemProposal.DoesNotExist: there is none that `by` made.
        Refused: it is decided on, or taken back already.
    """
    own = ItemProposal.objects.filter(proposed_by=by.user.pk)
    proposal = own.select_for_update(of=("self",), no_key=True).get(pk=proposal_id)
    if not proposal.waits:
        raise Refused(_("It does not wait any more."))
    proposal.taken_back_at = now
    proposal.save(update_fields=["taken_back_at"])
    decision_ended(about=proposal, by=by, now=now, taken_back=True)
    _note("proposal.take_back", proposal, None, by, now)
    return proposal


def _chosen(posts: Collection[int], by: Actor, now: datetime) -> list[Post]:
    ids = set(posts)
    if not ids:
        raise Refused(_("Choose at least one post."), field="posts")
    allowed = list(posts_proposed_for(by.user, at=now).filter(pk__in=ids))
    if len(allowed) != len(ids):
        raise PermissionDenied(_("An item is proposed for posts of the own unit."))
    if len({post.unit_id for post in allowed}) > 1:
        raise Refused(_("Choose posts of one unit. Propose for another by itself."), field="posts")
    return allowed


def _fitting(field: str, words: str, missing: str = "") -> str:
    return fitting(words, of=ItemProposal, field=field, missing=missing)


def _note(action, proposal, post_id, by, now, after=None) -> None:
    record_audit(by=by, now=now, action=action, about=proposal, post_id=post_id, after=after)
