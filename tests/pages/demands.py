"""Drafts, measures and rules of papers of the standing cast: one for each act that a page does."""

from supervision.demands.drafts.draft import draft_demand
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.measures.lay import lay_measure
from supervision.papers.change import set_paper_rule
from supervision.papers.rules import PaperRule
from tests import make
from tests.make import NOW


def build_demands(cast) -> None:
    """A draft of the group about a task of the officer, and measures of the officer."""
    other = cast.people["other_office"].memberships.get().post.unit.the_county_id
    for county_id in (cast.county.pk, other):
        PaperRule.objects.create(
            county_id=county_id, kind="demand", word="督办", approved=False, basis="〔2026〕3号",
            first_on=NOW.date(),
        )  # fmt: skip
    cast.paper_rule_ahead = set_paper_rule(
        kind="demand", word="督", approved=True, basis="〔2026〕4号",
        first_on=NOW.date() + make.days(9), by=make.actor(cast.people["office"]), now=NOW,
    )  # fmt: skip
    cast.demand_draft = draft(cast)
    cast.demand_file = cast.store("officer")
    cast.demand_measure = lay_measure(
        by=make.actor(cast.people["officer"]), now=NOW, nonce=make.nonce(),
        demand_id=cast.demand.pk, text="Sign the list", person="Lu", due_on=NOW.date(),
        file_ids=[cast.demand_file.pk],
    )  # fmt: skip


def draft(cast, text="Say what keeps you.") -> DemandDraft:
    """One of the group, about a task of its own."""
    task = make.make_task(cast.head, make.make_item(cast.county))
    (made,) = draft_demand(
        by=make.actor(cast.people["group_inside"]), now=NOW, nonce=make.nonce(),
        task_ids=[task.pk], text=text, reply_by=NOW.date() + make.days(5),
    )  # fmt: skip
    return made
