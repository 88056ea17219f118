"""Letters in a small county, each act by who does it."""

from datetime import date

from demonstration.roles import Role
from supervision.letters.approve import approve_letter
from supervision.letters.close import close_letter
from supervision.letters.draft import draft_letter, submit_letter
from supervision.letters.kinds import LetterKind
from supervision.letters.measures.lay import lay_measure, report_measure
from supervision.letters.models import WEIGHED, Letter
from supervision.letters.owed import LetterDuty
from supervision.letters.reply import reply_to_letter
from supervision.letters.starter import load_letter_kinds
from supervision.letters.verify import verify_reply
from supervision.papers.rules import load_paper_rules
from tests import make
from tests.make import NOW
from tests.supervision.problems import play as problems

HEAD = ("Body 1", Role.PRINCIPAL_OFFICER)
MEMBER = ("Body 1", Role.TEAM_MEMBER)
BY = date(2026, 10, 9)
LATER = NOW + make.days(1)


def shire():
    """The county of problems: two people each in the group and in the office."""
    county = problems.shire()
    load_letter_kinds(county_id=county.county.pk, now=NOW)
    load_paper_rules(county_id=county.county.pk, now=NOW - make.days(200))
    return county


def kind(county, code: str) -> LetterKind:
    return LetterKind.objects.get(county_id=county.county.pk, code=code)


def content(county, code: str) -> dict:
    values = {"title": "食堂采购", "text": "账目未公示。", "asks": "定点采购\n每月公示"}
    asked = kind(county, code)
    values |= {"grade": 2} if asked.graded else {}
    values |= {"causes": "Nobody looked."} if asked.causes else {}
    return values | (dict.fromkeys(WEIGHED, "Slight.") if asked.weighs else {})


def drafted(county, code="order", *, who="group", post=HEAD, now=NOW, issuer="own", **over):
    values = {"nonce": make.nonce(), "reply_by": BY, **content(county, code), **over}
    return draft_letter(
        by=make.actor(county.people[who]), now=now, kind_id=kind(county, code).pk,
        post_id=county.posts[post].pk, issuer=issuer, **values,
    )  # fmt: skip


def act(verb, county, who, letter, now=NOW, **more):
    by = make.actor(county.people[who])
    return verb(by=by, now=now, letter_id=letter.pk, **more)


def submitted(county, code="order", *, who="group", now=NOW, **over) -> Letter:
    letter = drafted(county, code, who=who, now=now, **over)
    return act(submit_letter, county, who, letter, now)


def served(county, code="order", *, approver="office", now=NOW, **over) -> Letter:
    letter = submitted(county, code, now=now, **over)
    act(approve_letter, county, approver, letter, now, accepted=True)
    return fresh(letter)


def lay(county, letter, text="Do it.", who="officer", now=LATER, due_on=BY):
    values = {"nonce": make.nonce(), "text": text, "person": "陆某", "due_on": due_on}
    return act(lay_measure, county, who, letter, now, **values)


def reply(county, letter, who="officer", now=LATER, **over):
    values = {"nonce": make.nonce(), "text": "It is done so."} | over
    return act(reply_to_letter, county, who, letter, now, **values)


def verify(county, letter, who="group", now=LATER, *, accepted=True, **over):
    values = {"accepted": accepted, "reason": "Looked at it."} | over
    return act(verify_reply, county, who, letter, now, **values)


def report(county, measure, who="officer", now=LATER):
    values = {"measure_id": measure.pk, "text": "Done."}
    return act(report_measure, county, who, measure.letter, now, **values)


def close(county, letter, who="office", now=LATER, outcome="closed"):
    return act(close_letter, county, who, letter, now, outcome=outcome, reason="All done.")


def verified(county, code="order", **over) -> Letter:
    letter = served(county, code, **over)
    own_view = {"own_view": "In haste."} if letter.kind.weighs else {}
    reply(county, letter, **own_view)
    verify(county, letter)
    return fresh(letter)


def fresh(letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def duty(letter, purpose: str) -> LetterDuty:
    """The newest of a purpose, with its lamp."""
    return letter.duties.filter(purpose=purpose).latest("pk")
