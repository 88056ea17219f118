"""Objections in a small county: what is contested, each act by who does it."""

from datetime import date

from supervision.demands.demand import demand
from supervision.objections.decide import decide_objection
from supervision.objections.make import ask_review, make_objection
from supervision.objections.models import Objection
from supervision.objections.states import Ruling, What
from supervision.problems.close_out import verify
from supervision.problems.rectification import CloseOut
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW, at
from tests.supervision.problems import play as problems

HEAD = problems.HEAD
RED = {
    "due_on": date(2026, 9, 20),
    "warns_at": at("2026-09-14 00:00"),
    "late_at": at("2026-09-21 00:00"),
    "lamp_since": at("2026-09-21 00:00"),
}
LATER = date(2026, 10, 9)


def shire():
    """The county of problems; two people each in the group and in the office."""
    county = problems.shire()
    return county


def red(shire, post=HEAD, **over):
    """A task that turned red some days ago."""
    return owe(shire.posts[post], "red", **(RED | over))


def orange(shire, post=HEAD):
    done = at("2026-09-22 09:00")
    return owe(shire.posts[post], "orange", **(RED | {"fulfilled_at": done, "lamp_since": done}))


def demanded(shire, task, who="group", now=NOW):
    (made,) = demand(
        by=make.actor(shire.people[who]), now=now, nonce=make.nonce(), task_ids=[task.pk],
        text="Why is it late?", reply_by=date(2026, 10, 12),
    )  # fmt: skip
    return made


def assigned(shire):
    """A problem that the group entered and gave to the unit."""
    problem = problems.enter(shire)
    problems.assign(shire, problem)
    return problems.fresh(problem)


def returned(shire):
    """A problem of which the second of the group sent the closing back."""
    problem = assigned(shire)
    problems.rectify(shire, problem)
    problems.act(verify, shire, "second", problem, passed=False, reason="No signature.")
    return CloseOut.objects.get(assignment__problem=problem)


def objection(shire, row, what=What.TASK, who="officer", now=NOW, **over) -> Objection:
    values = {"nonce": make.nonce(), "wish": "Take it back.", "text": "It was done."} | over
    by = make.actor(shire.people[who])
    return make_objection(by=by, now=now, what=what, contested_id=row.pk, **values)


def decide(shire, objection, ruling, who="group", now=NOW, **over):
    values = {"reason": "Looked at the papers.", "ruling": ruling} | over
    if Ruling(ruling).names_a_day:
        values.setdefault("due_on", LATER)
    by = make.actor(shire.people[who])
    return decide_objection(by=by, now=now, objection_id=objection.pk, **values)


def review(shire, objection, who="officer", now=NOW) -> Objection:
    words = {"nonce": make.nonce(), "wish": "Look again.", "text": "The notice never came."}
    return ask_review(by=make.actor(shire.people[who]), now=now, objection_id=objection.pk, **words)
