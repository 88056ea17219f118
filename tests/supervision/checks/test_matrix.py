"""Over every act: nobody checks, concludes or takes back what is their own (edge case 11)."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from pages.refused import Refused
from responsibility.organisation.people.models import User
from responsibility.records.models import Credit
from supervision.checks.rights import RULES, Case, acts_open_to, may_do
from supervision.checks.states import Act
from tests import make
from tests.make import NOW
from tests.supervision.checks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

CHECKERS, OWNERS = {"group", "second"}, {"officer", "clerk"}
# Who may do what, once the spot check is so far as the act needs it.
MAY = {
    "drawn": {Act.FIND: CHECKERS, Act.CONCLUDE: CHECKERS},
    "replied": {Act.REPLY: OWNERS, Act.CONCLUDE: CHECKERS},
    "no reply": {Act.REPLY: OWNERS, Act.CONCLUDE: CHECKERS},
    "asked": {Act.REPLY: OWNERS},
    "insufficient": {Act.LIFT: CHECKERS | {"office"}},
    "made good": {Act.CORRECT: OWNERS, Act.LIFT: CHECKERS | {"office"}},
    "untrue": {Act.LIFT: CHECKERS | {"office"}},
    "confirmed": {Act.LIFT: CHECKERS | {"office"}},
}
OVER = {Act.FIND, Act.CONCLUDE, Act.LIFT}


def check_at(shire, stage: str, lodger: str = "officer"):
    """The spot check in one of the stages of `MAY`, and an instant of it."""
    record = play.lodged(shire, who=lodger)
    if stage == "drawn":
        play.draw(shire, play.publish(shire, size=1, floor=0, cap=1))
        return record.spot_check, NOW + make.days(2)
    if stage in ("asked", "no reply", "replied"):
        check = play.opened(shire, record)
        if stage == "replied":
            play.answer(shire, check)
        return play.fresh(check), play.NO_REPLY if stage == "no reply" else play.REPLIED_ON
    outcome = "insufficient" if stage == "made good" else stage
    check = play.concluded(shire, outcome, record)
    if stage == "made good":
        play.correct_record(shire, record, play.task_of(record), now=play.CONCLUDED_ON)
    return play.fresh(check), play.CONCLUDED_ON


@pytest.mark.parametrize("stage", MAY)
def test_each_act_is_open_to_exactly_those(shire, stage):
    check, now = check_at(shire, stage)
    case, may = Case.of(check), {}
    for who, user in shire.people.items():
        for act in acts_open_to(user, case, at=now):
            may.setdefault(act, set()).add(who)
    twice = {"principal_officer of Body 1", "team_member of Body 1"}
    assert {act: people - twice for act, people in may.items()} == MAY[stage]


@pytest.mark.parametrize("stage", MAY)
@pytest.mark.parametrize("who", ["office", "second"])
@pytest.mark.parametrize(
    "how",
    ["in a post of the unit", "as a clerk of the unit", "of the unit above", "lodged it",
     "confirmed it", "in a post it counts for"],
)  # fmt: skip
def test_nobody_acts_on_what_is_their_own(shire, stage, who, how):
    """Whatever else they are: the office's, or the supervising body's."""
    user = shire.people[who]
    lodger = "officer"
    if how == "lodged it":
        lodger = who
        make.join(shire.posts[play.HEAD], user, role="clerk", end=play.ASKED_ON.date())
    check, now = check_at(shire, stage, lodger)
    make_it_their_own(shire, check, user, how)
    case, again = Case.of(play.fresh(check)), User.objects.get(pk=user.pk)
    assert not [act for act in OVER if may_do(act, again, case, at=now)]


def make_it_their_own(shire, check, user, how):
    credits = Credit.objects.filter(record=check.record)
    if how == "in a post of the unit":
        make.appoint(make.make_post(shire.bodies[0]), user)
    elif how == "as a clerk of the unit":
        make.join(shire.posts[play.HEAD], user, role="clerk")
    elif how == "of the unit above":
        make.appoint(make.make_post(shire.bodies[0].parent), user)
    elif how == "confirmed it":
        credits.update(confirmed_at=NOW, confirmed_by=user)
    elif how == "in a post it counts for":
        other, _holder = make.make_holder(shire.bodies[1])
        task = make.make_task(other)
        offer = {"post": other, "item_code": task.item_code, "offered_at": NOW}
        Credit.objects.create(record=check.record, task=task, **offer)
        make.join(other, user)


@pytest.mark.parametrize("who", ["officer", "member", "clerk", "office", "group without urging",
                                 "commission that supervises nothing", "party leader"])  # fmt: skip
def test_who_does_not_supervise_opens_and_draws_nothing(shire, who):
    record = play.lodged(shire)
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        play.opened(shire, record, who=who)
    with pytest.raises((PermissionDenied, Refused)):  # the second where there is nothing
        play.publish(shire, who=who)


def test_nobody_opens_a_check_of_their_own(shire):
    record = play.lodged(shire)
    make.join(shire.posts[play.HEAD], shire.people["group"], role="clerk")
    shire.people["group"].__dict__.pop("_standing", None)
    with pytest.raises(PermissionDenied):
        play.opened(shire, record)
    play.opened(shire, record, who="second")


def test_another_body_draws_nothing(shire):
    play.lodged(shire)
    published = play.publish(shire, size=1, floor=0, cap=1)
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        play.draw(shire, published, who="commission that supervises nothing")


def test_the_table_names_every_act():
    named = {act for acts in MAY.values() for act in acts}
    assert named == set(RULES)
