"""Over every act: nobody checks, concludes or takes back what is their own (edge case 11)."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from responsibility.organisation.people.models import User
from responsibility.organisation.periods import from_day
from supervision.checkups.rights import RULES, Case, acts_open_to, may_do
from supervision.checkups.states import Act
from tests import make
from tests.supervision.checkups import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

CHECKERS = {"office", "second office", "group", "second"}
OPENERS = CHECKERS  # the group opened it: the office, and who is in the group
UNIT = {"officer", "clerk"}
FOUND = {Act.DROP: CHECKERS, Act.ENTER: CHECKERS}
# Who may do what, once the checkup is so far as the act needs it.
MAY = {
    "awaited": {Act.SUBMIT: UNIT, Act.WITHDRAW: OPENERS, Act.TAKE_OVER: CHECKERS},
    "returned": {Act.SUBMIT: UNIT, Act.WITHDRAW: OPENERS, Act.TAKE_OVER: CHECKERS},
    "on site": {Act.SUBMIT: CHECKERS, Act.WITHDRAW: OPENERS},
    "answered": {
        **dict.fromkeys([Act.SEND_BACK, Act.FIND, Act.CONCLUDE], CHECKERS),
        Act.WITHDRAW: OPENERS,
    },
    "answered on site": {
        **dict.fromkeys([Act.SEND_BACK, Act.FIND, Act.CONCLUDE], CHECKERS),
        Act.WITHDRAW: OPENERS,
    },
    "found": {
        **dict.fromkeys([Act.SEND_BACK, Act.FIND, Act.CONCLUDE], CHECKERS),
        **FOUND,
        Act.WITHDRAW: OPENERS,
    },
    "concluded": {Act.ENTER: CHECKERS, Act.REOPEN: CHECKERS},
    "withdrawn": {},
}
OVER = set(RULES) - {Act.SUBMIT}


def checkup_at(shire, stage: str):
    """The checkup in one of the stages of `MAY`, opened by the group."""
    if stage == "concluded":
        return play.concluded(shire)
    site = "on site" in stage
    checkup = play.opened(shire, way="on_site" if site else "by_unit")
    if stage == "withdrawn":
        play.withdraw(shire, checkup)
    if stage in ("returned", "answered", "answered on site", "found"):
        play.answer(shire, checkup, who="group" if site else "officer")
    if stage == "returned":
        play.back(shire, checkup)
    if stage == "found":
        play.find(shire, checkup)
    return play.fresh(checkup)


@pytest.mark.parametrize("stage", MAY)
def test_each_act_is_open_to_exactly_those(shire, stage):
    case, may = Case.of(checkup_at(shire, stage)), {}
    for who, user in shire.people.items():
        for act in acts_open_to(user, case, at=play.CONCLUDED_ON):
            may.setdefault(act, set()).add(who)
    twice = {"principal_officer of Body 1", "team_member of Body 1"}
    assert {act: people - twice for act, people in may.items()} == MAY[stage]


@pytest.mark.parametrize("stage", MAY)
@pytest.mark.parametrize("who", ["office", "group"])
@pytest.mark.parametrize(
    "how", ["in a post of the unit", "as a clerk of the unit", "of the unit above"]
)
def test_nobody_checks_their_own_unit(shire, stage, who, how):
    """Whatever else they are: the office's, or the supervising body's."""
    checkup, user = checkup_at(shire, stage), shire.people[who]
    if how == "in a post of the unit":
        make.appoint(make.make_post(shire.bodies[0]), user)
    elif how == "as a clerk of the unit":
        make.join(shire.posts[play.HEAD], user, role="clerk")
    else:
        make.appoint(make.make_post(shire.bodies[0].parent), user)
    case, again = Case.of(checkup), User.objects.get(pk=user.pk)
    assert not [act for act in OVER if may_do(act, again, case, at=play.CONCLUDED_ON)]
    if not checkup.is_by_unit:
        assert not may_do(Act.SUBMIT, again, case, at=play.CONCLUDED_ON)


@pytest.mark.parametrize("stage", ["answered", "found", "concluded"])
def test_who_handed_the_answers_in_does_not_check_them(shire, stage):
    """Also when they have left the unit and come to the body that supervises it."""
    checkup = checkup_at(shire, stage)
    officer = shire.people["officer"]
    officer.appointments.update(period=from_day(make.START, play.CONCLUDED_ON.date()))
    make.join(shire.posts[play.GROUP], officer, grants=["log", "view", "urge", "approve"])
    again = User.objects.get(pk=officer.pk)
    later = play.CONCLUDED_ON + make.days(1)
    assert not [act for act in OVER if may_do(act, again, Case.of(checkup), at=later)]


def test_who_opened_it_does_not_answer_for_the_unit(shire):
    checkup = play.opened(shire)
    make.join(shire.posts[play.HEAD], shire.people["group"], role="clerk")
    again = User.objects.get(pk=shire.people["group"].pk)
    assert not may_do(Act.SUBMIT, again, Case.of(checkup), at=play.ANSWERED_ON)


@pytest.mark.parametrize(
    "who",
    ["officer", "member", "clerk", "group without urging", "party leader", "leader in charge",
     "commission that supervises nothing", "auditor"],
)  # fmt: skip
def test_who_does_not_supervise_opens_nothing(shire, who):
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        play.open_all(shire, who=who)


@pytest.mark.parametrize("who", ["group", "officer", "party leader", "second"])
def test_templates_are_the_office_s(shire, who):
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        play.template(shire, who=who)
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        play.change(shire, who=who)


def test_nobody_opens_one_of_their_own_unit(shire):
    make.join(shire.posts[play.HEAD], shire.people["group"], role="clerk")
    shire.people["group"].__dict__.pop("_standing", None)
    with pytest.raises(PermissionDenied):
        play.open_all(shire, 0, 2)
    play.open_all(shire, 2)


def test_the_table_names_every_act():
    named = {act for acts in MAY.values() for act in acts}
    assert named == set(RULES)
