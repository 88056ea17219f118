"""What is fair to say beside a red lamp: whether notice arrived, who answered for it, what was
asked for since."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.proof.sentence import EXTENSIONS, Part
from pages.days import day_of
from pages.templatetags.look import day


def about_the_red(
    *,
    proof: str,
    told_at: datetime | None,
    answered: str,
    asked_at: datetime | None,
    still: bool,
    now: datetime,
) -> list[list[Part]]:
    """Clauses about a lamp that is, or (not `still`) was red.

    `proof` is the address of the proof of notice, `told_at` when somebody was told in time;
    `answered` a clause that names who answered for it; `asked_at` when the extension was asked for
    that waits and holds nothing.
    """
    clauses = []
    if proof and told_at:
        arrived = _("a reminder arrived on %(day)s") % {"day": day(day_of(told_at), now)}
        clauses.append([Part(arrived, proof)])
    elif proof and still:
        clauses.append([Part(_("no reminder was delivered before it turned red"), proof)])
    if answered:
        clauses.append([Part(answered)])
    if still and asked_at:
        words = _(
            "an extension was asked for on %(day)s, after the deadline: it stays red until one is "
            "granted"
        )
        clauses.append([Part(words % {"day": day(day_of(asked_at), now)}, EXTENSIONS)])
    return clauses
