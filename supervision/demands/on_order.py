"""Demands that carry out what somebody above decided: a hearing, a leader's instruction."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alerts.audit.actor import Actor
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from supervision.demands.asks import Ask, checked
from supervision.demands.demand import issue
from supervision.demands.models import Demand
from supervision.demands.states import Act, State
from supervision.papers.steps import write_step


def demand_on_order(
    *,
    posts: Sequence[Post],
    made_in: int,
    author: User,
    text: str,
    reply_by: date,
    nonce: UUID,
    by: Actor,
    now: datetime,
) -> list[Demand]:
    """Demand an answer of each of `posts` by the end of `reply_by`, about no task: what is to be
    answered was decided elsewhere, so nobody approves it once more. Rights are the caller's.

    Raises:
        Refused: nobody could answer, or the text or the day will not do.
    """
    text = checked(text, reply_by, now)
    asks = [Ask(post, made_in, []) for post in posts]
    demands = issue(asks, author=author, now=now, nonce=nonce, text=text, reply_by=reply_by)
    for made in demands:
        after = {"post": made.post_id, "due_on": made.due_on, "tasks": 0}
        act = {"by": by, "now": now, "post_id": made_in, "after": after}
        write_step(made, Act.MAKE, state=State.AWAITED, **act)
    return demands
