"""Prompts for talks: a first red comes once, on one entry a person; a person decides (M002-14)."""

import pytest

from pages.refused import Refused
from supervision.talks.plan import cancel_talk
from supervision.talks.prompts.decide import drop_prompt, may_decide, merge_prompt
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.prompts.open import open_prompts
from supervision.talks.prompts.page import PromptPage
from tests import make
from tests.make import NOW
from tests.supervision.objections.play import orange, red
from tests.supervision.talks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def prompted(shire) -> TalkPrompt:
    red(shire)
    open_prompts(now=NOW)
    return TalkPrompt.objects.get(ended_at=None)


def decide(verb, shire, prompt, who="group", **more):
    return verb(by=make.actor(shire.people[who]), now=NOW, prompt_id=prompt.pk, **more)


def test_reds_come_once_on_one_entry(shire):
    red(shire), orange(shire)
    assert open_prompts(now=NOW) == 2
    assert open_prompts(now=NOW) == 0
    prompt = TalkPrompt.objects.get()
    assert prompt.user == shire.people["officer"] and prompt.reds.count() == 2
    owed = prompt.duties.get()
    assert (owed.purpose, owed.post) == ("decide", shire.posts[play.GROUP])
    red(shire)
    assert open_prompts(now=NOW + make.days(1)) == 1
    assert prompt.reds.count() == 3


def test_what_turned_red_long_ago_is_no_news(shire):
    red(shire)
    assert open_prompts(now=NOW + make.days(60)) == 0


def test_a_planned_talk_decides_it_and_a_cancelled_one_does_not(shire):
    prompt = prompted(shire)
    talk = play.plan(shire, prompt_id=prompt.pk)
    prompt.refresh_from_db()
    assert (prompt.ended_as, prompt.talk) == ("talk", talk)
    assert prompt.duties.get().lamp == "green"
    play.act(cancel_talk, shire, "group", talk, reason="Ill.")
    prompt.refresh_from_db()
    assert prompt.ended_at is None and prompt.duties.get().fulfilled_at is None


def test_taken_up_in_another_talk(shire):
    talk = play.signed(shire)
    prompt = prompted(shire)
    other = play.plan(shire, persons=["member"])
    with pytest.raises(Refused, match="one of the list"):
        decide(merge_prompt, shire, prompt, talk_id=other.pk)
    decide(merge_prompt, shire, prompt, talk_id=talk.pk)
    prompt.refresh_from_db()
    assert (prompt.ended_as, prompt.talk) == ("merged", talk)


def test_not_needed_says_why(shire):
    prompt = prompted(shire)
    with pytest.raises(Refused, match="why no talk"):
        decide(drop_prompt, shire, prompt, reason=" ")
    decide(drop_prompt, shire, prompt, reason="The platform was down.")
    with pytest.raises(Refused, match="decided already"):
        decide(drop_prompt, shire, prompt, reason="Again.")
    assert open_prompts(now=NOW) == 0


@pytest.mark.parametrize(
    ("who", "sees"),
    [("group", True), ("office", True), ("officer", False), ("member", False),
     ("party leader", False), ("group without urging", False)],
)  # fmt: skip
def test_who_decides(shire, who, sees):
    prompt, user = prompted(shire), shire.people[who]
    assert TalkPrompt.objects.visible_to(user, at=NOW).exists() is sees
    assert may_decide(user, prompt, at=NOW) is sees


def test_what_speaks_for_the_person_stands_beside(shire):
    """No reminder was delivered: it says so before anybody is talked to."""
    prompt = prompted(shire)
    page = PromptPage.of(prompt, user=shire.people["group"], now=NOW)
    (only,) = page.reds
    assert [fact.text for fact in only.weighs] == ["no reminder about it was owed"]
    assert page.decides and not only.extension
