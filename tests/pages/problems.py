"""Problems of the standing cast: one for each act that a page does."""

from pages.rows_in.uploads import keep_upload
from supervision.problems.assign import ask_back, assign_to_body, assign_to_unit
from supervision.problems.close_out import apply_for_closing, approve, verify
from supervision.problems.enter import enter_problem
from supervision.problems.measures import lay_measure, report_measure
from supervision.problems.models import Problem
from supervision.problems.pass_on import pass_on
from supervision.problems.sheet import ProblemSheet
from supervision.problems.sorting.change import set_time_limit
from supervision.problems.starter import load_problem_terms
from supervision.problems.terms import Term
from tests import make
from tests.make import NOW

DUE = NOW.date() + make.days(20)


def build_problems(cast) -> None:
    """All of the bureau, found by the group that supervises it, but the one that is offered to it:
    that is of its section."""
    load_problem_terms(county_id=cast.county.pk, now=NOW)
    other = cast.people["other_office"].memberships.get().post.unit
    load_problem_terms(county_id=other.the_county_id, now=NOW)
    cast.problem_term = Term.objects.get(county_id=cast.county.pk, kind="type", code="weak")
    cast.limit_ahead = set_time_limit(
        code="look_back", days=60, basis="〔2026〕3号", first_on=DUE,
        by=make.actor(cast.people["office"]), now=NOW,
    )  # fmt: skip
    cast.problem_found = enter(cast)
    cast.problem_given, cast.problem_asked = (_given(cast) for _ in range(2))
    _do(cast, ask_back, "group_inside", cast.problem_asked, text="Which well?")
    cast.problem = _assigned(cast)
    cast.measure = _lay(cast, cast.problem)
    cast.measure_dropped = _lay(cast, cast.problem)
    cast.problem_file = _store(cast)
    cast.problem_done = _reported(cast)
    cast.problem_applied = _applied(cast)
    cast.problem_verified = _verified(cast)
    cast.problem_closed = _verified(cast)
    _do(cast, approve, "office", cast.problem_closed, passed=True)
    cast.problem_offered = _offered(cast)
    cast.problem_given_away = _assigned(cast)
    cast.other_head, _holder = make.make_holder(cast.elsewhere)
    sheet = ProblemSheet(by=make.actor(cast.people["group_inside"]), now=NOW)
    content = problems_file("A well without a lid")
    cast.problems_file = keep_upload(book=sheet, name="found.csv", content=content)


def problems_file(title: str) -> bytes:
    """A file of problems that can be imported: one new problem."""
    heads = "Unit responsible,Problem in one sentence,How it shows,Source,Type,Severity,Found on"
    row = f"Bureau of housing,{title},Anybody falls in.,Audit,Funds and finance,General,2026-09-01"
    return f"{heads}\n{row}\n".encode()


def typed(cast, **over) -> dict:
    """What is typed into the form of a problem."""
    terms = {
        kind: Term.objects.get(county_id=cast.county.pk, kind=kind, code=code).pk
        for kind, code in (("source", "audit"), ("type", "funds"), ("severity", "general"))
    }
    values = {"nonce": make.nonce(), "title": "No contract", "text": "Twelve bills without one."}
    return values | {"unit": cast.bureau.pk, "found_on": NOW.date()} | terms | over


def enter(cast, **over) -> Problem:
    values = {
        f"{name}_id" if name in ("unit", "source", "type", "severity") else name: value
        for name, value in typed(cast, **over).items()
    }
    return enter_problem(by=make.actor(cast.people["group_inside"]), now=NOW, **values)


def _do(cast, verb, who, problem, **said):
    by = make.actor(cast.people[who] if isinstance(who, str) else who)
    return verb(by=by, now=NOW, problem_id=problem.pk, **said)


def _given(cast) -> Problem:
    problem, body = enter(cast), cast.people["group_inside"].memberships.get().post
    _do(cast, assign_to_body, "office", problem, post_id=body.pk, due_on=DUE)
    return problem


def _assigned(cast, **over) -> Problem:
    problem = enter(cast, **over)
    _do(cast, assign_to_unit, "group_inside", problem, post_id=cast.head.pk, due_on=DUE)
    return problem


def _lay(cast, problem):
    said = {"nonce": make.nonce(), "text": "Sign one", "person": "Lu", "due_on": DUE}
    return _do(cast, lay_measure, "officer", problem, **said)


def _store(cast):
    """Evidence of the measure of `cast.problem`."""
    stored = cast.store("officer")
    said = {"nonce": make.nonce(), "text": "Signed.", "done_on": NOW.date()}
    said |= {"measure_id": cast.measure.pk, "file_ids": [stored.pk]}
    _do(cast, report_measure, "officer", cast.problem, **said)
    return stored


def _reported(cast) -> Problem:
    problem = _assigned(cast)
    measure = _lay(cast, problem)
    said = {"nonce": make.nonce(), "text": "Signed.", "done_on": NOW.date()}
    _do(cast, report_measure, "officer", problem, measure_id=measure.pk, **said)
    return problem


def _applied(cast) -> Problem:
    problem = _reported(cast)
    _do(cast, apply_for_closing, "officer", problem, text="All have one.")
    return problem


def _verified(cast) -> Problem:
    problem = _applied(cast)
    _do(cast, verify, "group_inside", problem, passed=True, reason="Looked at it.")
    return problem


def _offered(cast) -> Problem:
    """Of the section, whose post asks the bureau to take it over."""
    problem = enter(cast, unit=cast.section.pk)
    post = make.make_post(cast.section, "section_head")
    holder = make.appoint(post, make.make_person("Offerer", county=cast.county))
    _do(cast, assign_to_unit, "group_inside", problem, post_id=post.pk, due_on=DUE)
    _do(cast, pass_on, holder, problem, unit_id=cast.bureau.pk, reason="The bureau's own.")
    return problem
