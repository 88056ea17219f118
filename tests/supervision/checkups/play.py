"""Checkups in a small county, each act by who does it."""

from datetime import date

from demonstration.roles import Role
from supervision.checkups.answers import Reply, save_answers, submit_answers
from supervision.checkups.check import conclude, reopen, send_back, withdraw_checkup
from supervision.checkups.enter import enter_finding
from supervision.checkups.find import drop_finding, write_finding
from supervision.checkups.models import Checkup, CheckupDuty
from supervision.checkups.open import open_checkups
from supervision.checkups.template.models import CheckupTemplate, TemplateVersion
from supervision.checkups.template.write import SectionText, change_template, make_template
from supervision.problems.starter import load_problem_terms
from supervision.problems.terms import Term
from tests import make
from tests.dashboards.county import build
from tests.make import NOW

BY = date(2026, 10, 9)
HEAD = ("Body 1", Role.PRINCIPAL_OFFICER)
GROUP = ("Group", Role.STATIONED_GROUP)
ANSWERED_ON = NOW + make.days(2)
CONCLUDED_ON = NOW + make.days(4)
SECTIONS = [
    SectionText(
        1, "Responsibility", ["Does the party group study it twice a year?", "Is it kept?"]
    ),
    SectionText(2, "Decisions", ["Are higher decisions carried out?"]),
]


def shire():
    """The county with a template, a second person in the group and in the office."""
    county = build()
    load_problem_terms(county_id=county.county.pk, now=NOW)
    grants = ["log", "view", "urge", "approve"]
    county.people["second"] = make.join(county.posts[GROUP], grants=grants)
    desk = county.people["office"].memberships.get().post
    county.people["second office"] = make.join(desk, grants=grants)
    county.template = template(county)
    return county


def template(shire, who="office", now=NOW, **over) -> CheckupTemplate:
    values = {
        "nonce": make.nonce(), "name": "Political checkup", "basis": "Rules, article 9",
        "sections": SECTIONS, "first_on": now.date(),
    }  # fmt: skip
    return make_template(by=make.actor(shire.people[who]), now=now, **(values | over))


def change(shire, who="office", now=NOW, **over) -> CheckupTemplate:
    values = {
        "nonce": make.nonce(), "name": "Political checkup", "basis": "Rules, article 9",
        "sections": SECTIONS[:1], "first_on": now.date(), "template_id": shire.template.pk,
    }  # fmt: skip
    return change_template(by=make.actor(shire.people[who]), now=now, **(values | over))


def version(shire, now=NOW) -> TemplateVersion:
    return TemplateVersion.objects.in_force(on=now.date()).get(template=shire.template)


def open_all(shire, *bodies, who="group", now=NOW, way="by_unit", **over) -> list[Checkup]:
    values = {
        "nonce": make.nonce(), "way": way, "due_on": BY,
        "unit_ids": [shire.bodies[place].pk for place in bodies or (0,)],
    }  # fmt: skip
    if "version_id" not in over:
        values["version_id"] = version(shire).pk
    return open_checkups(by=make.actor(shire.people[who]), now=now, **(values | over))


def opened(shire, **over) -> Checkup:
    (checkup,) = open_all(shire, **over)
    return checkup


def replies(checkup, *values, remark="Once.") -> dict[int, Reply]:
    """`values` of the first questions, yes of the others."""
    questions = checkup.version.questions.order_by("position")
    given = [*values, *["yes"] * 99]
    return {
        question.pk: Reply(value, "" if value == "yes" else remark)
        for question, value in zip(questions, given, strict=False)
    }


def act(verb, shire, who, checkup, now, **more):
    return verb(by=make.actor(shire.people[who]), now=now, checkup_id=checkup.pk, **more)


def save(shire, checkup, *values, who="officer", now=ANSWERED_ON, **over):
    typed = {"replies": replies(checkup, *values)} | over
    return act(save_answers, shire, who, checkup, now, **typed)


def answer(shire, checkup, *values, who="officer", now=ANSWERED_ON, **over):
    typed = {"replies": replies(checkup, *values)} | over
    return act(submit_answers, shire, who, checkup, now, **typed)


def back(shire, checkup, who="group", now=CONCLUDED_ON, **over):
    values = {"reason": "Say which meetings.", "due_on": BY} | over
    return act(send_back, shire, who, checkup, now, **values)


def find(shire, checkup, who="group", now=CONCLUDED_ON, place=1, **over):
    question = checkup.version.questions.get(position=place)
    values = {"question_id": question.pk, "nonce": make.nonce(), "text": "No minutes."} | over
    return act(write_finding, shire, who, checkup, now, **values)


def drop(shire, finding, who="group", now=CONCLUDED_ON, reason="They are there."):
    about = {"finding_id": finding.pk, "reason": reason}
    return act(drop_finding, shire, who, finding.checkup, now, **about)


def enter(shire, finding, who="group", now=CONCLUDED_ON, **over):
    def term(kind, code):
        return Term.objects.get(county_id=shire.county.pk, kind=kind, code=code).pk

    values = {
        "finding_id": finding.pk, "nonce": make.nonce(), "title": "No minutes", "text": "None.",
        "source_id": term("source", "political_checkup"), "type_id": term("type", "weak"),
        "severity_id": term("severity", "general"),
    }  # fmt: skip
    return act(enter_finding, shire, who, finding.checkup, now, **(values | over))


def finish(shire, checkup, who="group", now=CONCLUDED_ON, text="It is in order."):
    return act(conclude, shire, who, checkup, now, text=text)


def take_back(shire, checkup, who="group", now=CONCLUDED_ON, reason="Too early."):
    return act(reopen, shire, who, checkup, now, reason=reason)


def withdraw(shire, checkup, who="group", now=CONCLUDED_ON, reason="Twice."):
    return act(withdraw_checkup, shire, who, checkup, now, reason=reason)


def concluded(shire, **over) -> Checkup:
    """One that a unit answered, with a finding about its first question."""
    checkup = opened(shire, **over)
    answer(shire, checkup, "no", who="officer" if checkup.is_by_unit else "group")
    find(shire, checkup)
    finish(shire, checkup)
    return fresh(checkup)


def fresh(checkup) -> Checkup:
    return Checkup.objects.get(pk=checkup.pk)


def duty(checkup) -> CheckupDuty:
    return checkup.duties.latest("pk")
