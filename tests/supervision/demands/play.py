"""Demands in a small county in which another person approves them."""

from datetime import date

from supervision.demands.demand import demand
from supervision.demands.drafts.approve import decide_draft
from supervision.demands.drafts.draft import draft_demand
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.models import Demand
from supervision.papers.rules import PaperRule
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.problems import play as problems

BY = date(2026, 9, 28)
MEMBER = ("Body 1", "team_member")


def shire():
    """The county of problems: two people each in the group and in the office; the second of the
    group may approve there."""
    county = problems.shire()
    rule(county)
    return county


def rule(county, *, approved=True, word="督办", first_on=date(2026, 1, 1)) -> PaperRule:
    return PaperRule.objects.create(
        county_id=county.county.pk, kind="demand", word=word, approved=approved, basis="No. 3",
        first_on=first_on,
    )  # fmt: skip


def drafted(shire, who="group", now=NOW, post=MEMBER, **over) -> DemandDraft:
    values = {"text": "Say what keeps you.", "reply_by": BY, "nonce": make.nonce()} | over
    by, task = make.actor(shire.people[who]), owe(shire.posts[post], "red")
    (draft,) = draft_demand(by=by, now=now, task_ids=[task.pk], **values)
    return draft


def decide(shire, draft, who="office", *, accepted=True, now=NOW, reason="") -> DemandDraft:
    by = make.actor(shire.people[who])
    return decide_draft(by=by, now=now, draft_id=draft.pk, accepted=accepted, reason=reason)


def sent(shire, who="group", approver="office", now=NOW, **over) -> Demand:
    return decide(shire, drafted(shire, who, now=now, **over), approver, now=now).demand


def demanded(shire, who="group", now=NOW, post=MEMBER) -> Demand:
    """At once, without an approval."""
    task = owe(shire.posts[post], "red")
    (made,) = demand(
        by=make.actor(shire.people[who]), now=now, nonce=make.nonce(), task_ids=[task.pk],
        text="Say what keeps you.", reply_by=BY,
    )  # fmt: skip
    return made
