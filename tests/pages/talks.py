"""Talks of the standing cast: one for each act that a page does."""

from datetime import date

from demonstration.roles import Role
from responsibility.notebook.talks import TalkKind
from responsibility.organisation.people.models import User
from supervision.talks.brief import open_brief
from supervision.talks.close import close_talk
from supervision.talks.follow import reply_to_requirement
from supervision.talks.grants.give import give_talk_grant
from supervision.talks.hold import Requirement, hold_talk
from supervision.talks.plan import plan_talk
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.prompts.open import open_prompts
from supervision.talks.sign import sign_talk
from supervision.talks.starter import load_talk_terms
from tests import make
from tests.make import NOW

BY = date(2026, 10, 20)
RED = {
    "due_on": date(2026, 9, 20),
    "lamp": "red",
    "warns_at": make.at("2026-09-14 00:00"),
    "late_at": make.at("2026-09-21 00:00"),
    "lamp_since": make.at("2026-09-21 00:00"),
}


def build_talks(cast) -> None:
    """All of the group with the officer; one prompt about the officer."""
    load_talk_terms(county_id=cast.county.pk, now=NOW)
    cast.talk = _planned(cast)
    open_brief(by=_by(cast), now=NOW, talk_id=cast.talk.pk)
    leader = cast.people["leader_in_charge"]
    cast.talk_grant = give_talk_grant(
        by=_by(cast, "office"), now=NOW, talk_id=cast.talk.pk, user_id=leader.pk,
        last_on=NOW.date(), basis="No. 3",
    )  # fmt: skip
    cast.talk_held = _held(cast)
    cast.talk_signed = _signed(cast)
    cast.talk_reported = _signed(cast)
    cast.talk_reply = reply_to_requirement(
        by=_by(cast, "officer"), now=NOW, talk_id=cast.talk_reported.pk, nonce=make.nonce(),
        duty_id=required(cast.talk_reported), text="It is written.",
    )  # fmt: skip
    cast.talk_done = _signed(cast, text="")
    cast.talk_closed = _signed(cast, text="")
    later = NOW.date() + make.days(9)
    close_talk(by=_by(cast), now=NOW, talk_id=cast.talk_closed.pk, reason="Done.",
               look_back_on=later)  # fmt: skip
    make.make_task(cast.head, make.make_item(cast.county), **RED)
    open_prompts(now=NOW)
    cast.prompt = TalkPrompt.objects.get(user=cast.people["officer"])


def planned(cast, **over) -> dict:
    """What is typed into the form of a plan."""
    kind = TalkKind.objects.get(county_id=cast.county.pk, code="reminder")
    values = {"kind": kind.pk, "persons": cast.people["officer"].staff_number, "place": ""}
    return values | {"planned_on": NOW.date(), "purpose": "Why.", "nonce": make.nonce()} | over


def held(cast, talk) -> dict:
    """What is typed into the form of the record."""
    present = [cast.people["group_inside"].pk]
    return {"happened_on": NOW.date(), "place": "", "present": present, "text": "All of it."}


def claim(talk) -> int:
    return talk.persons.get().claims.get().pk


def person(talk) -> int:
    return talk.persons.get().pk


def required(talk) -> int:
    return talk.duties.filter(purpose="meet").first().pk


def _by(cast, who="group_inside"):
    return make.actor(cast.people[who])


def _planned(cast):
    kind = TalkKind.objects.get(county_id=cast.county.pk, code="reminder")
    return plan_talk(
        by=_by(cast), now=NOW, nonce=make.nonce(), kind_id=kind.pk, planned_on=NOW.date(),
        person_ids=[cast.people["officer"].pk], purpose="Why.",
    )  # fmt: skip


def _held(cast, text="Write the register."):
    talk = _planned(cast)
    asked = [Requirement(person(talk), text, BY)] if text else []
    hold_talk(
        by=_by(cast), now=NOW, talk_id=talk.pk, happened_on=NOW.date(), text="All of it.",
        present_ids=[cast.people["group_inside"].pk], requirements=asked,
    )  # fmt: skip
    return talk


def _signed(cast, **over):
    talk = _held(cast, **over)
    sign_talk(by=_by(cast, "officer"), now=NOW, talk_id=talk.pk, claims="The keys are lost.")
    return talk


def talks(cast, count, word):
    """The word is the name of who is talked to."""
    for _ in range(count):
        _, person = make.make_holder(cast.bureau, Role.TEAM_MEMBER)
        User.objects.filter(pk=person.pk).update(name=word)
        kind = TalkKind.objects.get(county_id=cast.county.pk, code="reminder")
        plan_talk(
            by=make.actor(cast.people["group_inside"]), now=NOW, nonce=make.nonce(),
            kind_id=kind.pk, person_ids=[person.pk], planned_on=NOW.date(), purpose="Why.",
        )  # fmt: skip


def prompts(cast, count, word):
    """The word is the name of who is on the list."""
    for _ in range(count):
        post, person = make.make_holder(cast.bureau, Role.TEAM_MEMBER)
        User.objects.filter(pk=person.pk).update(name=word)
        make.make_task(post, make.make_item(cast.county), **RED)
    open_prompts(now=NOW)
