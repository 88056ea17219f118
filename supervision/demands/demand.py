"""Demanding an answer by a day (督办; M000-05), of who owes tasks or of a unit's officer."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import answerers
from responsibility.owed.instants import born_with
from supervision.demands.asks import Ask, asks_of_tasks, asks_of_unit, checked
from supervision.demands.kind import DEMANDED
from supervision.demands.models import Demand, DemandTask
from supervision.demands.states import Act, State
from supervision.papers.numbers import number_papers
from supervision.papers.rules import rule_of
from supervision.papers.steps import write_step


@transaction.atomic
def demand(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    task_ids: Collection[int],
    text: str,
    reply_by: date,
) -> list[Demand]:
    """Demand an answer by the end of `reply_by`: one demand for each post that owes the tasks.

    Whoever answers for the post is told, and the unit's principal officer. What is fulfilled or
    exempt, or demanded of already without an answer yet, is passed over. The same nonce demands
    once; a second call returns what the first made.

    Raises: as `asks_of_tasks`; Refused also where the county has another person approve it first,
    nobody could answer, or the day will not do.
    """
    if made := _made_before(by, nonce):
        return made
    asks = asks_of_tasks(task_ids, by=by, now=now)
    return _at_once(asks, by=by, now=now, nonce=nonce, text=text, reply_by=reply_by)


@transaction.atomic
def demand_of_unit(
    *, by: Actor, now: datetime, nonce: UUID, unit_id: int, text: str, reply_by: date
) -> list[Demand]:
    """Demand of the unit's principal officer an answer about all that is red in the unit.

    Raises: as `asks_of_unit`, and as `demand`.
    """
    if made := _made_before(by, nonce):
        return made
    asks = asks_of_unit(unit_id, by=by, now=now)
    return _at_once(asks, by=by, now=now, nonce=nonce, text=text, reply_by=reply_by)


def goes_by_approval(asks: Sequence[Ask], *, now: datetime) -> bool:
    """Whether the county has another person approve them first: those that go out in the name of
    the commission to another unit (domain 3.2 c)."""
    if not in_the_commissions_name(asks):
        return False
    county_id = asks[0].post.unit.the_county_id
    return rule_of(Demand.matter_kind, county_id=county_id, on=day_of(now)).approved


def in_the_commissions_name(asks: Sequence[Ask]) -> bool:
    """Whether one goes out of a body that supervises, or the commission office, to another unit."""
    posts = Post.objects.filter(pk__in={ask.made_in for ask in asks}).select_related("role_kind")
    from_ = {post.pk: post for post in posts}
    return any(
        from_[ask.made_in].role_kind.supervises or from_[ask.made_in].role_kind.keeps_office
        for ask in asks
        if from_[ask.made_in].unit_id != ask.post.unit_id
    )


def _made_before(by: Actor, nonce: UUID) -> list[Demand]:
    return list(Demand.objects.filter(made_by=by.user, nonce=nonce).order_by("pk"))


def _at_once(
    asks: Sequence[Ask], *, by: Actor, now: datetime, nonce: UUID, text: str, reply_by: date
) -> list[Demand]:
    text = checked(text, reply_by, now)
    if goes_by_approval(asks, now=now):
        raise Refused(_("Another person approves it first: submit it for approval."))
    demands = issue(asks, author=by.user, now=now, nonce=nonce, text=text, reply_by=reply_by)
    for made in demands:
        about = {"post": made.post_id, "due_on": made.due_on, "tasks": len(made.asked)}
        act = {"by": by, "now": now, "post_id": made.made_in_id, "after": about}
        write_step(made, Act.MAKE, state=State.AWAITED, **act)
    return demands


def issue(
    asks: Sequence[Ask],
    *,
    author: User,
    now: datetime,
    nonce: UUID,
    text: str,
    reply_by: date,
    approver: User | None = None,
) -> list[Demand]:
    """Write the demands under their numbers and tell who is to answer; rights, checks and steps
    are the caller's.

    Raises:
        Refused: nobody could answer.
    """
    made = {
        "text": text,
        "made_by": author,
        "approved_by": approver,
        "made_at": now,
        "nonce": nonce,
    }
    demands = []
    for ask in asks:
        born = born_with(county_id=ask.post.unit.the_county_id, due_on=reply_by, now=now)
        demands.append(Demand(
            post=ask.post, unit_id=ask.post.unit_id, made_in_id=ask.made_in,
            whole_unit=ask.whole_unit, **made, **born,
        ))  # fmt: skip
        demands[-1].asked = ask.tasks
    number_papers(demands, kind=Demand.matter_kind, now=now)
    Demand.objects.bulk_create(demands)
    DemandTask.objects.bulk_create(
        DemandTask(demand=made, task=task) for made in demands for task in made.asked
    )
    _refuse_unanswerable(demands, now)
    ids = [made.pk for made in demands]
    owe_reminders(model=Demand, ids=ids, stage=DEMANDED, now=now, asked_by_id=author.pk)
    return demands


def _refuse_unanswerable(demands: Sequence[Demand], now: datetime) -> None:
    ids = {made.pk for made in demands}
    if vacant := ids - {pk for pk, _person in answerers(Demand.objects.filter(pk__in=ids), at=now)}:
        posts = ", ".join(made.post.title for made in demands if made.pk in vacant)
        raise Refused(_("Nobody could answer: %(posts)s (vacant).") % {"posts": posts})
