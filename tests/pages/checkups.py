"""Checkups of the standing cast: one for each act that a page does, and their templates."""

from supervision.checkups.answers import Reply, submit_answers
from supervision.checkups.check import conclude
from supervision.checkups.find import write_finding
from supervision.checkups.models import Checkup
from supervision.checkups.open import open_checkups
from supervision.checkups.template.models import CheckupTemplate
from supervision.checkups.template.starter import load_checkup_templates
from supervision.checkups.template.write import SectionText, make_template
from tests import make
from tests.make import NOW
from tests.pages.problems import typed

ASKS = [SectionText(1, "Responsibility", ["Is it studied?", "Is there a plan?"])]


def build_checkups(cast) -> None:
    """Of the bureau: one awaited, one answered with a finding, one concluded with another."""
    other = cast.people["other_office"].memberships.get().post.unit
    for county_id in (cast.county.pk, other.the_county_id):
        load_checkup_templates(county_id=county_id, now=NOW)
    cast.checkup_template = template(cast, "Checkup of dams")
    cast.checkup_awaited = opened(cast, cast.checkup_template)
    cast.checkup_answered = answered(cast, template(cast, "Checkup of wells"))
    cast.checkup_finding = finding(cast, cast.checkup_answered)
    cast.checkup_open_template = template(cast, "Checkup of roads")
    cast.checkup_concluded = answered(cast, cast.checkup_open_template)
    finding(cast, cast.checkup_concluded)
    act = {"by": make.actor(cast.people["group_inside"]), "now": NOW}
    conclude(checkup_id=cast.checkup_concluded.pk, text="In order.", **act)


def template(cast, name: str) -> CheckupTemplate:
    return make_template(
        by=cast.by, now=NOW, nonce=make.nonce(), name=name, basis="No. 7", sections=ASKS,
        first_on=NOW.date(),
    )  # fmt: skip


def opened(cast, of: CheckupTemplate, unit=None) -> Checkup:
    by = make.actor(cast.people["group_inside"])
    (made,) = open_checkups(
        by=by, now=NOW, nonce=make.nonce(), version_id=of.versions.get().pk, way="by_unit",
        unit_ids=[(unit or cast.bureau).pk], due_on=NOW.date() + make.days(9),
    )  # fmt: skip
    return made


def answered(cast, of: CheckupTemplate) -> Checkup:
    checkup = opened(cast, of)
    replies = {question.pk: Reply("no", "Not yet.") for question in checkup.version.questions.all()}
    by = make.actor(cast.people["officer"])
    submit_answers(by=by, now=NOW, checkup_id=checkup.pk, replies=replies)
    return checkup


def finding(cast, checkup: Checkup):
    return write_finding(
        by=make.actor(cast.people["group_inside"]), now=NOW, checkup_id=checkup.pk,
        question_id=first_question(checkup), nonce=make.nonce(), text="No minutes.",
    )  # fmt: skip


def first_question(checkup: Checkup) -> int:
    return checkup.version.questions.get(position=1).pk


def opening(cast) -> dict:
    """What is typed into the form that opens a checkup."""
    return {
        "version": cast.checkup_open_template.versions.get().pk, "units": [cast.bureau.pk],
        "way": "by_unit", "due_on": NOW.date() + make.days(9), "text": "", "nonce": make.nonce(),
    }  # fmt: skip


def replied(cast) -> dict:
    """What is typed into the form of the answers."""
    values = {}
    for question in cast.checkup_awaited.version.questions.all():
        values |= {f"value_{question.pk}": "partly", f"remark_{question.pk}": "Once."}
    return values


def entered(cast) -> dict:
    """What is typed where a finding becomes a problem."""
    names = ("title", "text", "source", "type", "severity", "nonce")
    return {name: value for name, value in typed(cast).items() if name in names}


def written(name: str = "Checkup of wells"):
    """What is typed into the form of a template."""
    return lambda cast: {
        "name": name, "basis": "No. 8", "first_on": NOW.date(), "nonce": make.nonce(),
        "section_1": "Responsibility", "questions_1": "Is it studied?\nWho does it?",
    }  # fmt: skip
