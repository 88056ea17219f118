"""Talks in a small county, each act by who does it."""

from datetime import date

from responsibility.notebook.talks import TalkKind
from supervision.talks.follow import reply_to_requirement
from supervision.talks.hold import Requirement, hold_talk
from supervision.talks.models import Talk
from supervision.talks.owed import TalkDuty
from supervision.talks.plan import plan_talk
from supervision.talks.sign import sign_talk
from supervision.talks.starter import load_talk_terms
from tests import make
from tests.make import NOW
from tests.supervision.problems import play as problems

BY = date(2026, 10, 20)
HEAD, GROUP = problems.HEAD, problems.GROUP


def shire():
    """The county of problems, with its kinds of talk; two people in the group."""
    county = problems.shire()
    load_talk_terms(county_id=county.county.pk, now=NOW)
    return county


def kind(shire, code="reminder") -> TalkKind:
    return TalkKind.objects.get(county_id=shire.county.pk, code=code)


def plan(shire, who="group", now=NOW, of="reminder", persons=("officer",), **over) -> Talk:
    values = {
        "nonce": make.nonce(),
        "kind_id": kind(shire, of).pk,
        "person_ids": [shire.people[name].pk for name in persons],
        "planned_on": now.date(),
        "purpose": "The register is not written.",
        "place": "Room 2",
    }
    return plan_talk(by=make.actor(shire.people[who]), now=now, **(values | over))


def act(verb, shire, who, talk, now=NOW, **more):
    return verb(by=make.actor(shire.people[who]), now=now, talk_id=talk.pk, **more)


def person(shire, talk, who="officer"):
    return talk.persons.get(user=shire.people[who])


def hold(shire, talk, who="group", required=("Write the register.",), now=NOW, **over):
    asked = [Requirement(person(shire, talk).pk, text, BY) for text in required]
    values = {
        "happened_on": now.date(),
        "text": "Went through the quarter.",
        "present_ids": [shire.people[who].pk],
        "requirements": asked,
    }
    return act(hold_talk, shire, who, talk, now, **(values | over))


def sign(shire, talk, who="officer", **over):
    return act(sign_talk, shire, who, talk, **over)


def signed(shire, **over) -> Talk:
    """One that the group held with the officer, who signed it."""
    talk = plan(shire)
    hold(shire, talk, **over)
    sign(shire, talk)
    return fresh(talk)


def requirement(talk) -> TalkDuty:
    return talk.duties.filter(purpose="meet").order_by("pk").first()


def report(shire, talk, who="officer", now=NOW, text="It is written."):
    about = {"duty_id": requirement(talk).pk, "nonce": make.nonce(), "text": text}
    return act(reply_to_requirement, shire, who, talk, now, **about)


def fresh(talk) -> Talk:
    return Talk.objects.get(pk=talk.pk)
