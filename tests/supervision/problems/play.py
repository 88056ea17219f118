"""Problems in a small county, each act by who does it."""

from datetime import date

from demonstration.roles import Role
from supervision.problems.assign import assign_to_body, assign_to_unit
from supervision.problems.close_out import apply_for_closing, approve, verify
from supervision.problems.enter import enter_problem
from supervision.problems.measures import lay_measure, report_measure
from supervision.problems.models import Problem
from supervision.problems.starter import load_problem_terms
from supervision.problems.terms import Term
from tests import make
from tests.dashboards.county import build
from tests.make import NOW

BY = date(2026, 10, 20)
HEAD = ("Body 1", Role.PRINCIPAL_OFFICER)
GROUP = ("Group", Role.STATIONED_GROUP)


def shire():
    """The county, with a second person in the group and in the office."""
    found = build()
    load_problem_terms(county_id=found.county.pk, now=NOW)
    grants = ["log", "view", "urge", "approve"]
    found.people["second"] = make.join(found.posts[GROUP], grants=grants)
    desk = found.people["office"].memberships.get().post
    found.people["second office"] = make.join(desk, grants=grants)
    return found


def term(shire, kind: str, code: str) -> Term:
    return Term.objects.get(county_id=shire.county.pk, kind=kind, code=code)


def enter(shire, who="group", now=NOW, body=0, **over) -> Problem:
    values = {
        "nonce": make.nonce(),
        "unit_id": shire.bodies[body].pk,
        "source_id": term(shire, "source", "audit").pk,
        "type_id": term(shire, "type", "funds").pk,
        "severity_id": term(shire, "severity", "general").pk,
        "title": "The canteen buys without a contract.",
        "text": "Twelve bills without a contract.",
        "found_on": NOW.date(),
    }
    return enter_problem(by=make.actor(shire.people[who]), now=now, **(values | over))


def act(verb, shire, who, problem, now=NOW, **more):
    return verb(by=make.actor(shire.people[who]), now=now, problem_id=problem.pk, **more)


def give(shire, problem, now=NOW, due_on=BY, who="office"):
    """To the supervising body."""
    post = shire.posts[GROUP]
    return act(assign_to_body, shire, who, problem, now, post_id=post.pk, due_on=due_on)


def assign(shire, problem, now=NOW, due_on=BY, who="group", **more):
    post = shire.posts[HEAD]
    return act(assign_to_unit, shire, who, problem, now, post_id=post.pk, due_on=due_on, **more)


def lay(shire, problem, now=NOW, who="officer", **over):
    due_on = fresh(problem).current.due_on
    values = {"nonce": make.nonce(), "text": "Sign one contract.", "person": "Lu", "due_on": due_on}
    return act(lay_measure, shire, who, problem, now, **(values | over))


def report(shire, problem, measure, now=NOW, who="officer", **over):
    values = {"nonce": make.nonce(), "text": "Signed.", "done_on": now.date()} | over
    return act(report_measure, shire, who, problem, now, measure_id=measure.pk, **values)


def rectify(shire, problem, now=NOW):
    """One measure, reported on, and the closing applied for."""
    report(shire, problem, lay(shire, problem, now), now)
    return act(apply_for_closing, shire, "officer", problem, now, text="All bills have one.")


def pass_on_to(shire, problem, now=NOW, who="second", passed=True):
    return act(verify, shire, who, problem, now, passed=passed, reason="Looked at the contract.")


def close(shire, problem, now=NOW, who="office", passed=True, reason="Agreed."):
    return act(approve, shire, who, problem, now, passed=passed, reason=reason)


def closed(shire, now=NOW) -> Problem:
    """A problem that went the whole way."""
    problem = enter(shire, now=now)
    assign(shire, problem, now)
    rectify(shire, problem, now)
    pass_on_to(shire, problem, now)
    close(shire, problem, now)
    return fresh(problem)


def fresh(problem) -> Problem:
    return Problem.objects.get(pk=problem.pk)
