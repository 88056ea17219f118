"""Nobody decides who decided before, is concerned, or works where it is concerned (edge case 11).

Each objection is tried by everybody there is; the table says who decides.
"""

import pytest
from django.core.exceptions import PermissionDenied

from pages.refused import Refused
from supervision.objections.kind import OBJECTED
from supervision.objections.make import make_objection
from supervision.objections.models import Objection
from supervision.objections.rights import may_decide
from supervision.objections.states import Ruling, What
from tests import make
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

GROUP, OFFICE = {"group", "second"}, {"office", "second office"}
# What is contested, and who decides on it.
DECIDE = {
    "a red lamp": GROUP,
    "an orange lamp": GROUP,
    "a demand of the group": OFFICE,
    "a demand of the office": GROUP,
    "a problem of the group": OFFICE,
    "a closing sent back by the group": OFFICE,
    "a review of the group": OFFICE,
    "a review of the office": {"second office"},  # the group made the demand
}


def contested(shire, case: str) -> Objection:
    if case == "a red lamp":
        return play.objection(shire, play.red(shire))
    if case == "an orange lamp":
        return play.objection(shire, play.orange(shire))
    if case.startswith("a demand"):
        demand = play.demanded(shire, play.red(shire), who=case.rpartition(" ")[2])
        return play.objection(shire, demand, What.DEMAND)
    if case == "a problem of the group":
        return play.objection(shire, play.assigned(shire), What.PROBLEM)
    if case == "a closing sent back by the group":
        return play.objection(shire, play.returned(shire), What.CLOSE_OUT)
    if case == "a review of the group":
        first = play.objection(shire, play.red(shire))
        play.decide(shire, first, Ruling.STANDS)
        return play.review(shire, first)
    first = contested(shire, "a demand of the group")
    play.decide(shire, first, Ruling.STANDS, who="office")
    return play.review(shire, first)


@pytest.mark.parametrize("case", DECIDE)
def test_exactly_those_decide(shire, case):
    objection = contested(shire, case)
    deciders = {who for who, user in shire.people.items() if may_decide(user, objection, at=NOW)}
    assert deciders == DECIDE[case]
    hear = Objection.recipients_of([objection.pk], stage=OBJECTED, at=NOW)
    hear = {person for _objection, person in hear}
    assert hear >= {shire.people[who].pk for who in deciders}, "who decides hears of it"
    for who in set(shire.people) - deciders:
        with pytest.raises((PermissionDenied, Objection.DoesNotExist)):
            play.decide(shire, objection, Ruling.STANDS, who=who)


@pytest.mark.parametrize("case", DECIDE)
@pytest.mark.parametrize("how", ["in a post of the unit", "as a clerk of the unit"])
def test_who_is_of_the_unit_does_not_decide(shire, case, how):
    objection = contested(shire, case)
    for who in DECIDE[case]:
        user = shire.people[who]
        if how == "in a post of the unit":
            make.appoint(make.make_post(shire.bodies[0]), user)
        else:
            make.join(shire.posts[play.HEAD], user, role="clerk")
        user.__dict__.pop("_standing", None)
        assert not may_decide(user, objection, at=NOW)


def test_where_all_of_a_body_made_it_another_one_decides(shire):
    """The group is the only body over the unit, and both of its people had a hand in it."""
    problem = play.assigned(shire)
    office = shire.people["office"].memberships.get().post
    assert play.objection(shire, problem, What.PROBLEM).post == office


def test_where_nobody_is_left_it_says_where_to_turn(shire):
    office = shire.people["office"].memberships.get().post
    for membership in office.memberships.exclude(user=shire.people["office"]):
        membership.user.is_active = False
        membership.user.save()
    group = shire.posts[play.problems.GROUP]
    demand = play.demanded(shire, play.red(shire), who="office")
    for membership in group.memberships.all():
        membership.user.is_active = False
        membership.user.save()
    with pytest.raises(Refused, match="Turn to the body above"):
        make_objection(
            by=make.actor(shire.people["officer"]), now=NOW, nonce=make.nonce(),
            what=What.DEMAND, contested_id=demand.pk, wish="Take it back.", text="Not ours.",
        )  # fmt: skip
