"""Leaders' instructions of the standing cast: one of the party leader, recorded by the office."""

from supervision.instructions.instruct import instruct
from supervision.instructions.models import Instruction
from tests import make
from tests.make import NOW

TODAY = NOW.date()


def leader_post(cast):
    return cast.people["party_leader"].appointments.get().post


def build_instructions(cast) -> None:
    cast.instruction = given(cast)


def given(cast, text="See to the dykes.") -> Instruction:
    return instruct(
        leader_post_id=leader_post(cast).pk, text=text, given_on=TODAY, paper="No. 3",
        unit_ids=[cast.bureau.pk], reply_by=TODAY + make.days(9), nonce=make.nonce(),
        by=make.actor(cast.colleague), now=NOW,
    )  # fmt: skip


def typed(cast, kind="party_leader") -> dict:
    """What the form sends in the leader's post."""
    return {
        "leader_post": leader_post(cast).pk, "text": "Tell me.", "given_on": str(TODAY),
        "units": [cast.bureau.pk], "reply_by": str(TODAY + make.days(9)), "nonce": make.nonce(),
    }  # fmt: skip
