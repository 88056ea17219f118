"""Over every act on a demand: nobody approves the own draft, nobody decides on the reply of the own
unit (edge case 11). Each act is tried by everybody there is; the table says who may."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction

from supervision.demands.decide import accept, send_back, withdraw
from supervision.demands.drafts.approve import decide_draft
from supervision.demands.drafts.draft import discard_draft, revise_draft
from supervision.demands.measures.lay import lay_measure
from supervision.demands.reply import reply
from supervision.papers.approval import approving_post
from tests import make
from tests.make import NOW
from tests.supervision.demands import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MEMBER = "team_member of Body 1"  # the same person
GROUP, OFFICE, OWNER = {"group", "second"}, {"office", "second office"}, {"member", MEMBER}
# The act, whose draft or demand it is about, and who may do it. The group drafts, the office
# approves, the member answers.
MAY = {
    ("approve", "group"): {"second"} | OFFICE,  # not who drafted it; not who may not approve
    ("approve", "office"): {"second office"},
    ("return", "group"): {"second"} | OFFICE,
    ("revise", "group"): {"group"},
    ("discard", "group"): {"group"},
    ("reply", "group"): OWNER,
    ("measure", "group"): OWNER,
    ("accept", "group"): GROUP,
    ("accept", "office"): OFFICE,
    ("send back", "group"): GROUP,
    ("withdraw", "group"): GROUP,
    ("withdraw", "office"): OFFICE,
}
DRAFT = {"approve", "return", "revise", "discard"}
OTHER_SIDE = {case for case in MAY if case[0] not in ("reply", "measure", "revise", "discard")}


@pytest.fixture
def shire():
    return play.shire()


def prepared(shire, act: str, of: str):
    if act in DRAFT:
        return play.drafted(shire, of)
    made = play.sent(shire, of, approver="second office")
    if act in ("accept", "send back"):
        by = make.actor(shire.people["member"])
        reply(by=by, now=NOW, nonce=make.nonce(), demand_id=made.pk, text="It is done.")
    return made


def do(shire, act: str, about, who: str):
    user = shire.people[who]
    user.__dict__.pop("_standing", None)
    said = {"by": make.actor(user), "now": NOW}
    if act in DRAFT:
        said["draft_id"] = about.pk
    else:
        said["demand_id"] = about.pk
    measure = {"text": "Sign it", "person": "Lu", "due_on": play.BY, "nonce": make.nonce()}
    acts = {
        "approve": lambda: decide_draft(**said, accepted=True),
        "return": lambda: decide_draft(**said, accepted=False, reason="Say more."),
        "revise": lambda: revise_draft(**said, text="Why?", reply_by=play.BY),
        "discard": lambda: discard_draft(**said, reason="Settled."),
        "reply": lambda: reply(**said, nonce=make.nonce(), text="It is done."),
        "measure": lambda: lay_measure(**said, **measure),
        "accept": lambda: accept(**said),
        "send back": lambda: send_back(**said, reason="Say more."),
        "withdraw": lambda: withdraw(**said, reason="Settled."),
    }
    return acts[act]()


class Undone(Exception):
    """Takes a try back."""


def may(shire, act: str, about, who: str) -> bool:
    try:
        with transaction.atomic():
            do(shire, act, about, who)
            raise Undone
    except Undone:
        return True
    except (PermissionDenied, ObjectDoesNotExist):
        return False


@pytest.mark.parametrize("case", MAY, ids=" of ".join)
def test_exactly_those_may(shire, case):
    about = prepared(shire, *case)
    assert {who for who in shire.people if may(shire, case[0], about, who)} == MAY[case]


@pytest.mark.parametrize("case", sorted(OTHER_SIDE), ids=" of ".join)
@pytest.mark.parametrize("how", ["in a post of the unit", "as a clerk of the unit"])
def test_who_is_of_the_unit_neither_approves_nor_decides(shire, case, how):
    about = prepared(shire, *case)
    for who in MAY[case]:
        user = shire.people[who]
        if how == "in a post of the unit":
            make.appoint(make.make_post(about.unit), user)
        else:
            make.join(shire.posts["Body 1", "principal_officer"], user, role="clerk")
        assert not may(shire, case[0], about, who), who


def test_an_officer_decides_within_the_own_unit(shire):
    play.rule(shire, approved=False, first_on=NOW.date())
    made = play.demanded(shire, "officer")
    by = make.actor(shire.people["member"])
    reply(by=by, now=NOW, nonce=make.nonce(), demand_id=made.pk, text="It is done.")
    assert may(shire, "accept", made, "officer")


def test_who_may_approve_hears_of_the_draft(shire):
    from_group = play.drafted(shire)
    hear = {who for who, user in shire.people.items() if approving_post(user, from_group, at=NOW)}
    assert hear == MAY["approve", "group"]
