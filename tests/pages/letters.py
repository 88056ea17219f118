"""Letters of the standing cast: one for each act that a page does."""

from supervision.letters.approve import approve_letter
from supervision.letters.close import close_letter
from supervision.letters.draft import draft_letter, submit_letter
from supervision.letters.kinds import LetterKind
from supervision.letters.measures.lay import lay_measure
from supervision.letters.models import Letter
from supervision.letters.reply import reply_to_letter
from supervision.letters.starter import load_letter_kinds
from supervision.letters.verify import verify_reply
from supervision.papers.rules import PaperRule
from tests import make
from tests.make import NOW

WORDS = {"title": "食堂采购", "text": "账目未公示。", "asks": "定点采购"}


def build_letters(cast) -> None:
    """Of the group to the officer's post, in each state; with a reply that has a file."""
    load_letter_kinds(county_id=cast.county.pk, now=NOW)
    cast.letter_kind = LetterKind.objects.get(county_id=cast.county.pk, code="order")
    PaperRule.objects.create(
        county_id=cast.county.pk, kind="order", word="整改", approved=True, basis="〔2026〕3号",
        first_on=NOW.date(),
    )  # fmt: skip
    cast.letter_draft = letter(cast)
    cast.letter_submitted = submit_letter(by=_group(cast), now=NOW, letter_id=letter(cast).pk)
    cast.letter_served = served(cast)
    cast.letter_measure = lay_measure(
        by=_officer(cast), now=NOW, nonce=make.nonce(), letter_id=cast.letter_served.pk,
        text="Sign the list", person="Lu", due_on=NOW.date(),
    )  # fmt: skip
    cast.letter_file = cast.store("officer")
    cast.letter_scan = cast.store("group_inside")
    cast.letter_replied = _replied(cast, [cast.letter_file.pk])
    cast.letter_verified = _verified(cast)
    cast.letter_closed = _verified(cast)
    close_letter(
        by=make.actor(cast.people["office"]), now=NOW, letter_id=cast.letter_closed.pk,
        outcome="closed", reason="All done.",
    )  # fmt: skip


def letter(cast, **over) -> Letter:
    """A draft of the group."""
    values = {"nonce": make.nonce(), "kind_id": cast.letter_kind.pk, "post_id": cast.head.pk}
    return draft_letter(by=_group(cast), now=NOW, **(values | WORDS | over))


def letters(cast, count, word) -> None:
    """The word is the title."""
    for _ in range(count):
        letter(cast, title=word)


def typed_letter(cast) -> dict:
    """What is typed into the form of a new one."""
    return WORDS | {"nonce": make.nonce(), "post": cast.head.pk, "issuer": "own"}


def served(cast, **over) -> Letter:
    made = submit_letter(by=_group(cast), now=NOW, letter_id=letter(cast, **over).pk)
    office = make.actor(cast.people["office"])
    return approve_letter(by=office, now=NOW, letter_id=made.pk, accepted=True)


def _replied(cast, file_ids=()) -> Letter:
    made = served(cast)
    act = {"by": _officer(cast), "now": NOW, "letter_id": made.pk, "file_ids": file_ids}
    reply_to_letter(nonce=make.nonce(), text="It is done so.", **act)
    return Letter.objects.get(pk=made.pk)


def _verified(cast) -> Letter:
    made = _replied(cast)
    act = {"by": _group(cast), "now": NOW, "letter_id": made.pk}
    return verify_reply(accepted=True, reason="Looked at it.", **act)


def _group(cast):
    return make.actor(cast.people["group_inside"])


def _officer(cast):
    return make.actor(cast.people["officer"])
