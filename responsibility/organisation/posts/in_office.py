"""Who was in a post on a day: the one place where a fact is joined to a name (architecture 3).

A page of today may read a post `with_people`; whatever is about a day that may be over asks here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Self

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.templatetags.look import day
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.models import Appointment, Membership


class Term(NamedTuple):
    """That somebody held a personal post, or headed a collective one, for a time."""

    user_id: int
    name: str
    period: DateRange

    def named_within(self, first: date, last: date) -> str:
        """The name, with the days on which the term begins or ends within `first` to `last`."""
        until, said = last_day(self.period), self.name
        if self.period.lower > first:
            said = _("%(who)s (from %(day)s)") % {"who": said, "day": day(self.period.lower, last)}
        if until and until < last:
            said = _("%(who)s (until %(day)s)") % {"who": said, "day": day(until, last)}
        return said


@dataclass(frozen=True)
class InOffice:
    """The terms of some posts, by post, the earliest first."""

    terms: Mapping[int, list[Term]]

    @classmethod
    def of(cls, post_ids: Collection[int]) -> Self:
        """All terms of the posts `post_ids`, in one query."""
        columns = ("post", "user", "user__name", "period")
        held = Appointment.objects.kept().filter(post__in=post_ids).values_list(*columns)
        headed = Membership.objects.kept().filter(post__in=post_ids, role=Membership.Role.HEAD)
        terms = defaultdict(list)
        for post_id, *term in held.union(headed.values_list(*columns), all=True):
            terms[post_id].append(Term(*term))
        for of_post in terms.values():
            of_post.sort(key=lambda term: (term.period.lower, term.user_id))
        return cls(terms)

    def on(self, post_id: int, on: date) -> list[Term]:
        """Whose terms run on that day; none where the post was vacant."""
        return [term for term in self.terms.get(post_id, ()) if on in term.period]

    def within(self, post_id: int, first: date, last: date) -> list[Term]:
        """Whose terms run on any day from `first` through `last`."""
        days = (first, last + timedelta(days=1))
        return [term for term in self.terms.get(post_id, ()) if _overlap(term.period, *days)]

    def in_time_of(self, post_id: int, on: date, *, today: date) -> str:
        """ "in the time of X", where others were in the post on that day than are `today`."""
        then = self.on(post_id, on)
        if _people(then) == _people(self.on(post_id, today)):
            return ""
        if not then:
            return _("while the post was vacant")
        return _("in the time of %(who)s") % {"who": names(then)}


def names(terms: Sequence[Term]) -> str:
    """The names of those in a post, or that it is vacant."""
    between = pgettext("between items", ", ")
    return between.join(term.name for term in terms) or _("(vacant)")


def _people(terms: Sequence[Term]) -> set[int]:
    return {term.user_id for term in terms}


def _overlap(period: DateRange, start: date, end: date) -> bool:
    return period.lower < end and (period.upper is None or period.upper > start)


def posts_once_held(user_id: int) -> list[int]:
    """The ids of the posts that a person ever held or headed."""
    held = Appointment.objects.kept().filter(user=user_id).values_list("post", flat=True)
    headed = Membership.objects.kept().filter(user=user_id, role=Membership.Role.HEAD)
    return sorted({*held, *headed.values_list("post", flat=True)})
