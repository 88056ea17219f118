"""Who sees a letter: whom it is to, who proposes and issues it, the office; nobody else (2.8)."""

import pytest

from responsibility.organisation.people.models import User
from supervision.letters.models import Letter
from supervision.letters.owed import LetterDuty
from tests import make
from tests.make import NOW
from tests.supervision.letters import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

GROUP = {"group", "second", "group without urging"}
OFFICE = {"office", "second office"}
OFFICER = {"officer", "principal_officer of Body 1", "clerk"}
MEMBER = {"member", "team_member of Body 1"}
HEAD = OFFICER - {"clerk"}
SEEN = {
    # the letter: who sees it
    "a draft": GROUP,
    "submitted": GROUP | OFFICE,
    "an order to the officer": GROUP | OFFICE | OFFICER,
    "an order to the member": GROUP | OFFICE | MEMBER | HEAD,
    "a prompt to the member": GROUP | OFFICE | MEMBER,
    "a prompt to the member, copied": GROUP | OFFICE | MEMBER | HEAD,
    "a warning of the commission": GROUP | OFFICE | OFFICER,
    "a warning of the office alone": OFFICE | OFFICER,
}


def letter_of(shire, which: str) -> Letter:
    if which == "a draft":
        return play.drafted(shire)
    if which == "submitted":
        return play.submitted(shire)
    if "warning" in which:
        alone = "alone" in which
        about = {"who": "office", "approver": "second office"} if alone else {}
        return play.served(shire, "warning", issuer="own" if alone else "commission", **about)
    code, post = which.split()[1], play.MEMBER if "member" in which else play.HEAD
    return play.served(shire, code, post=post, copied="copied" in which)


@pytest.mark.parametrize("which", SEEN)
def test_exactly_those_see_it(shire, which):
    letter = letter_of(shire, which)
    seen = {
        who
        for who, user in shire.people.items()
        if Letter.objects.visible_to(user, at=NOW).filter(pk=letter.pk).exists()
    }
    assert seen == SEEN[which]


def test_whom_it_is_to_sees_nothing_owed_within_the_commission(shire):
    letter = play.verified(shire)
    seen = {
        who: set(
            LetterDuty.objects.visible_to(shire.people[who], at=NOW)
            .filter(letter=letter)
            .values_list("purpose", flat=True)
        )
        for who in ("officer", "group", "office")
    }
    assert seen["officer"] == {"reply"}
    assert seen["group"] == seen["office"] == {"approve", "reply", "verify", "close"}


def test_who_is_told_sees_it(shire):
    """Of a personal one the unit's principal officer is not told either."""
    letter = play.served(shire, "prompt", post=play.MEMBER)
    owed = letter.duties.get(purpose="reply")
    for stage in ("letter_served", "overdue_principal", "overdue_supervisor", "overdue"):
        pairs = LetterDuty.recipients_of([owed.pk], stage=stage, at=NOW)
        for user in User.objects.filter(pk__in=[person for _row, person in pairs]):
            assert Letter.objects.visible_to(user, at=NOW).filter(pk=letter.pk).exists()


def test_another_group_sees_nothing(shire):
    letter = play.served(shire)
    other = make.join(make.make_post(make.make_unit(shire.county, kind="discipline"),
                                     "stationed_group"))  # fmt: skip
    assert not Letter.objects.visible_to(other, at=NOW).filter(pk=letter.pk).exists()
