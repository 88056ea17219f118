"""Summaries of reminder cards for the access table and the lists."""

from demonstration.roles import Role
from responsibility.cards.issue import make_cards
from responsibility.cards.recipients import Recipient
from responsibility.cards.summaries.models import CardSummary
from responsibility.cards.summaries.write import confirm_summary
from tests import make
from tests.make import NOW


def summed_up(cast) -> CardSummary:
    """The officer's, confirmed."""
    summary = cast.card.summary
    if not CardSummary.objects.get(pk=summary.pk).fulfilled_at:
        by = make.actor(cast.people["officer"])
        confirm_summary(by=by, now=NOW, summary_id=summary.pk, edition=0, text="Summed up.")
    return summary


def card_summaries(cast, count, word="") -> None:
    """So many cards more, of holders in units that are called so."""
    for _ in range(count):
        unit = make.make_unit(cast.bureau.parent, f"{word} {make.nonce().int}")
        post, holder = make.make_holder(unit, Role.PRINCIPAL_OFFICER)
        make_cards(cast.card_issue, [Recipient(post=post, holder=holder)], now=NOW)
