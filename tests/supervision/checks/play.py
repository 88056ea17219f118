"""Spot checks in a small county, each act by who does it."""

from datetime import date

from demonstration.roles import Role
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task
from supervision.checks.conclude import conclude
from supervision.checks.draws.draw import draw_records, publish_draw
from supervision.checks.draws.models import CheckDraw
from supervision.checks.find import state_finding
from supervision.checks.lift import take_back_conclusion
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.open import open_check
from supervision.checks.reply import reply, report_corrected
from supervision.problems.starter import load_problem_terms
from tests import make
from tests.dashboards.county import build
from tests.make import NOW, at
from tests.responsibility.records.cast import correct_as, lodge_as

HEAD = ("Body 1", Role.PRINCIPAL_OFFICER)
GROUP = ("Group", Role.STATIONED_GROUP)
ASKED_ON = NOW + make.days(1)
REPLIED_ON = NOW + make.days(2)
CONCLUDED_ON = NOW + make.days(3)
NO_REPLY = at("2026-10-20 09:00")  # the day of the reply has passed
FINDINGS = {"evidence": "Where is the list of those present?"}


def shire():
    """The county, with a second person in the group."""
    county = build()
    load_problem_terms(county_id=county.county.pk, now=NOW)
    grants = ["log", "view", "urge", "approve"]
    county.people["second"] = make.join(county.posts[GROUP], grants=grants)
    return county


def lodged(shire, *tasks, who="officer", now=NOW, **over) -> DutyRecord:
    """A record of the first body's principal officer; for one green task unless named."""
    tasks = tasks or (make.make_task(shire.posts[HEAD]),)
    return lodge_as(shire.people[who], *tasks, now=now, **over)


def opened(shire, record=None, who="group", now=ASKED_ON, findings=FINDINGS) -> SpotCheck:
    record = record or lodged(shire)
    by = make.actor(shire.people[who])
    return open_check(by=by, now=now, record_id=record.pk, findings=findings)


def act(verb, shire, who, check, now, **more):
    return verb(by=make.actor(shire.people[who]), now=now, check_id=check.pk, **more)


def find(shire, check, who="group", now=ASKED_ON):
    return act(state_finding, shire, who, check, now, findings=FINDINGS)


def answer(shire, check, who="officer", now=REPLIED_ON, text="It is here.", **over):
    values = {"nonce": make.nonce(), "text": text} | over
    return act(reply, shire, who, check, now, **values)


def conclude_as(shire, check, outcome, who="group", now=CONCLUDED_ON, reason="Looked at it."):
    return act(conclude, shire, who, check, now, outcome=outcome, reason=reason)


def correct_record(shire, record, *tasks, now, who="officer", **over):
    return correct_as(shire.people[who], record, *tasks, now=now, **over)


def report(shire, check, who="officer", now=CONCLUDED_ON, text="The list is attached."):
    return act(report_corrected, shire, who, check, now, text=text)


def lift(shire, check, who="group", now=CONCLUDED_ON, reason="The wrong record."):
    return act(take_back_conclusion, shire, who, check, now, reason=reason)


def concluded(shire, outcome, record=None) -> SpotCheck:
    """A spot check that was asked, replied to and concluded."""
    check = opened(shire, record)
    answer(shire, check)
    conclude_as(shire, check, outcome)
    return fresh(check)


def publish(shire, who="group", now=NOW, **over) -> CheckDraw:
    values = {
        "nonce": make.nonce(),
        "title": "September",
        "first_on": date(2026, 9, 1),
        "last_on": NOW.date(),
        "size": 3,
        "floor": 1,
        "cap": 2,
        "draws_on": (NOW + make.days(2)).date(),
    }
    return publish_draw(by=make.actor(shire.people[who]), now=now, **(values | over))


def draw(shire, published, who="group", now=REPLIED_ON) -> CheckDraw:
    return draw_records(by=make.actor(shire.people[who]), now=now, draw_id=published.pk)


def fresh(check) -> SpotCheck:
    return SpotCheck.objects.get(pk=check.pk)


def duty(check, purpose: str) -> CheckDuty:
    """The newest of a purpose."""
    return check.duties.filter(purpose=purpose).latest("pk")


def task_of(record) -> Task:
    return Task.objects.get(credits__record=record)
