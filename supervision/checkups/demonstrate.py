"""Checkups in a county to try, one in every state there is, and a template changed and retired."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.decisions.extend import ask_extension
from alerts.kinds.trial import Trial
from pages.days import day_of
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.units.models import Unit
from supervision.checkups.answers import Replies, Reply, save_answers, submit_answers
from supervision.checkups.check import conclude, reopen, send_back, take_over, withdraw_checkup
from supervision.checkups.choices import units_checked_by
from supervision.checkups.enter import enter_finding, source_offered
from supervision.checkups.find import drop_finding, write_finding
from supervision.checkups.models import Checkup
from supervision.checkups.open import open_checkups
from supervision.checkups.states import OPEN_STATES, Way
from supervision.checkups.template.models import CheckupTemplate, TemplateVersion
from supervision.checkups.template.starter import load_checkup_templates
from supervision.checkups.template.write import (
    SectionText,
    change_template,
    make_template,
    retire_template,
)
from supervision.problems.starter import load_problem_terms
from supervision.problems.terms import Term

PLACE = 0xC0DE << 40  # so that numbers of the forms are those of no other part


class Part(NamedTuple):
    """When one is opened and by when it is due, and what is done in it: acts with their days from
    the demonstration's day. `own`: by the office's own template."""

    made: int
    due: int
    way: Way
    acts: list[tuple[int, str]]
    own: bool = False


UNIT, SITE = Way.BY_UNIT, Way.ON_SITE
ON_SITE = [(-30, "answer"), (-29, "find"), (-28, "enter"), (-27, "conclude")]
PLAYED = [
    Part(-2, 12, UNIT, [(-1, "save")]),
    Part(-12, -3, UNIT, []),  # no answers by the day
    Part(-17, -6, UNIT, [(-1, "take over")]),  # no answers, and then done on site
    Part(-9, 2, UNIT, [(-1, "extend")], own=True),
    Part(-14, 5, UNIT, [(-6, "answer"), (-2, "return")]),
    Part(-15, -4, UNIT, [(-6, "answer"), (-3, "find")]),  # to be concluded
    Part(-1, 6, SITE, []),
    Part(-20, -8, SITE, [(-10, "answer"), (-9, "find"), (-9, "drop")], own=True),
    Part(-40, -26, SITE, ON_SITE),
    Part(-58, -45, UNIT, [(-43, "answer"), (-40, "find"), (-38, "conclude")]),  # late
    Part(-50, -36, UNIT, [(-38, "answer"), (-35, "conclude"), (-31, "reopen")], own=True),
    Part(-25, -10, UNIT, [(-22, "withdraw")], own=True),
]  # fmt: skip


def demonstrate(trial: Trial) -> None:
    """Let a group check the units it supervises by the starter template and one of the office."""
    load_problem_terms(county_id=trial.county_id, now=trial.until)
    load_checkup_templates(county_id=trial.county_id, now=trial.until)
    own = _make_template(trial)
    played = [_Played(trial, place, part, own) for place, part in enumerate(sorted(PLAYED), 1)]
    acts = [(days, checkup, name) for checkup in played for days, name in checkup.steps]
    for days, checkup, name in sorted(acts, key=lambda act: act[0]):
        checkup.act(name, _on(trial, days))
    retire_template(
        by=_office(trial), now=_on(trial, 0), template_id=own.pk,
        reason=trial.words["checkups"]["retired"],
    )  # fmt: skip


def _make_template(trial: Trial) -> CheckupTemplate:
    """One of the office, changed a month later: what was opened keeps the first version."""
    words = trial.words["checkups"]["template"]
    sections = [
        SectionText(place, title, questions)
        for place, (title, questions) in enumerate(words["sections"], start=1)
    ]
    more = sections[0]._replace(questions=[*sections[0].questions, words["added"]])
    content = {"name": words["name"], "basis": words["basis"].format(year=trial.until.year)}
    made = _on(trial, -70)
    template = make_template(
        by=_office(trial), now=made, nonce=UUID(int=PLACE), sections=sections,
        first_on=day_of(made), **content,
    )  # fmt: skip
    changed = _on(trial, -24)
    return change_template(
        by=_office(trial), now=changed, template_id=template.pk, nonce=UUID(int=PLACE + 1),
        sections=[more, *sections[1:]], first_on=day_of(changed), **content,
    )  # fmt: skip


@dataclass
class _Played:
    """One checkup on its way."""

    trial: Trial
    place: int
    part: Part
    own: CheckupTemplate
    checkup: Checkup = field(init=False)

    @property
    def steps(self) -> Iterator[tuple[int, str]]:
        yield self.part.made, "open"
        yield from self.part.acts

    @property
    def words(self) -> dict[str, Any]:
        return self.trial.words["checkups"]

    @property
    def group(self) -> Actor:
        return Actor(user=self.trial.people["group"])

    @property
    def answerer(self) -> Actor:
        """Who holds the post of the unit; on site the group."""
        if self.part.way == SITE:
            return self.group
        return Actor(user=self.trial.holders[self.checkup.post_id])

    def act(self, name: str, now: datetime) -> None:
        """The act `name`, by who does it."""
        verbs: dict[str, Callable] = {
            "conclude": conclude, "reopen": reopen, "withdraw": withdraw_checkup,
            "return": send_back, "take over": take_over,
        }  # fmt: skip
        if name in ("save", "answer"):
            verb = save_answers if name == "save" else submit_answers
            self.do(verb, now, by=self.answerer, replies=self.replies(half=name == "save"))
        elif name in verbs:
            named = name in ("return", "take over")
            due = {"due_on": _on(self.trial, 5).date()} if named else {}
            field_name = "text" if name == "conclude" else "reason"
            self.do(verbs[name], now, **{field_name: self.words[name]}, **due)
        elif name == "extend":
            owed = self.checkup.duties.get()
            wanted, reason = owed.due_on + timedelta(days=7), self.words[name]
            ask_extension(by=self.answerer, now=now, deadline=owed, wanted_on=wanted, reason=reason)
        else:
            {"open": self.open, "find": self.find, "drop": self.drop, "enter": self.enter}[name](
                now
            )

    def open(self, now: datetime) -> None:
        versions = TemplateVersion.objects.in_force(on=day_of(now)).filter(
            template__county_id=self.trial.county_id
        )
        version = versions.get(template__code="" if self.part.own else "political_checkup")
        (self.checkup,) = open_checkups(
            by=self.group, now=now, nonce=UUID(int=PLACE + (self.place << 16)),
            version_id=version.pk, unit_ids=[self.unit(version).pk], way=self.part.way,
            due_on=_on(self.trial, self.part.due).date(), text=self.words["open"],
        )  # fmt: skip

    def unit(self, version: TemplateVersion) -> Unit:
        """The unit that was checked least, of those with no checkup by this template open."""
        same = {"version__template": version.template_id, "state__in": OPEN_STATES}
        shut = Checkup.objects.filter(**same).values("unit")
        units = units_checked_by(self.trial.people["group"], at=self.trial.until)
        known = [
            unit
            for unit in units.filter(kind=Unit.Kind.BODY).exclude(pk__in=shut)
            if getattr(principal_post(unit, at=self.trial.until), "pk", None) in self.trial.holders
        ]
        return min(known, key=lambda unit: (unit.checkups.count(), unit.order_key))

    def replies(self, *, half: bool = False) -> Replies:
        """Mostly yes; of each seven questions one partly and one no, with a remark."""
        questions = list(self.checkup.version.questions.order_by("position"))
        if half:
            questions = questions[: len(questions) // 2]
        remarks = self.words["remarks"]
        made = {}
        for place, question in enumerate(questions, start=self.place):
            value = {3: "partly", 6: "no"}.get(place % 7, "yes")
            remark = remarks[place % len(remarks)] if value != "yes" else ""
            made[question.pk] = Reply(value, remark)
        return made

    def find(self, now: datetime) -> None:
        """A finding about each of the first two answers that are no yes."""
        step = self.checkup.steps.filter(answers__isnull=False).latest("pk")
        answers = step.answers.exclude(value="yes").order_by("question__position")[:2]
        for place, answer in enumerate(answers):
            nonce = UUID(int=PLACE + (self.place << 16) + 0x100 + place)
            text = self.words["findings"][(self.place + place) % len(self.words["findings"])]
            self.do(write_finding, now, question_id=answer.question_id, nonce=nonce, text=text)

    def drop(self, now: datetime) -> None:
        finding = self.checkup.findings.latest("pk")
        self.do(drop_finding, now, finding_id=finding.pk, reason=self.words["drop"])

    def enter(self, now: datetime) -> None:
        finding = self.checkup.findings.earliest("pk")
        county_id = self.trial.county_id
        terms = Term.objects.filter(county_id=county_id)
        self.do(
            enter_finding, now, finding_id=finding.pk, nonce=UUID(int=PLACE + 0xFF00 + self.place),
            title=finding.text[:60], text=finding.text, source_id=source_offered(county_id).pk,
            type_id=terms.get(kind="type", code="weak").pk,
            severity_id=terms.get(kind="severity", code="general").pk,
        )  # fmt: skip

    def do(self, verb: Callable, now: datetime, *, by: Actor | None = None, **values) -> None:
        verb(by=by or self.group, now=now, checkup_id=self.checkup.pk, **values)


def _office(trial: Trial) -> Actor:
    return Actor(user=trial.people["office"])


def _on(trial: Trial, days: int) -> datetime:
    return trial.until + timedelta(days=days)
