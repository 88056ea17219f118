"""Individual items in a county to try: one in each state."""

from datetime import timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import calendar_of
from pages.days import day_of
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.proposals.decide import approve, send_back_proposal
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.proposals.propose import propose, take_back_proposal


def demonstrate(trial: Trial) -> None:
    """The principal officer proposed four: the office approved one, which went out, and returned
    one; one waits, and one is taken back."""
    waiting, returned, approved, withdrawn = (
        _proposed(trial, number) for number in range(len(trial.words["proposals"]))
    )
    now = trial.until - timedelta(days=2)
    office = {"by": Actor(user=trial.people["office"]), "now": now}
    approve(proposal_id=approved.pk, **office)
    send_due(now=now + timedelta(minutes=10))
    reason = trial.words["proposals"][1]["reason"]
    send_back_proposal(proposal_id=returned.pk, reason=reason, **office)
    own = Actor(user=trial.people["official"])
    take_back_proposal(proposal_id=withdrawn.pk, by=own, now=now)


def _proposed(trial: Trial, number: int) -> ItemProposal:
    words, person = trial.words["proposals"][number], trial.people["official"]
    now = trial.until - timedelta(days=3)
    posts = Post.objects.filter(pk__in=standing_of(person, at=now).leading_posts)
    day = day_of(trial.until) + timedelta(days=30 + number)
    return propose(
        posts=[posts.bearing_duties().earliest("pk").pk],
        text=words["text"],
        measure=words["measure"],
        category_id=Category.objects.get(code="C09").pk,
        due_on=calendar_of(trial.county_id).roll_forward(day),
        required=1,
        ground_kind=words["kind"],
        ground=words["ground"],
        by=Actor(user=person),
        now=now,
    )
