"""Who reads what was said in a talk: one table for the rule and for the sentence on the page."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from responsibility.organisation.standing import standing_of
from supervision.talks.grants.models import opened_talks
from supervision.talks.rights import Case


def _talker(case: Case, user, at: datetime) -> bool:
    """Who talked; who follows in the post, once none of them is there. Nobody who is talked to."""
    if case.person_of(user):
        return False
    follows = case.left and case.talk.made_in_id in standing_of(user, at=at).own_posts
    return user.pk in case.talkers or follows


def _opened(case: Case, user, at: datetime) -> bool:
    return opened_talks(user, at=at).filter(talk=case.talk.pk).exists()


class Reader(NamedTuple):
    """`who` they are in words, and whether somebody `is` one."""

    who: Promise
    is_one: Callable[[Case, object, datetime], bool]


WHOLE = [
    Reader(_("who talked"), _talker),
    Reader(_("whom the commission office has named, for a purpose stated each time"), _opened),
]
OWN_PART = _("who was talked to, the own part alone")


def reads_whole(case: Case, user, *, at: datetime) -> bool:
    """Whether the person reads all that was said and required."""
    return any(reader.is_one(case, user, at) for reader in WHOLE)


def reads_own(case: Case, user) -> bool:
    """Whether the person reads the record and the own part, as who was talked to: where the kind
    of talk allows it."""
    return bool(case.person_of(user) and case.talk.kind.terms.person_reads)


def readers_in_words(case: Case) -> str:
    """Who reads it."""
    names = [str(reader.who) for reader in WHOLE]
    if case.talk.kind.terms.person_reads:
        names.insert(1, str(OWN_PART))
    return pgettext("between groups", "; ").join(names)
