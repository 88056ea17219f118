"""Reports of the standing cast: one being drafted, one laid before the committee, one heard."""

from pages.quarter import Quarter
from supervision.hearings.compose import compose
from supervision.hearings.decide import enter_decision
from supervision.hearings.draft import open_hearing, save_draft
from supervision.hearings.lay import draft_digest, hear, lay
from supervision.hearings.models import Hearing
from supervision.hearings.note import enter_note
from tests import make
from tests.make import NOW
from tests.pages.instructions import given

TODAY = NOW.date()


def build_hearings(cast) -> None:
    """By the colleague. One unit carries the decision out."""
    by = make.actor(cast.colleague)
    cast.hearing_draft = drafted(by, Quarter(2026, 3))
    cast.hearing_laid = laid(by, Quarter(2026, 2))
    cast.hearing = laid(by, Quarter(2026, 1))
    act = {"hearing_id": cast.hearing.pk, "by": by, "now": NOW}
    hear(heard_on=TODAY, **act)
    cast.hearing_note = enter_note(text="One was done.", **act)
    cast.hearing_decision = decision(cast)


def drafted(by, quarter: Quarter) -> Hearing:
    hearing = open_hearing(quarter=quarter, by=by, now=NOW)
    return save_draft(
        hearing_id=hearing.pk, meeting_on=TODAY, findings="Forms overlap.", requests="Fewer forms.",
        reasons={}, by=by, now=NOW,
    )  # fmt: skip


def laid(by, quarter: Quarter) -> Hearing:
    hearing = drafted(by, quarter)
    lay(hearing_id=hearing.pk, digest=shown(hearing), by=by, now=NOW)
    return hearing


def shown(hearing: Hearing) -> str:
    """The fingerprint of the draft as it is shown."""
    return draft_digest(compose(hearing, now=NOW))


def decision(cast, text="Write the plan."):
    return enter_decision(
        hearing_id=cast.hearing.pk, text=text, unit_ids=[cast.bureau.pk], nonce=make.nonce(),
        reply_by=TODAY + make.days(9), by=make.actor(cast.colleague), now=NOW,
    )  # fmt: skip


def hearings(cast, count, word):
    """Of quarters long ago; the word is the name of who began it."""
    by = make.make_person(word)
    before = Hearing.objects.filter(county_id=cast.county.pk, year__lt=2020).count()
    for number in range(before, before + count):
        Hearing.objects.create(
            county_id=cast.county.pk, year=2019 - number // 4, quarter=number % 4 + 1,
            opened_by=by, opened_at=NOW,
        )  # fmt: skip


def instructions(cast, count, word):
    for _ in range(count):
        given(cast, text=word)
