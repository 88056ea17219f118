"""Who hears of what is owed of a letter: who proposed it stands for who supervises; of a personal
one only who has a copy besides the person."""

from datetime import datetime

from django.db.models import Q, QuerySet

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from supervision.letters.states import Purpose
from supervision.papers.audiences import AUDIENCES as OF_WHAT_IS_ASKED

TO_BE_SEEN = Q(letter__kind__personal=False) | Q(letter__copied=True)


def _of_those_seen(audience: Audience):
    """Of the replies that the unit's principal officer may see."""

    def asked(duties: QuerySet, at: datetime) -> Pairs:
        seen = duties.filter(TO_BE_SEEN, purpose=Purpose.REPLY)
        return OF_WHAT_IS_ASKED[audience](seen, at)

    return asked


AUDIENCES = OF_WHAT_IS_ASKED | {
    Audience.PRINCIPAL: _of_those_seen(Audience.PRINCIPAL),
    Audience.STAND_IN: _of_those_seen(Audience.STAND_IN),
}
