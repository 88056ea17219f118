"""Objections of the standing cast: to problems of the bureau that the group found."""

from supervision.objections.decide import decide_objection, foresee_decision
from supervision.objections.make import make_objection
from supervision.objections.models import Objection
from supervision.objections.states import Ruling, What
from supervision.problems.assign import assign_to_unit
from supervision.problems.models import Problem
from tests import make
from tests.make import NOW
from tests.pages.problems import DUE, enter

STANDS = {"ruling": Ruling.STANDS, "reason": "The bills are there."}


def build_objections(cast) -> None:
    """One that is to be decided, with a file; one that was, which may be reviewed; and a problem
    to which one may object."""
    cast.contestable = assigned(cast)
    cast.objection_file = cast.store("officer")
    cast.objection = object_to(cast, assigned(cast), file_ids=[cast.objection_file.pk])
    cast.objected = object_to(cast, assigned(cast))
    decide_objection(
        by=make.actor(cast.people["township_inside"]), now=NOW, objection_id=cast.objected.pk,
        **STANDS,
    )  # fmt: skip


def typed_objection(cast) -> dict:
    """What is typed into the form of an objection."""
    return {"nonce": make.nonce(), "wish": "Take it back.", "text": "It is another's."}


def decided(cast) -> dict:
    """A decision, with the mark of what it was shown to bring, while it is to be made."""
    if Objection.objects.get(pk=cast.objection.pk).fulfilled_at:
        return STANDS
    by = make.actor(cast.people["township_inside"])
    objection_id = cast.objection.pk
    foresight = foresee_decision(by=by, now=NOW, objection_id=objection_id, **STANDS)[1]
    return STANDS | {"mark": foresight.mark}


def object_to(cast, problem: Problem, **over) -> Objection:
    values = typed_objection(cast) | over
    by = make.actor(cast.people["officer"])
    return make_objection(by=by, now=NOW, what=What.PROBLEM, contested_id=problem.pk, **values)


def assigned(cast, **over) -> Problem:
    """A problem that the bureau is to rectify."""
    problem = enter(cast, **over)
    by = make.actor(cast.people["group_inside"])
    assign_to_unit(by=by, now=NOW, problem_id=problem.pk, post_id=cast.head.pk, due_on=DUE)
    return problem
